import type { OperationId, Schema } from "../../../core/catalogue/index.js";
import { InputError } from "../../../core/errors.js";
import { type Operation, requireOperation } from "../../../tools/operation.js";
import type { Mark } from "../../../tools/words.js";
import { apiOperationOf, type ConfigureId, configureOperation, isConfigure } from "../configure/operation.js";

type Input = Readonly<Record<string, unknown>>;

/** An operation that people look for, and that the API has only as a part of another one. */
interface PartOf {
  readonly of: OperationId;
  readonly title: string;
  /** As in the shared words: one sentence in the third person, with a full stop. */
  readonly summary: string;
  /** Consequences of this part; the whole has more. */
  readonly marks: readonly Mark[];
  /** What the person gives, beside what the path needs. */
  readonly fields: readonly string[];
  readonly required?: readonly string[];
  /** What it sends without being told. */
  readonly sets: Input;
}

const PARTS = {
  powerOff: {
    of: "ServiceUpdate",
    title: "Power off a service",
    summary: "Powers a service off: its nodes go, and with them the cost of running them.",
    marks: ["billed", "disruptive"],
    fields: ["allow_unclean_poweroff"],
    sets: { powered: false },
  },
  powerOn: {
    of: "ServiceUpdate",
    title: "Power on a service",
    summary: "Powers a service on again, from its last backup.",
    marks: ["billed"],
    fields: [],
    sets: { powered: true },
  },
  changePlan: {
    of: "ServiceUpdate",
    title: "Change the plan of a service",
    summary: "Moves a service to a bigger or smaller plan, with new nodes and at another price.",
    marks: ["billed", "disruptive"],
    fields: ["plan", "disk_space_mb"],
    required: ["plan"],
    sets: {},
  },
} as const satisfies Readonly<Record<string, PartOf>>;

/** The names of the operations that the nodes have beyond the API's. */
export type OwnOperationId = keyof typeof PARTS | ConfigureId;

const parts: Readonly<Record<string, PartOf>> = PARTS;
const made = new Map<string, Operation>();

/** Whether a node's operation is none of the API's. */
export function isOwnOperation(value: string): boolean {
  return isConfigure(value) || Object.hasOwn(parts, value);
}

/** An operation of a node by its value in the list of operations. Throws InputError for one that is not known. */
export function operationOf(value: string): Operation {
  if (isConfigure(value)) return configureOperation(value);
  const part = Object.hasOwn(parts, value) ? parts[value] : undefined;
  if (!part) return requireOperation(value);
  const operation = made.get(value) ?? toOperation(part);
  made.set(value, operation);
  return operation;
}

/** The operation of the API that a node's operation calls by another name; undefined for one that is the API's own. */
export function wholeOf(value: string): OperationId | undefined {
  if (isConfigure(value)) return apiOperationOf(value);
  return Object.hasOwn(parts, value) ? parts[value]?.of : undefined;
}

/** An input with what a node's operation sends beside it. Throws InputError where a part lacks what the whole could do without. */
export function completeInput(value: string, input: Input): Input {
  const part = Object.hasOwn(parts, value) ? parts[value] : undefined;
  if (!part) return input;
  const missing = (part.required ?? []).filter((field) => input[field] === undefined);
  if (missing.length > 0) throw new InputError(missing.map((field) => ({ field, message: "is required" })));
  return { ...input, ...part.sets };
}

/** The whole operation, reduced to the part: the request stays that of the API. */
function toOperation({ of, title, summary, marks, fields, required = [], sets }: PartOf): Operation {
  const { facts, words, ...rest } = requireOperation(of);
  const inPath = ["project", "service_name"];
  const kept: Record<string, Schema> = {};
  for (const name of [...inPath, ...fields]) kept[name] = facts.fields[name] ?? {};
  const gates = (words.gates ?? []).filter(({ field, when }) =>
    field in sets ? (when?.(sets[field]) ?? true) : fields.includes(field),
  );
  return {
    ...rest,
    // Fields that are asked for one by one need no body as JSON beside them.
    facts: { ...facts, fields: kept, required: [...inPath, ...required], query: fields },
    words: { ...words, title, summary, marks, gates },
  };
}
