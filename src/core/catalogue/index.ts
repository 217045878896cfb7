import type { OperationFacts } from "./facts.js";
import { families } from "./generated/index.js";
import type { Family, Operations } from "./generated/types.js";

export type { Catalogue, Method, OperationFacts } from "./facts.js";
export { pathParameters } from "./facts.js";
export type { Download, Family, Operations } from "./generated/types.js";
export type { Schema } from "./schema.js";

export type OperationId = keyof Operations;
export type Input<Id extends OperationId> = Operations[Id]["input"];
export type Output<Id extends OperationId> = Operations[Id]["output"];

/** The facts of an operation, or undefined when there is none of that id. */
export function operationFacts(id: string): OperationFacts | undefined {
  for (const catalogue of Object.values(families)) {
    if (Object.hasOwn(catalogue, id)) return catalogue[id];
  }
  return undefined;
}

/** Every operation id, by family and then by name. */
export function operationIds(): OperationId[] {
  return Object.values(families).flatMap((catalogue) => Object.keys(catalogue)) as OperationId[];
}

/** The family of an operation, or undefined when there is none of that id. */
export function operationFamily(id: string): Family | undefined {
  const entry = Object.entries(families).find(([, catalogue]) => Object.hasOwn(catalogue, id));
  return entry?.[0] as Family | undefined;
}
