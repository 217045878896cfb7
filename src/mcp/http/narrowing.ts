import type { IncomingHttpHeaders } from "node:http";
import { InputError, PolicyError } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import { MODES, type Settings } from "../../node/settings.js";
import { allOperations } from "../../tools/operation.js";
import { meantBy, patternNames } from "../../tools/operation-patterns.js";
import { isExclusion, isMeantBy, type PolicySettings } from "../../tools/policy.js";
import { ALL_TOOLS, DEFAULT_TOOLS } from "../surface.js";

/** What a request can narrow: the operator's policy, and the sets of tools that are published. */
export type Rules = Pick<Settings, "policy" | "tools">;

/** The texts of one place, query or header, each with commas between its items. */
type Narrow = (rules: Rules, texts: readonly string[]) => Rules;

/** Rules that a request sets for itself. They only ever take away from what the operator allows. */
const NARROWERS: Readonly<Record<string, Narrow>> = {
  mode: withMode,
  projects: withProjects,
  operations: withOperations,
  protect: (rules, texts) => {
    return withPolicy(rules, { protect: [...rules.policy.protect, ...itemsOf("protect", texts)] });
  },
  max_usd_per_hour: withPrice,
  reveal: withoutReveal,
  sql_write: withoutSqlWrite,
  tools: withTools,
};

const NAMES = Object.keys(NARROWERS);
const HEADER = "x-aiven-";
const HEADERS = NAMES.map(headerOf);

/** `max_usd_per_hour` → `x-aiven-max-usd-per-hour`. */
function headerOf(name: string): string {
  return HEADER + name.replaceAll("_", "-");
}

/**
 * The operator's rules as far as the request wants them, by query (`?mode=read-only`) and header (`X-Aiven-Mode`). Throws
 * InputError for what cannot be understood, since a rule that is misspelt must not be a rule that is ignored, and
 * PolicyError for what would widen a rule.
 */
export function narrow(operator: Rules, query: URLSearchParams, headers: IncomingHttpHeaders): Rules {
  requireKnown([...query.keys()], NAMES, "is not a parameter");
  const own = Object.keys(headers).filter((name) => name.startsWith(HEADER));
  requireKnown(own, HEADERS, "is not a header");
  return Object.entries(NARROWERS).reduce<Rules>((rules, [name, narrowOne]) => {
    const header = headers[headerOf(name)];
    const places = [query.getAll(name), header === undefined ? [] : [header].flat()];
    return places.filter((texts) => texts.length > 0).reduce(narrowOne, rules);
  }, operator);
}

function requireKnown(names: readonly string[], known: readonly string[], message: string): void {
  const strange = names.find((name) => !known.includes(name));
  if (strange === undefined) return;
  throw new InputError([{ field: strange, message, nearest: nearest(strange, known), allowed: known }]);
}

function withPolicy(rules: Rules, changes: Partial<PolicySettings>): Rules {
  return { ...rules, policy: { ...rules.policy, ...changes } };
}

function withMode(rules: Rules, texts: readonly string[]): Rules {
  return texts.reduce((narrowed, text) => {
    const mode = MODES.find((known) => known === text.trim());
    if (!mode) {
      throw new InputError([
        { field: "mode", message: `has no "${text}"`, nearest: nearest(text, MODES), allowed: MODES },
      ]);
    }
    const { mode: present } = narrowed.policy;
    if (MODES.indexOf(mode) > MODES.indexOf(present)) {
      throw wider("mode", `The mode ${mode} is wider than ${present}`);
    }
    return withPolicy(narrowed, { mode });
  }, rules);
}

function withProjects(rules: Rules, texts: readonly string[]): Rules {
  const names = itemsOf("projects", texts);
  const { projects } = rules.policy;
  const outside = names.find((name) => projects.length > 0 && !projects.includes(name));
  if (outside !== undefined) throw wider("projects", `Project ${outside} is not among: ${projects.join(", ")}`);
  return withPolicy(rules, { projects: [...new Set(names)] });
}

