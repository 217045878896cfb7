import type { Family, Input, OperationId, Operations, Output } from "../core/catalogue/index.js";
import type { WaitName } from "../core/wait.js";
import type { Glossary } from "./fields.js";
import type { TargetName } from "./impact/rules.js";

/**
 * What an operation can do to the user's things, judged by a person.
 * `read` changes nothing; `read-secret` changes nothing and its answer exists to carry a secret; `write` creates or
 * changes and can be undone; `destructive` loses data, availability, access or money for good.
 */
export type Risk = "read" | "read-secret" | "write" | "destructive";

/**
 * `billed` starts or changes a cost; `disruptive` can interrupt what runs; `auth-change` changes who can get in;
 * `async` answers before the work is done.
 */
export type Mark = "billed" | "disruptive" | "auth-change" | "async";

/** Our words and our judgement for one operation. Every sentence is our own. */
export interface Words<Id extends OperationId = OperationId> {
  /** Imperative, sentence case, no full stop: "Create a service". */
  readonly title: string;
  /** One sentence in the third person, with a full stop. */
  readonly summary: string;
  /** Words that users say for it and that neither title nor id holds. */
  readonly aka?: readonly string[];
  readonly risk: Risk;
  /** Why the risk is not what the HTTP method suggests: a GET or a reading POST is a read, DELETE destroys, the rest writes. */
  readonly because?: string;
  /** Arguments that make a write destructive. */
  readonly gates?: readonly Gate<Id>[];
  readonly marks?: readonly Mark[];
  readonly wait?: WaitName;
  /** What it touches, as it is looked at before somebody approves its loss; the service where it names one and this is left out. */
  readonly target?: TargetName;
  /** Paths of the answer shown by default; left out, the whole answer is shown. */
  readonly view?: readonly PathOf<Output<Id>>[];
  /** Which list or map of the answer holds what is listed, where the answer has several. */
  readonly rows?: PathOf<Output<Id>>;
  /** Paths of the answer that are secret, each with everything below it. */
  readonly secrets?: readonly PathOf<Output<Id>>[];
  /** Secrets that the operation exists to hand out: refused unless the operator lets them out. Among `secrets`, and in `view`. */
  readonly reveals?: readonly PathOf<Output<Id>>[];
  /** The field in which the caller can give the secret instead of having it made up: then there is nothing to hand out. */
  readonly revealsUnless?: Field<Id>;
  /** Where the API surprises, a sentence each. */
  readonly notes?: readonly string[];
  /** What to use instead of a deprecated operation. */
  readonly instead?: OperationId;
  /** Words for fields: those that the glossary lacks, and those that mean something special here. Dotted for nested ones. */
  readonly fields?: FieldWords<Id>;
}

/** An argument that makes a write destructive, such as `powered: false`. */
export interface Gate<Id extends OperationId = OperationId> {
  readonly field: Field<Id>;
  /** Whether this value does; left out, every value does. */
  readonly when?: (value: unknown) => boolean;
  /** What it destroys: "powers the service off; Kafka topics lose their data". */
  readonly because: string;
  /** What it is in short, where a difference is flagged with it. */
  readonly flag?: "lock-out" | "data-loss";
  /** What to wait for then, in place of what the operation usually leads to. */
  readonly wait?: WaitName;
}

/** Fields by name, without the index signature of operations that take further ones. */
type Named<T> = keyof { [Key in keyof T as string extends Key ? never : Key]: 0 } & string;
type Field<Id extends OperationId> = Exclude<Named<Input<Id>>, "extra">;
type OwnField<Id extends OperationId> = Exclude<Field<Id>, keyof Glossary>;
type FieldWords<Id extends OperationId> = { readonly [F in OwnField<Id>]: string } & {
  readonly [F in Field<Id>]?: string;
} & { readonly [nested: `${string}.${string}`]: string };

/** `fields` is required where the glossary does not cover every field. */
type Complete<Id extends OperationId> = [OwnField<Id>] extends [never]
  ? Words<Id>
  : Words<Id> & { readonly fields: FieldWords<Id> };

type IdsOf<F extends Family> = { [Id in OperationId]: Operations[Id]["family"] extends F ? Id : never }[OperationId];

/** Words for every operation of a family: a missing or misspelt id, field or path does not compile. */
export type FamilyWords<F extends Family> = { readonly [Id in IdsOf<F>]: Complete<Id> };

/** Dotted paths into an answer: `service.state`, `topics[].topic_name`; below a free-form map any path. */
export type PathOf<T, Depth extends readonly unknown[] = []> = Depth["length"] extends 5
  ? never
  : T extends readonly (infer Item)[]
    ? `[]` | `[].${PathOf<Item, [...Depth, 0]>}`
    : T extends object
      ? string extends keyof T
        ? string
        : { [Key in keyof T & string]: Key | Below<Key, NonNullable<T[Key]>, [...Depth, 0]> }[keyof T & string]
      : never;

type Below<Key extends string, Value, Depth extends readonly unknown[]> = Value extends readonly (infer Item)[]
  ? `${Key}[]` | (Item extends object ? `${Key}[].${PathOf<Item, Depth>}` : never)
  : Value extends object
    ? `${Key}.${PathOf<Value, Depth>}`
    : never;
