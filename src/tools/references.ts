import { pathParameters } from "../core/catalogue/index.js";
import { ApiError, InputError, type InputIssue } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { REDACTED, redact } from "../core/redact.js";
import { fillReferences, referencesIn } from "../core/reference.js";
import { isObject } from "../core/view.js";
import { type ConnectionDetails, type DetailsOf, readDetails, SECRET_DETAILS } from "./connect/details.js";
import type { Door } from "./door.js";
import type { Operation } from "./operation.js";

type Input = Readonly<Record<string, unknown>>;

/** An input with the details of other services in the place of references to them. */
export interface Resolved {
  readonly input: Record<string, unknown>;
  /** Values in it that nobody may see. */
  readonly secrets: readonly string[];
}

interface Reference {
  /** Where it stands in the input. */
  readonly field: string;
  readonly text: string;
}

interface Parsed extends DetailsOf {
  readonly detail: string;
}

const FORMS = "$ref:service/detail, $ref:project/service/detail or $ref:service/users/name/detail";

/**
 * Fills in what an input refers to. A secret may only go where an answer would hide it, so that reading it back shows
 * nothing. Throws InputError on references to nothing, and PolicyError where the service referred to may not be read.
 */
export async function resolveReferences(door: Door, { id, facts, words }: Operation, input: Input): Promise<Resolved> {
  const inPath = new Set(pathParameters(facts.path));
  const body = Object.entries(input).filter(([name]) => !inPath.has(name));
  const found = facts.method === "GET" ? [] : body.flatMap(([name, value]) => find(value, name));
  if (found.length === 0) return { input: { ...input }, secrets: [] };

  const project = typeof input["project"] === "string" ? input["project"] : door.project;
  const issues: InputIssue[] = [];
  const values = new Map<string, string>();
  const secrets = new Set<string>();
  const services = new Map<string, ReturnType<typeof readService>>();
  for (const { field, text } of found) {
    const parsed = parse(text, project);
    if (!parsed) {
      issues.push({ field, message: `"${text}" is no reference`, allowed: [FORMS] });
      continue;
    }
    const { detail, ...of } = parsed;
    const key = JSON.stringify(of);
    const reading = services.get(key) ?? readService(door, of, field);
    services.set(key, reading);
    const value = detailOf(await reading, detail, field);
    if (typeof value !== "string") issues.push(value);
    else {
      values.set(text, value);
      if (SECRET_DETAILS.has(detail)) secrets.add(value);
    }
  }
  if (issues.length > 0) throw new InputError(issues);

  const filled = fill(input, values) as Record<string, unknown>;
  const open = body.filter(([name]) => [...secrets].some((secret) => isShown(id, name, filled, words.secrets, secret)));
  if (open.length > 0) {
    const message =
      'would be shown to whoever reads it: a secret goes where it is hidden, e.g. under a key like "password"';
    throw new InputError(open.map(([field]) => ({ field, message })));
  }
  return { input: filled, secrets: [...secrets] };
}

function find(value: unknown, field: string): Reference[] {
  if (typeof value === "string") return referencesIn(value).map((text) => ({ field, text }));
  if (Array.isArray(value)) return value.flatMap((item, index) => find(item, `${field}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => find(inner, `${field}.${name}`));
}

function fill(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return fillReferences(value, (text) => values.get(text) ?? "");
  if (Array.isArray(value)) return value.map((item) => fill(item, values));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fill(inner, values)]));
}

function parse(text: string, own: string | undefined): Parsed | undefined {
  const steps = text.split("/");
  if (steps.some((step) => step === "")) return undefined;
  const detail = steps.pop() ?? "";
  const user = steps.length > 2 && steps.at(-2) === "users" ? steps.splice(-2)[1] : undefined;
  const service_name = steps.pop();
  const project = steps.pop() ?? own;
  if (service_name === undefined || project === undefined || steps.length > 0) return undefined;
  return { project, service_name, user, detail };
}

async function readService(door: Door, of: DetailsOf, field: string) {
  try {
    const read = await readDetails(door, of);
    if (of.user === undefined || read.users.includes(of.user)) return { ...read, name: of.service_name };
    const near = nearest(of.user, read.users);
    const message = `${of.service_name} has no user ${of.user}`;
    throw new InputError([{ field, message, nearest: near, allowed: read.users }]);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    throw new InputError([{ field, message: `there is no service ${of.service_name} in ${of.project}` }]);
  }
}

function detailOf(
  { name, details }: { readonly name: string; readonly details: ConnectionDetails },
  detail: string,
  field: string,
): string | InputIssue {
  const known = Object.entries(details).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const value = known.find(([key]) => key === detail)?.[1];
  if (value !== undefined) return value;
  const allowed = known.map(([key]) => key);
  return { field, message: `${name} has no "${detail}"`, nearest: nearest(detail, allowed), allowed };
}

const CONNECTOR = /^ServiceKafkaConnect(Create|Edit)Connector$/;

/** Whether an answer that shows a field of the input would show a secret in it. */
function isShown(id: string, name: string, input: Input, secretPaths: readonly string[] = [], secret: string): boolean {
  const written = JSON.stringify(secret).slice(1, -1);
  const field = { [name]: input[name] };
  if (!JSON.stringify(field, digits).includes(written)) return false;
  const shown = CONNECTOR.test(id) ? redact({ config: field }, ["config"]) : redact(field, secretPaths);
  return JSON.stringify(shown, digits).includes(written);
}

function digits(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** Shorter ones are in too much else. */
const LEAST_SECRET = 6;

/** A value with every one of some secrets covered, wherever it stands. */
export function coverValues(value: unknown, secrets: readonly string[]): unknown {
  const known = secrets.filter((secret) => secret.length >= LEAST_SECRET);
  if (known.length === 0) return value;
  const cover = (text: string) => known.reduce((at, secret) => at.replaceAll(secret, REDACTED), text);
  const walk = (inner: unknown): unknown => {
    if (typeof inner === "string") return cover(inner);
    if (Array.isArray(inner)) return inner.map(walk);
    if (!isObject(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, item]) => [name, walk(item)]));
  };
  return walk(value);
}
