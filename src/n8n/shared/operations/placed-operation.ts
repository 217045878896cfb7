import type { Operation } from "../../../tools/operation.js";
import { PRODUCTS, type Product } from "../products/index.js";
import { operationOf } from "./own-operations.js";

/** An operation in its place: node, resource and n8n's name for it. */
export interface PlacedOperation {
  /** What the node keeps in a workflow: the operation's id, or the name of an operation of our own. */
  readonly value: string;
  readonly operation: Operation;
  readonly resource: string;
  /** What the list of operations shows, e.g. "Get Many". */
  readonly name: string;
  /** What the list of actions shows and an agent reads, in sentence case. */
  readonly action: string;
}

/** The operations of a node, by resource and then by name. */
export function operationsOf({ resources }: Product): PlacedOperation[] {
  return Object.entries(resources).flatMap(([resource, operations]) =>
    Object.entries(operations)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, value]) => {
        const operation = operationOf(value);
        return { value, operation, resource, name, action: actionOf(operation.words.title, name) };
      }),
  );
}

let names: ReadonlyMap<string, string> | undefined;

/** Where a person finds an operation of the API, e.g. `"Aiven Cloud: Plan → Get Many"`; undefined for one that no node has. */
export function placeNameOf(id: string): string | undefined {
  names ??= new Map(
    Object.values<Product>(PRODUCTS).flatMap(({ displayName, resources }) =>
      Object.entries(resources).flatMap(([resource, operations]) =>
        Object.entries(operations).map(([name, value]) => [value, `"${displayName}: ${resource} → ${name}"`] as const),
      ),
    ),
  );
  return names.get(id);
}

/** The title, with n8n's words for a list: "List a service's alerts" → "Get many alerts of a service". */
function actionOf(title: string, name: string): string {
  const [, things = ""] = /^List (?:the |all |my )?(.+)$/.exec(title) ?? [];
  if (things === "" || !name.startsWith("Get Many")) return title;
  const [, article, owner, owned] = /^(an?) (.+?)'s (.+)$/.exec(things) ?? [];
  return `Get many ${owned === undefined ? things : `${owned} of ${article} ${owner}`}`;
}

/** Whether an answer is a list of which n8n shows so many. */
export function isList({ facts, words }: Operation): boolean {
  return "limit" in facts.fields || (facts.method === "GET" && /^(List|Find) /.test(words.title));
}

/** Whether a call of it can lose something for good, with some input. */
export function canDestroy({ words }: Operation): boolean {
  return words.risk === "destructive" || (words.gates?.length ?? 0) > 0;
}