/** Patterns that allow take the place of the operator's, inside of which they have to be; those with `!` come on top. */
function withOperations({ policy, tools }: Rules, texts: readonly string[]): Rules {
  const patterns = itemsOf("operations", texts);
  const allowed = policy.operations.filter((pattern) => !isExclusion(pattern));
  for (const pattern of patterns) {
    const bare = isExclusion(pattern) ? pattern.slice(1) : pattern;
    const meant = meantBy(bare);
    if (meant.length === 0) throw unknown("operations", bare, patternNames());
    if (isExclusion(pattern) || allowed.length === 0) continue;
    const outside = meant.find((operation) => !allowed.some((wide) => isMeantBy(wide, operation)));
    if (outside) throw wider("operations", `${pattern} holds ${outside.id}, which is not among: ${allowed.join(", ")}`);
  }
  const allowing = patterns.filter((pattern) => !isExclusion(pattern));
  const excluding = [...policy.operations, ...patterns].filter(isExclusion);
  return { tools, policy: { ...policy, operations: [...(allowing.length > 0 ? allowing : allowed), ...excluding] } };
}

function withPrice(rules: Rules, texts: readonly string[]): Rules {
  const amounts = itemsOf("max_usd_per_hour", texts).map(Number);
  if (!amounts.every((amount) => Number.isFinite(amount) && amount >= 0)) {
    throw new InputError([{ field: "max_usd_per_hour", message: "must be US dollars per hour, e.g. 0.5" }]);
  }
  const most = rules.policy.maxUsdPerHour ?? Number.POSITIVE_INFINITY;
  const amount = Math.min(...amounts);
  if (amount > most) throw wider("price", `${amount} USD per hour is more than ${most}`);
  return withPolicy(rules, { maxUsdPerHour: amount });
}

/** The mode that lets secrets out goes with it. */
function withoutReveal(rules: Rules, texts: readonly string[]): Rules {
  requireOff("reveal", texts);
  const { mode } = rules.policy;
  return withPolicy(rules, { reveal: false, mode: mode === "full" ? "write" : mode });
}

function withoutSqlWrite(rules: Rules, texts: readonly string[]): Rules {
  requireOff("sql_write", texts);
  return withPolicy(rules, { sqlWrite: false });
}

function requireOff(field: string, texts: readonly string[]): void {
  if (itemsOf(field, texts).every((text) => text === "0")) return;
  throw new InputError([{ field, message: "can only be turned off, by 0", allowed: ["0"] }]);
}

function withTools(rules: Rules, texts: readonly string[]): Rules {
  const sets = itemsOf("tools", texts);
  const families = [...new Set<string>(allOperations().map(({ family }) => family))];
  const known = [DEFAULT_TOOLS, ALL_TOOLS, ...families];
  for (const name of sets) {
    if (!known.includes(name)) throw unknown("tools", name, known);
    const isPublished = rules.tools.includes(name) || (name !== DEFAULT_TOOLS && rules.tools.includes(ALL_TOOLS));
    if (!isPublished) throw wider("tools", `The tools ${name} are not among: ${rules.tools.join(", ")}`);
  }
  return { ...rules, tools: [...new Set(sets)].sort() };
}

/** Throws InputError where there is nothing between two commas: none would mean all of them. */
function itemsOf(field: string, texts: readonly string[]): string[] {
  const items = texts.flatMap((text) => text.split(",")).map((item) => item.trim());
  if (items.every((item) => item !== "")) return items;
  throw new InputError([{ field, message: "must be items with commas between them" }]);
}

function unknown(field: string, text: string, known: readonly string[]): InputError {
  const close = nearest(text, known);
  return new InputError([
    { field, message: `has no "${text}"`, nearest: close, allowed: known.length > 40 ? [] : known },
  ]);
}

function wider(rule: string, message: string): PolicyError {
  return new PolicyError(message, { rule, hint: "A request can only narrow what the operator allows." });
}
