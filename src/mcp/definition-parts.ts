import type { WaitName } from "../core/wait.js";
import type { DescribedSchema } from "./schema.js";

/** What the inputs of several tools are made of. */

export const string = (description: string): { type: "string"; description: string } => ({
  type: "string",
  description,
});
export const boolean = (description: string): { type: "boolean"; description: string } => ({
  type: "boolean",
  description,
});
export const project = string("Project name.");
export const serviceName = string("Service name.");
export const operation = string("Operation id from aiven_search.");
export const input = {
  type: "object",
  additionalProperties: true,
  description: "Its fields, flat.",
} as const satisfies DescribedSchema;

export const calls = <D extends string>(description: D) =>
  ({
    type: "array",
    minItems: 1,
    maxItems: 20,
    items: {
      type: "object",
      properties: { operation: { type: "string" }, input: { type: "object", additionalProperties: true } },
      required: ["operation"],
    },
    description,
  }) as const satisfies DescribedSchema;

/** Ends other than the usual have names of their own; that something is gone is asked for by `gone`. */
export const WAIT_FOR: readonly [WaitName, ...WaitName[]] = [
  "service",
  "service-off",
  "vpc",
  "peering",
  "database",
  "user",
  "topic",
  "connector",
  "integration",
  "static-ip",
  "static-ip-associated",
  "static-ip-free",
  "clickhouse-database",
  "task",
  "snapshot",
  "restoration",
  "flink-deployment",
  "flink-deployment-ended",
  "flink-jar-deployment",
  "flink-jar-deployment-ended",
  "privatelink",
  "privatelink-connection",
  "privatelink-connection-connected",
  "custom-cloud",
];
