import { DATE_TIME } from "../date-time.js";
import type { InputIssue } from "../errors.js";
import { nearest, nearestOf } from "../nearest.js";
import type { Parameter, ValueType } from "./parameter.js";
import { innerParameters, listParameters, resolvePath } from "./paths.js";
import { shown } from "./value.js";
import type { Violation } from "./violation.js";

/** Longer lists of what is allowed are for the description. */
const MAX_ALLOWED = 24;

/** A violation as whoever wrote the configuration needs it told: what is allowed, and the nearest. Secrets are not quoted. */
export function issueOf(facts: Parameter, violation: Violation): InputIssue {
  return { field: violation.path, ...said(facts, violation) };
}

function said(facts: Parameter, violation: Violation): Omit<InputIssue, "field"> {
  const { rule, parameter, value } = violation;
  const not = parameter.secret ? "" : `, not ${shown(value)}`;
  switch (rule) {
    case "placeholder":
      return { message: "is the placeholder of a hidden secret: leave it out to keep what is there" };
    case "type":
      return {
        message: `must be ${[parameter.type ?? []].flat().map(withArticle).join(" or ")}${holding(parameter)}${not}`,
      };
    case "enum":
      return otherThan(parameter, value);
    case "range":
      return { message: `must be ${range(parameter.min, parameter.max)}${not}` };
    case "length":
      return { message: lengthMessage(parameter, value) };
    case "pattern":
      return { message: `must match ${parameter.pattern}${not}` };
    case "date-time":
      return { message: `must be ${DATE_TIME}${not}` };
    case "alternatives":
      return { message: "fits none of what it may be" };
    case "unknown":
      return { message: "is not a parameter here", ...suggest(facts, violation) };
    case "required":
      return { message: "is required" };
    case "create-only":
      return { message: "can only be set when it is created" };
    case "address":
      return { message: `must be an IP address or network such as 198.51.100.0/24, not "${value}"` };
  }
}

/** What an object holds that has few parameters: whoever gave something else can write it at once. */
function holding({ type, properties }: Parameter): string {
  const names = type === "object" ? Object.keys(properties ?? {}) : [];
  return names.length > 0 && names.length <= MAX_HELD ? ` of ${names.join(", ")}` : "";
}

const MAX_HELD = 8;

function otherThan(parameter: Parameter, value: unknown): Omit<InputIssue, "field"> {
  const allowed = (parameter.enum ?? []).map(String);
  const close = typeof value === "string" ? nearest(value, allowed) : undefined;
  const message = parameter.secret ? "has a value that is not allowed" : `cannot be ${shown(value)}`;
  return { message, allowed, nearest: close };
}

function lengthMessage({ minLength, maxLength, minItems, maxItems }: Parameter, value: unknown): string {
  if (Array.isArray(value)) return `must have ${range(minItems, maxItems)} items, not ${value.length}`;
  return `must have ${range(minLength, maxLength)} characters, not ${String(value).length}`;
}

type Bound = number | bigint | undefined;

function range(min: Bound, max: Bound): string {
  if (min === undefined) return `at most ${max}`;
  return max === undefined ? `at least ${min}` : `${min} to ${max}`;
}

function withArticle(type: ValueType): string {
  if (type === "array") return "a list";
  return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

/** What was probably meant by a key that is not there: a neighbour, or something of that name elsewhere. */
function suggest(
  facts: Parameter,
  { parameter, parent: path = "", key = "" }: Violation,
): Pick<InputIssue, "allowed" | "nearest"> {
  const names = Object.keys(innerParameters(parameter));
  const allowed = names.length <= MAX_ALLOWED ? names : undefined;
  // Too short to be a slip of anything.
  if (key.length < LEAST_NAME) return { allowed };
  const at = (name: string | undefined) => (name === undefined || path === "" ? name : `${path}.${name}`);
  const leaves = new Map(listParameters(facts).map(([other]) => [other.slice(other.lastIndexOf(".") + 1), other]));
  const begins = (name: string) => name.startsWith(`${key}_`);
  const [closest] = nearestOf(key, leaves.keys(), 1);
  const nearby = resolvePath(facts, key) ? key : (leaves.get(key) ?? at(names.find(begins)));
  const begun = [...leaves.keys()].find(begins);
  const found = nearby ?? leaves.get(begun ?? "") ?? at(nearest(key, names)) ?? leaves.get(closest ?? "");
  return { nearest: found, allowed };
}

const LEAST_NAME = 3;
