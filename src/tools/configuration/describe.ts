import { type Kind, type Parameter, typeNames } from "../../core/configuration/index.js";
import {
  canonicalPath,
  innerParameters,
  listParameters,
  type ResolvedPath,
  resolvePath,
} from "../../core/configuration/paths.js";
import { retiredType } from "../../core/configuration/retired.js";
import type { Config } from "../../core/configuration/validate.js";
import { InputError } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import { own } from "../../core/own.js";
import { redact } from "../../core/redact.js";
import type { Door } from "../door.js";
import { nicknamedType } from "../service-types.js";
import { describeParameter, type ParameterContext, summarizeParameter } from "./describe-parameter.js";
import { bundledFacts, currentFacts } from "./facts.js";
import { type OwnerName, requireOwner } from "./owner.js";
import { searchParameters } from "./search.js";
import { loadWords } from "./words.js";

/** What somebody wants to know: of a type, or of what there is of it. */
export interface ConfigurationQuestion extends OwnerName {
  /** A service, integration or endpoint type; `integration:` or `endpoint:` before it where several kinds have the name. */
  readonly type?: string | undefined;
  /** A path, the path of a group, or what the parameter should do. Without it, the names of all. */
  readonly config?: string | undefined;
  /** The first of what is inside of a group, or was found, that is to be told. */
  readonly from?: number | undefined;
}

type Answer = Record<string, unknown>;

/** What is told, and what comes next where not all of it is. */
export type Described = Answer & { readonly next?: number | undefined };

/** About 1,500 tokens. */
const MAX_CHARS = 4_500;
const MAX_GROUP_CHARS = 3_000;
/** For the names of what does not fit. */
const ROOM_FOR_NAMES = 1_200;
/** A bare name means a service type first, the retired ones among them. */
const KINDS: readonly Kind[] = ["services", "retired", "integrations", "endpoints"];
const PREFIXES: Readonly<Record<string, Kind>> = { integration: "integrations", endpoint: "endpoints" };

/**
 * Tells what a configuration can hold: by the live schema where a door reaches it, else by the bundled facts. Current values
 * come with what is named, marked as the caller wants what users have written. Throws InputError on a type that is not known.
 */
export async function describeConfiguration(
  door: Door | undefined,
  { type, config = "", from = 0, ...name }: ConfigurationQuestion,
  mark: (config: Config) => Config = (config) => config,
): Promise<Described> {
  const owned = door && (name.service_name !== undefined || name.id !== undefined);
  const of = owned ? await requireOwner(door, name) : { ...requireType(type), project: name.project };
  const facts = (door ? await currentFacts(door, of) : await bundledFacts(of)) ?? {};
  const words = await loadWords(of.kind, of.type);
  const present = "present" in of ? mark(of.present) : undefined;
  const retired = of.kind === "services" ? retiredType(of.type) : undefined;
  const others = owned ? [] : othersNamed(of);
  const about = {
    of: of.type,
    ...(others.length > 0 ? { also: others } : {}),
    ...(of.kind === "services" ? {} : { kind: of.kind }),
    ...(retired ? { retired } : {}),
  };
  const context: ParameterContext = { words, present };
  // The field in which the API has it.
  const wanted = config.trim().replace(/^user_config(\.|$)/, "");
  const answer = { ...about, ...(await answerTo(wanted, facts, of, context, from)) };
  return redact(answer) as Described;
}

/**
 * Everything that the configuration of a type can hold, a line for each parameter: type, allowed values, range, default, whether
 * a change restarts, and our words. Throws InputError on a type that is not known.
 */
export async function describeType(type: string): Promise<Answer> {
  const of = requireType(type);
  const facts = (await bundledFacts(of)) ?? {};
  const context = { words: await loadWords(of.kind, of.type), present: undefined };
  const parameters = listParameters(facts).map(([path, parameter]) => summarizeParameter(path, parameter, context));
  return { of: of.type, kind: of.kind, parameters };
}

async function answerTo(
  config: string,
  facts: Parameter,
  { kind, type }: { readonly kind: Kind; readonly type: string },
  context: ParameterContext,
  from: number,
): Promise<Described> {
  if (config === "") return overview(facts, context);
  const found = resolvePath(facts, config);
  if (found) return sizeOf(found.parameter) > 0 ? group(found, context, from) : describeParameter(found, context);
  const paths = await searchParameters({ kind, type, query: config, facts });
  if (paths.length === 0) return { found: [], hint: "Nothing fits. Leave config out to see the names of all." };
  return within(
    paths.flatMap((path) => {
      const at = resolvePath(facts, path);
      return at ? [describeParameter(at, context)] : [];
    }),
    from,
  );
}

