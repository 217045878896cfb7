import { pathParameters } from "../core/catalogue/index.js";
import { InputError, type InputIssue } from "../core/errors.js";
import { mapValues } from "../core/map-values.js";
import { REDACTED, redact } from "../core/redact.js";
import { fillReferences, referencesIn, slipIn } from "../core/reference.js";
import { isObject } from "../core/view.js";
import { at } from "../core/wait.js";
import { type DetailsOf, SECRET_DETAILS } from "./connect/details.js";
import { detailOf, lookOnce } from "./connect/look.js";
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
 * Fills in what an input refers to. A secret may only go to a place that is made for one, so that reading it back shows
 * nothing. Throws InputError with all that is wrong, and PolicyError where the service referred to may not be read.
 */
export async function resolveReferences(door: Door, operation: Operation, input: Input): Promise<Resolved> {
  const { values, secrets } = await lookUp(door, operation, input, () => false);
  if (values.size === 0) return { input: { ...input }, secrets: [] };
  const fill = (text: string) => fillReferences(text, (reference) => values.get(reference) ?? "");
  return { input: mapTexts(input, fill) as Record<string, unknown>, secrets: [...secrets] };
}

/**
 * Checks what an input refers to before any of several calls is made. Of services that calls before it are about nothing is
 * asked yet: those calls may make what is referred to. Throws what `resolveReferences` would.
 */
export async function checkReferences(
  door: Door,
  operation: Operation,
  input: Input,
  before: readonly Input[],
): Promise<void> {
  const names = new Set(before.map(({ project, service_name }) => JSON.stringify([project, service_name])));
  await lookUp(door, operation, input, ({ project, service_name }) =>
    names.has(JSON.stringify([project, service_name])),
  );
}

/** The values of references, those of which are secrets among them. */
interface Values {
  readonly values: ReadonlyMap<string, string>;
  readonly secrets: ReadonlySet<string>;
}

async function lookUp(
  door: Door,
  operation: Operation,
  input: Input,
  isToCome: (of: DetailsOf) => boolean,
): Promise<Values> {
  const { facts } = operation;
  const inPath = new Set(pathParameters(facts.path));
  const body = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.has(name)));
  const found = facts.method === "GET" ? [] : find(body);
  const slips = facts.method === "GET" ? [] : slipsOf(body);
  const values = new Map<string, string>();
  const secrets = new Set<string>();
  if (found.length === 0 && slips.length === 0) return { values, secrets };

  const open = openPlaces(operation, body).map((field): InputIssue => ({ field, message: WOULD_BE_SHOWN }));
  const project = typeof input["project"] === "string" ? input["project"] : door.project;
  const look = lookOnce(door);
  const told = await Promise.all(
    found.map(async ({ field, text }): Promise<InputIssue[]> => {
      const parsed = parse(text, project);
      if (!parsed) return [{ field, message: `"${text}" is no reference`, allowed: [FORMS] }];
      const { detail, ...of } = parsed;
      if (isToCome(of)) return [];
      const value = detailOf(await look(of), detail);
      if (typeof value !== "string") return [{ field, ...value }];
      values.set(text, value);
      if (SECRET_DETAILS.has(detail)) secrets.add(value);
      return [];
    }),
  );
  const issues = [...slips, ...open, ...told.flat()];
  if (issues.length > 0) throw new InputError(issues);
  return { values, secrets };
}

function find(body: Input): Reference[] {
  return textsIn(body).flatMap(({ field, text }) =>
    referencesIn(text).map((reference) => ({ field, text: reference })),
  );
}

function slipsOf(body: Input): InputIssue[] {
  return textsIn(body).flatMap(({ field, text }) => {
    const slip = slipIn(text);
    const form = `inside of a longer text a reference is written \${ref:my-pg/host}, alone $ref:my-pg/host`;
    return slip === undefined ? [] : [{ field, message: `"${slip}" would be sent as it stands: ${form}` }];
  });
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

const CONNECTOR = /^ServiceKafkaConnect(Create|Edit)Connector$/;

const WOULD_BE_SHOWN =
  'would be shown to whoever reads it: a secret goes where it is hidden, e.g. under a key like "password" of a configuration';

/** Stands for a secret while its place is judged. Nothing in it looks like one: the place has to tell by itself. */
const PROBE = "unseen";

/** Where secrets are referred to and would be shown: by the place alone, since their form tells nothing about who reads it. */
function openPlaces({ id, words }: Operation, body: Input): string[] {
  const places = textsIn(body).filter(({ text }) => isSecret(text));
  const probed = mapTexts(body, (text) => (isSecret(text) ? PROBE : text));
  const isConnector = CONNECTOR.test(id);
  const shown = isConnector ? at(redact({ config: probed }, ["config"]), "config") : redact(probed, words.secrets);
  const visible = new Set(textsIn(shown).flatMap(({ field, text }) => (text === PROBE ? [field] : [])));
  const isOpen = (place: Place) => visible.has(place.field) || (!isConnector && isForReading(place));
  return places.filter(isOpen).map(({ field }) => field);
}

function isSecret(text: string): boolean {
  return referencesIn(text).some((reference) => SECRET_DETAILS.has(reference.slice(reference.lastIndexOf("/") + 1)));
}

/** Tags and variables that are no secret ones are there to be read, whatever they are called. */
function isForReading({ field, within }: Place): boolean {
  return /^(extra\.)?tags\b/.test(field) || (typeof within["kind"] === "string" && within["kind"] !== "secret");
}

/** A text in an input. */
interface Place {
  readonly field: string;
  readonly text: string;
  /** The object in which it stands. */
  readonly within: Readonly<Record<string, unknown>>;
}

function textsIn(value: unknown, field = "", within: Place["within"] = {}): Place[] {
  if (typeof value === "string") return [{ field, text: value, within }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, `${field}[${index}]`, within));
  if (!isObject(value)) return [];
  const below = (name: string) => (field === "" ? name : `${field}.${name}`);
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, below(name), value));
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isObject(value)) return value;
  return mapValues(value, (inner) => mapTexts(inner, change));
}

/** Shorter ones are in too much else. */
const LEAST_SECRET = 6;

/** A value with every one of some secrets covered, wherever it stands. */
export function coverValues(value: unknown, secrets: readonly string[]): unknown {
  const known = secrets.filter((secret) => secret.length >= LEAST_SECRET);
  if (known.length === 0) return value;
  const cover = (text: string) => known.reduce((at, secret) => at.replaceAll(secret, REDACTED), text);
  return mapTexts(value, cover);
}
