import {
  type Family,
  type OperationFacts,
  type OperationId,
  operationFacts,
  operationFamily,
  operationIds,
} from "../core/catalogue/index.js";
import { InputError } from "../core/errors.js";
import { nearestOf } from "../core/nearest.js";
import { own } from "../core/own.js";
import { glossary } from "./fields.js";
import { wordsOf } from "./operations/index.js";
import type { Words } from "./words.js";

/** One operation of the API: the provider's facts and our words, joined. */
export interface Operation {
  readonly id: OperationId;
  readonly family: Family;
  readonly facts: OperationFacts;
  readonly words: Words;
}

/** The operation of an id, or undefined. */
function getOperation(id: string): Operation | undefined {
  const facts = operationFacts(id);
  const family = operationFamily(id);
  return facts && family ? { id: id as OperationId, family, facts, words: wordsOf(family, id) } : undefined;
}

/** The operation of an id. Throws InputError with the nearest names when there is none. */
export function requireOperation(id: string, field = "operation"): Operation {
  const operation = getOperation(id);
  if (operation) return operation;
  const [closest, ...others] = nearestOf(id, operationIds(), 4);
  throw new InputError(
    [{ field, message: `"${id}" is not an operation`, nearest: closest, allowed: others }],
    "Find operations with aiven_search.",
  );
}

/** Every operation, by family and then by name. */
export function allOperations(): Operation[] {
  return operationIds().map((id) => requireOperation(id));
}

/** Our words for a field of an operation: its own, else the glossary's. Nested fields are dotted. */
export function fieldWords(operation: Operation, path: string): string | undefined {
  const fields: Readonly<Record<string, string | undefined>> | undefined = operation.words.fields;
  const leaf = path.slice(path.lastIndexOf(".") + 1);
  const shared: Readonly<Record<string, string>> = glossary;
  return own(fields, path) ?? own(shared, path) ?? own(shared, leaf);
}
