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

interface Entry {
  readonly family: Family;
  readonly facts: OperationFacts;
}

let entries: ReadonlyMap<string, Entry> | undefined;

/** Every operation by id, in the order of families and then names. */
function index(): ReadonlyMap<string, Entry> {
  entries ??= new Map(
    Object.entries(families).flatMap(([family, catalogue]) =>
      Object.entries(catalogue).map(([id, facts]): [string, Entry] => [id, { family: family as Family, facts }]),
    ),
  );
  return entries;
}

/** The facts of an operation, or undefined when there is none of that id. */
export function operationFacts(id: string): OperationFacts | undefined {
  return index().get(id)?.facts;
}

/** The family of an operation, or undefined when there is none of that id. */
export function operationFamily(id: string): Family | undefined {
  return index().get(id)?.family;
}

/** Every operation id, by family and then by name. */
export function operationIds(): OperationId[] {
  return Array.from(index().keys()) as OperationId[];
}