/** The names of everything, and what is set. */
function overview(facts: Parameter, { present }: ParameterContext): Answer {
  const top = Object.entries(innerParameters(facts));
  const sizes = top.map(([name, parameter]) => [name, sizeOf(parameter)] as const);
  const groups = sizes.filter(([, size]) => size > 0);
  return {
    parameters: listParameters(facts).length,
    groups: groups.length > 0 ? Object.fromEntries(groups) : undefined,
    single: sizes.filter(([, size]) => size === 0).map(([name]) => name),
    set: present ? Object.keys(present) : undefined,
    how: "Give config: a path, a group, or what the parameter should do.",
  };
}

/** How many parameters are inside of one, or of its items. */
function sizeOf({ items, ...group }: Parameter): number {
  return listParameters(items ?? group).length;
}

/** What is directly inside of a group or of the items of a list: as many lines as fit, and the names of the others. */
function group(found: ResolvedPath, context: ParameterContext, from: number): Described {
  const { items } = found.parameter;
  const inner = Object.entries(innerParameters(items ?? found.parameter));
  const prefix = canonicalPath(found.keys) + (items ? "[]." : ".");
  const lines = inner.slice(from).map(([name, parameter]) => {
    const below = sizeOf(parameter);
    return summarizeParameter(prefix + name, parameter, context) + (below > 0 ? ` (${below} inside)` : "");
  });
  const about = from === 0 ? describeParameter(found, context) : {};
  const room = MAX_CHARS - textOf(about).length - ROOM_FOR_NAMES;
  const count = countWithin(lines, Math.min(room, MAX_GROUP_CHARS));
  const next = from + count < inner.length ? from + count : undefined;
  const more = inner.slice(from + count).map(([name]) => name);
  return {
    ...about,
    required: (items ?? found.parameter).required,
    parameters: lines.slice(0, count),
    more: more.length > 0 ? more.slice(0, countWithin(more, ROOM_FOR_NAMES)) : undefined,
    more_count: more.length > 0 ? more.length : undefined,
    next,
  };
}

function textOf(answer: Answer): string {
  return JSON.stringify(answer, (_, value) => (typeof value === "bigint" ? String(value) : value));
}

/** As many whole answers as fit, and the paths of the others. */
function within(found: readonly Answer[], from: number): Described {
  const rest = found.slice(from);
  const count = Math.max(1, countWithin(rest.map(textOf), MAX_CHARS));
  const more = rest.slice(count).map(({ path }) => path);
  return {
    found: rest.slice(0, count),
    more: more.length > 0 ? more : undefined,
    next: more.length > 0 ? from + count : undefined,
  };
}

function countWithin(texts: readonly string[], chars: number): number {
  let room = chars;
  const over = texts.findIndex((text) => {
    room -= text.length + 3;
    return room < 0;
  });
  return over < 0 ? texts.length : over;
}

/** The other kinds that have a type of the same name, as they are asked for. */
function othersNamed({ kind, type }: { readonly kind: Kind; readonly type: string }): string[] {
  return Object.entries(PREFIXES).flatMap(([prefix, other]) =>
    other !== kind && typeNames[other].includes(type) ? [`${prefix}:${type}`] : [],
  );
}

/** What a name of a type means. Throws InputError with the nearest where there is none. */
export function requireType(name: string | undefined): { readonly kind: Kind; readonly type: string } {
  if (name === undefined) {
    const allowed = typeNames.services;
    throw new InputError([{ field: "service_type", message: "or service_name is required", allowed }]);
  }
  const [prefix = "", rest] = name.split(":");
  const wanted = own(PREFIXES, prefix);
  const type = wanted ? (rest ?? "") : name;
  const known: string[] = [];
  for (const kind of wanted ? [wanted] : KINDS) {
    const types = typeNames[kind];
    if (types.includes(type)) return { kind: kind === "retired" ? "services" : kind, type };
    known.push(...types);
  }
  const allowed = wanted ? known : typeNames.services;
  const meant = nicknamedType(type);
  if (!wanted && allowed.includes(meant)) return { kind: "services", type: meant };
  const message = `"${name}" is no known type`;
  const close = nearest(type, allowed) ?? nearest(type, known);
  throw new InputError([{ field: "service_type", message, nearest: close, allowed }]);
}
