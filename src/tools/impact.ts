import { pathParameters } from "../core/catalogue/index.js";
import { requirePart } from "../core/parts.js";
import { isEmpty, isObject } from "../core/view.js";
import type { Door } from "./door.js";
import { createStateReader, type StateReader } from "./impact/read.js";
import type { TargetRule } from "./impact/rule.js";
import { TARGETS } from "./impact/rules.js";
import { identityOfService, lookAtDeletion, lookAtUpdate, type Service } from "./impact/service.js";
import { lookAt, type Target } from "./impact/target.js";
import type { Operation } from "./operation.js";
import { resolveReferences } from "./references.js";
import type { Gate } from "./words.js";

type Input = Readonly<Record<string, unknown>>;

/** What a destructive call would do, read from the real state. */
export interface Impact {
  /** What it is about, by path parameter: project, service, topic … */
  readonly target: Readonly<Record<string, string>>;
  /** The name that whoever approves must repeat. */
  readonly confirm: string;
  /** Tells this thing from another of the same name that comes later. */
  readonly identity: string;
  /** What happens and what is lost, a sentence each. */
  readonly effects: readonly string[];
  /** What stands there now and what goes with it. Others may have written it: fence it where a model reads it. */
  readonly found: Readonly<Record<string, unknown>>;
  /** Why it would be refused as things stand. */
  readonly blockers: readonly string[];
}

const NOTHING: Target = { identity: "", found: {}, blockers: [] };

/**
 * Reads what a call would touch. Throws InputError with the names that there are where it is not there, and on references
 * to nothing; the client's errors, e.g. 404 when the service does not exist.
 */
export async function assess(door: Door, operation: Operation, input: Input, gates: readonly Gate[]): Promise<Impact> {
  // Nobody should be asked to approve what would be refused.
  await resolveReferences(door, operation, input);
  const reader = createStateReader(door);
  const rule: TargetRule | undefined = operation.words.target && TARGETS[operation.words.target];
  const reading = rule && lookAt(reader, rule, operation, input);
  // Told when its turn comes: that there is no such service explains more than that it has no such topic.
  reading?.catch(() => {});
  const service = await readService(reader, input);
  const part = (await reading) ?? (service ? await lookAtService(door, operation, service, input) : NOTHING);
  return {
    ...nameOf(operation, input),
    identity: [service ? identityOfService(service) : "", part.identity].filter((text) => text !== "").join("\n"),
    effects: gates.length > 0 ? gates.map(({ because }) => sentence(because)) : [operation.words.summary],
    found: part.found,
    blockers: part.blockers,
  };
}

/** What a call means that loses nothing. It is not read: a call before it may be what creates it. */
export function harmlessOf(operation: Operation, input: Input): Impact {
  return { ...nameOf(operation, input), ...NOTHING, effects: [operation.words.summary] };
}

function nameOf({ id, facts }: Operation, input: Input): Pick<Impact, "target" | "confirm"> {
  const names = pathParameters(facts.path);
  return {
    target: Object.fromEntries(names.map((name) => [name, String(input[name])])),
    confirm: String(input[names.at(-1) ?? ""] ?? id),
  };
}

async function readService(reader: StateReader, { project, service_name }: Input): Promise<Service | undefined> {
  if (typeof project !== "string" || typeof service_name !== "string") return undefined;
  const answer = await reader.must("ServiceGet", { project, service_name });
  return requirePart((answer as { service: Service }).service, "service", "ServiceGet");
}

async function lookAtService(door: Door, { id }: Operation, service: Service, input: Input): Promise<Target> {
  if (id === "ServiceDelete") return lookAtDeletion(service);
  return id === "ServiceUpdate" ? lookAtUpdate(door, service, input) : NOTHING;
}

function sentence(clause: string): string {
  const text = clause.charAt(0).toUpperCase() + clause.slice(1);
  return text.endsWith(".") ? text : `${text}.`;
}

/** What a person should know before approving, a line each. */
export function inLines({ effects, found, blockers }: Impact): string[] {
  const facts = Object.entries(found).flatMap(([name, value]) => (isEmpty(value) ? [] : [`${name}: ${inText(value)}`]));
  return [...blockers, ...effects, ...facts];
}

/** In one line: what others wrote must not look like a line of ours. */
function inText(value: unknown): string {
  if (Array.isArray(value)) return value.map(inText).join(", ");
  if (isObject(value))
    return Object.entries(value)
      .map(([name, inner]) => `${name} ${inText(inner)}`)
      .join(" ");
  return String(value).replace(/\s+/g, " ");
}
