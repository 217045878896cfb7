import type { OperationId } from "../../core/catalogue/index.js";

type Input = Readonly<Record<string, unknown>>;

/** Where the API tells about something: an operation, and the place in its answer. */
export interface Place {
  readonly read: OperationId;
  /** Left out, the answer itself; with `[]`, the lists of every item: `services[].service_integrations`. */
  readonly in?: string;
}

/** What there is by name, e.g. the topics of a service. */
export interface Listing extends Place {
  /** The field that names an item; empty where the items are names. */
  readonly name: string;
}

/** What goes with a thing, depends on it, or stands in the way of its deletion. */
export interface Holding extends Listing {
  /** Which of the items; left out, all. */
  readonly where?: (item: unknown, input: Input) => boolean;
  /** Fields of the reading operation by the name that they have in the input. */
  readonly given?: Readonly<Record<string, string>>;
  /** Why nothing can be deleted while there are any: "Services are still in it". */
  readonly blocks?: string;
}

/** How to look at what a call would touch, in the state of things. */
export interface TargetRule extends Place {
  /** What it is called when it is not there: "topic". */
  readonly noun: string;
  /** Where several are listed: the fields of an item by the fields of the input that name it. Of an input only those count that it has. */
  readonly key?: Readonly<Record<string, string>>;
  /** Where several are listed: the field by which they are named to whoever named none of them. */
  readonly name?: string;
  /** Where an input can name many: those that it means, each as it is told and bound. None is an error. */
  readonly several?: (items: readonly unknown[], input: Input) => readonly Readonly<Record<string, unknown>>[];
  /** Where it is read alone: what there is beside it. */
  readonly among?: Listing;
  /** Whether it need not be there yet: what is given a value that it may not have had. */
  readonly optional?: true;
  /** Fields worth telling. */
  readonly tells?: readonly string[];
  /** Further facts, made of what was read. */
  readonly more?: (thing: unknown, input: Input) => Readonly<Record<string, unknown>>;
  readonly holds?: Readonly<Record<string, Holding>>;
  /** Why it cannot be deleted as it is; undefined when it can. */
  readonly blocks?: (thing: unknown) => string | undefined;
}
