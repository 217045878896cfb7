import type { OperationId, Output } from "../../../core/catalogue/index.js";
import type { PathOf } from "../../../tools/words.js";

/** How the things that a locator offers are listed. */
export interface Listing {
  readonly operation: OperationId;
  /** Fields of the listing's input, each with the parameters that may hold it, in order. */
  readonly input: Inputs;
  /** Where the entries stand in the answer; `KEYS` for an answer that is a map. */
  readonly entries: string;
  /** The entry's field that is chosen; left out, the entry itself is, or its key in a map. */
  readonly value?: string;
  /** What tells a person which one it is, beside the value. */
  readonly labels: readonly string[];
  /** Whether the value is a name that a person knows it by, and so stands in front. */
  readonly named?: boolean;
  /** What is asked first where a field of the input is not among the parameters. */
  readonly lacking?: { readonly field: string; readonly from: Listing };
  /** What is listed where a field of the input is missing. */
  readonly otherwise?: Listing;
}

/** Lists by the name under which a node asks for them. */
export type Listings = Readonly<Record<string, Listing>>;

/** The entries of an answer that is a map by name. */
export const KEYS = "*";

type Inputs = Readonly<Record<string, readonly string[]>>;
type More = Pick<Listing, "lacking" | "otherwise" | "named">;
type Below<Entries extends string> = `${Entries}.${string}`;

/** A listing whose paths are the answer's own: a misspelt one does not compile. */
export function listing<Id extends OperationId, Entries extends PathOf<Output<Id>>>(
  operation: Id,
  input: Inputs,
  entries: Entries,
  value?: PathOf<Output<Id>> & Below<Entries>,
  labels: readonly (PathOf<Output<Id>> & Below<Entries>)[] = [],
  more: More = {},
): Listing {
  const field = (path: string) => path.slice(entries.length + 1);
  return {
    operation,
    input,
    entries: entries.replace(/\[\]$/, ""),
    ...(value === undefined ? {} : { value: field(value) }),
    labels: labels.map(field),
    ...more,
  };
}

/** What most lists depend on. */
export const PROJECT = { project: ["project"] };
export const SERVICE = { project: ["project"], service_name: ["service_name"] };
export const ORGANIZATION = { organization_id: ["organization_id"] };
export const ACCOUNT = { account_id: ["account_id"] };
