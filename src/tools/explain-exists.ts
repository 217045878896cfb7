import { pathParameters } from "../core/catalogue/index.js";
import type { ApiError } from "../core/errors.js";
import { allOperations, type Operation } from "./operation.js";

type Input = Readonly<Record<string, unknown>>;

const EXISTS = /\balready (exists|in use|taken)\b/i;

/** Whether an error is that something of the name is there already. */
export function isThere({ kind, code, message }: ApiError): boolean {
  return kind === "exists" || code?.endsWith("_already_exists") === true || EXISTS.test(message);
}

/** What reads and changes that which is there already, and that its name can be another. */
export function whatIsThere(operation: Operation, input: Input, message: string): string {
  const { lists, reads, changes } = neighbours(operation);
  const fields = namingFields(operation, input, message);
  const ways = [
    reads ? `read it with ${reads.id}` : lists ? `find it with ${lists.id}` : undefined,
    changes ? `change it with ${changes.id}` : undefined,
    fields.length > 0 ? `choose another ${fields.join(" or ")}` : undefined,
  ].filter((way) => way !== undefined);
  if (ways.length === 0) return "";
  return `It is there already, maybe from an earlier try: ${ways.join(", or ")}.`;
}

interface Neighbours {
  readonly lists?: Operation | undefined;
  readonly reads?: Operation | undefined;
  readonly changes?: Operation | undefined;
}

/** The operations on what an operation makes, or on its like, by their paths: `/db` has `/db/{dbname}` below. */
function neighbours({ id, facts }: Operation): Neighbours {
  const collection = facts.method === "POST" ? facts.path : facts.path.replace(/\/\{\w+\}$/, "");
  const shape = shapeOf(collection);
  const near = allOperations().filter((one) => one.id !== id && !one.facts.deprecated);
  const at = (methods: readonly string[], path: string) =>
    near.find((one) => methods.includes(one.facts.method) && shapeOf(one.facts.path) === path);
  return { lists: at(["GET"], shape), reads: at(["GET"], `${shape}/{}`), changes: at(["PUT", "PATCH"], `${shape}/{}`) };
}

/** A path whatever its parameters are called. */
function shapeOf(path: string): string {
  return path.replace(/\{\w+\}/g, "{}");
}

/** The fields whose values the message names, which have to be others. */
function namingFields({ facts }: Operation, input: Input, message: string): string[] {
  const inPath = pathParameters(facts.path);
  const words = message.split(/[^\w.@:/-]+/);
  return Object.keys(facts.fields).filter(
    (name) =>
      !inPath.includes(name) && typeof input[name] === "string" && input[name] !== "" && words.includes(input[name]),
  );
}
