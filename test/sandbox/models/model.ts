import { expect } from "vitest";
import { type Input, type OperationId, operationFacts } from "../../../src/core/catalogue/index.js";
import { stringifyJson } from "../../../src/core/json.js";
import { buildRequest } from "../../../src/core/request.js";
import { Instance } from "../../../src/sandbox/instance.js";

/** What ought to be there, kept apart from the sandbox in the simplest way. */
export interface Model {
  readonly services: Map<string, Service>;
  /** By id: the services at both ends. */
  readonly integrations: Map<string, { readonly source: string; readonly dest: string }>;
  /** By id: the network. */
  readonly vpcs: Map<string, string>;
}

export interface Service {
  readonly type: keyof typeof PLANS;
  /** The id of the VPC that it is in. */
  readonly vpc: string | null;
  powered: boolean;
  protected: boolean;
  readonly users: Set<string>;
  /** Partitions by name. */
  readonly topics: Map<string, number>;
  readonly databases: Set<string>;
  readonly pools: Map<string, Pool>;
  /** Entries of the Kafka ACL by id. */
  readonly acls: Map<string, string>;
}

export interface Pool {
  readonly database: string;
  /** Null for the primary user. */
  readonly username: string | null;
}

export const PROJECT = "model";
export const CLOUD = "aws-eu-west-1";
export const PLANS = { pg: "startup-4", kafka: "business-4", grafana: "startup-4" } as const;
const scenario = {
  user: { email: "me@example.com", password: "Some-where-1", real_name: "Me" },
  organizations: [{ name: "Model", projects: [{ name: PROJECT, age_days: 0 }] }],
};

export function emptyModel(): Model {
  return { services: new Map(), integrations: new Map(), vpcs: new Map() };
}

/** Where a service is, for the input of an operation. */
export function at(service_name: string): { project: string; service_name: string } {
  return { project: PROJECT, service_name };
}

/** A sandbox without a network, which is emptied for every run. */
export class Real {
  readonly instance = new Instance({ speed: "paused", scenario });

  call<Id extends OperationId>(id: Id, input: Input<Id>): { status: number; data: Record<string, unknown> } {
    const facts = operationFacts(id);
    if (!facts) throw new Error(`no operation ${id}`);
    const { method, path, body } = buildRequest(facts, { ...input });
    const { answer } = this.instance.exchange.perform({
      method,
      url: path,
      headers: { authorization: `aivenv1 ${this.instance.token}` },
      body: new TextEncoder().encode(body === undefined ? "" : String(body)),
    });
    return { status: answer.status, data: Object(answer.data) };
  }

  /** Calls an operation that has to end with this status. */
  expect<Id extends OperationId>(status: number, id: Id, input: Input<Id>): Record<string, unknown> {
    const answer = this.call(id, input);
    expect(answer.status, `${id} ${stringifyJson(input)}: ${stringifyJson(answer.data)}`).toBe(status);
    return answer.data;
  }
}
