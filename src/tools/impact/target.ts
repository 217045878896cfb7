import { pathParameters } from "../../core/catalogue/index.js";
import { stringifyJson } from "../../core/json.js";
import { isObject } from "../../core/view.js";
import { at } from "../../core/wait.js";
import { isTame } from "../fence.js";
import type { Operation } from "../operation.js";
import { isNotFound, itemsAt, nameOf, namesIn, notThere, type StateReader } from "./read.js";
import type { Holding, TargetRule } from "./rule.js";

type Input = Readonly<Record<string, unknown>>;

/** What a call would touch, as it is now. */
export interface Target {
  /** Tells it from another of its name; empty where the API says nothing that could. */
  readonly identity: string;
  /** What it is and what goes with it. */
  readonly found: Readonly<Record<string, unknown>>;
  /** Why it cannot be deleted as things stand. */
  readonly blockers: readonly string[];
}

/** Looks at what a call would touch. Throws InputError with the names that there are where it is not there. */
export async function lookAt(
  reader: StateReader,
  rule: TargetRule,
  operation: Operation,
  input: Input,
): Promise<Target> {
  if (rule.several) return lookAtSeveral(reader, rule, rule.several, input);
  const reading = Object.entries(rule.holds ?? {}).map(async ([as, holding]) => {
    return { as, holding, names: await namesHeld(reader, holding, input) };
  });
  const [thing, held] = await Promise.all([find(reader, rule, operation, input), Promise.all(reading)]);
  const lists = held.filter(({ names }) => names.length > 0);
  return {
    identity: identityOf(thing),
    found: {
      ...tellsOf(rule, thing),
      ...(thing === undefined ? {} : rule.more?.(thing, input)),
      ...presentValues(rule, thing, operation, input),
      ...Object.fromEntries(lists.map(({ as, names }) => [as, capped(names)])),
    },
    blockers: isDeletion(operation, input)
      ? [
          ...[rule.blocks?.(thing) ?? []].flat(),
          ...lists.flatMap(({ holding, names }) => (holding.blocks ? [`${holding.blocks}: ${inWords(names)}.`] : [])),
        ]
      : [],
  };
}

async function lookAtSeveral(
  reader: StateReader,
  rule: TargetRule,
  several: NonNullable<TargetRule["several"]>,
  input: Input,
): Promise<Target> {
  const items = itemsAt(await reader.must(rule.read, input), rule);
  const meant = several(items, input);
  if (meant.length === 0) {
    const [field = "", name = ""] = Object.entries(rule.key ?? {}).find(([field]) => input[field] !== undefined) ?? [];
    throw notThere(
      rule.noun,
      { [field]: String(input[field]) },
      items.map((item) => nameOf(item, name)),
    );
  }
  const identity = meant
    .map((item) => JSON.stringify([item[rule.noun], item["created"]]))
    .sort()
    .join("\n");
  const rest = meant.length - MAX_NAMES;
  const found = { [rule.noun]: meant.slice(0, MAX_NAMES), ...(rest > 0 ? { and_more: rest } : {}) };
  return { identity, found, blockers: [] };
}

/** What `recursive` takes along is no hindrance. */
function isDeletion({ id, facts }: Operation, input: Input): boolean {
  return (facts.method === "DELETE" || /(Delete|Remove)$/.test(id)) && input["recursive"] !== true;
}

async function find(reader: StateReader, rule: TargetRule, operation: Operation, input: Input): Promise<unknown> {
  if (rule.key) return findAmong(reader, rule, rule.key, input);
  try {
    return rule.in === undefined
      ? await reader.must(rule.read, input)
      : at(await reader.must(rule.read, input), rule.in);
  } catch (error) {
    if (!rule.among || !isNotFound(error)) throw error;
    const names = await namesIn(reader, rule.among, input);
    const field = pathParameters(operation.facts.path).at(-1) ?? "";
    throw names.includes(String(input[field])) ? error : notThere(rule.noun, { [field]: String(input[field]) }, names);
  }
}

async function findAmong(
  reader: StateReader,
  rule: TargetRule,
  key: Readonly<Record<string, string>>,
  input: Input,
): Promise<unknown> {
  const fields = Object.entries(key).filter(([name]) => input[name] !== undefined);
  const items = itemsAt(await reader.must(rule.read, input), rule);
  const found = items.find((item) => fields.every(([name, at]) => nameOf(item, at) === String(input[name])));
  if (found !== undefined || rule.optional) return found;
  const wanted = Object.fromEntries(fields.map(([name]) => [name, String(input[name])]));
  const naming = rule.name ?? fields.at(-1)?.[1] ?? "";
  throw notThere(rule.noun, wanted, [...new Set(items.map((item) => nameOf(item, naming)))]);
}

async function namesHeld(reader: StateReader, holding: Holding, input: Input): Promise<string[]> {
  const { where, given = {} } = holding;
  const named = Object.entries(given).map(([name, from]) => [name, input[from]]);
  const whole = { ...input, ...Object.fromEntries(named) };
  const items = itemsAt(await reader.perhaps(holding.read, whole), holding);
  const names = items.filter((item) => where?.(item, input) ?? true).map((item) => nameOf(item, holding.name));
  return [...new Set(names)].filter((name) => name !== "");
}

/** Fields by which the API tells one thing from the next of its name. */
const IDENTIFYING =
  /^(id|uuid|token_prefix|(create|created|join|invite)_(time|at)|access_cert_not_valid_after_time)$|_(id|uuid)$/;
/** Those that change while the thing stays. */
const PASSING = /^(job|version|vat|tenant|current_\w+)_id$/;

function identityOf(thing: unknown): string {
  if (!isObject(thing)) return "";
  const known = Object.entries(thing).filter(([name, value]) => {
    return IDENTIFYING.test(name) && !PASSING.test(name) && typeof value !== "object";
  });
  return known
    .map(([name, value]) => `${name} ${String(value)}`)
    .sort()
    .join(", ");
}

function tellsOf({ tells = [] }: TargetRule, thing: unknown): Record<string, unknown> {
  return Object.fromEntries(tells.map((path) => [lastOf(path), at(thing, path)]));
}

/** Longer ones are read by themselves. */
const MAX_PRESENT_CHARS = 400;

/** What is there now in the place of what an input would write. */
function presentValues({ key = {}, tells = [], more }: TargetRule, thing: unknown, { facts }: Operation, input: Input) {
  if (!isObject(thing) || more) return {};
  const isWritten = (name: string) => !facts.path.includes(`{${name}}`) && !Object.hasOwn(key, name);
  const isNews = (name: string) => !tells.includes(name) && stringifyJson(thing[name]).length <= MAX_PRESENT_CHARS;
  const names = Object.keys(input).filter((name) => Object.hasOwn(thing, name) && isWritten(name) && isNews(name));
  return names.length === 0 ? {} : { now: Object.fromEntries(names.map((name) => [name, thing[name]])) };
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

const MAX_NAMES = 20;

/** Names as a list that is no longer than it helps. */
export function capped(names: readonly string[]): string[] {
  return names.length <= MAX_NAMES
    ? [...names]
    : [...names.slice(0, MAX_NAMES), `and ${names.length - MAX_NAMES} more`];
}

/** Names in a sentence of ours: such as could speak for themselves are only counted. */
export function inWords(names: readonly string[]): string {
  const shown = names.filter(isTame).slice(0, 8);
  const rest = names.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}
