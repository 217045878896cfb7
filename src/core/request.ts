import type { OperationFacts } from "./catalogue/facts.js";
import { pathParameters } from "./catalogue/facts.js";
import { InputError, type InputIssue } from "./errors.js";
import { stringifyJson } from "./json.js";
import { encodeMultipart } from "./multipart.js";
import { nearest } from "./nearest.js";
import { fillPath } from "./path.js";

/** What goes over the wire for one call, apart from host, credentials and transport. */
export interface RequestParts {
  readonly method: OperationFacts["method"];
  /** Path with its query string. */
  readonly path: string;
  readonly contentType?: string;
  readonly body?: string | Uint8Array;
}

/** The value that the API shows in place of a secret that it withholds. */
const WITHHELD = "<redacted>";

/**
 * Places every field of a flat input into path, query or body. Pure.
 * A field that was not given is not sent; an explicit null is. Throws InputError for a missing required field, for one
 * that the operation does not have (with the nearest that it has), for one that `extra` gives a second time, and for a
 * withheld secret that would be written back.
 */
export function buildRequest(facts: OperationFacts, input: Readonly<Record<string, unknown>>): RequestParts {
  const { extra, ...given } = defined(input);
  const issues = [...missing(facts, given), ...unknown(facts, given), ...badExtra(facts, extra)];
  if (issues.length > 0) throw new InputError(issues);

  const inPath = new Set(pathParameters(facts.path));
  const inQuery = new Set(facts.query);
  const query = new URLSearchParams();
  const bodyFields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(given)) {
    if (inPath.has(name)) continue;
    if (inQuery.has(name)) for (const item of Array.isArray(value) ? value : [value]) query.append(name, String(item));
    else bodyFields.set(facts.wire?.[name] ?? name, value);
  }
  for (const [name, value] of Object.entries(extra ?? {})) {
    if (bodyFields.has(name)) throw new InputError([{ field: `extra.${name}`, message: "is given twice" }]);
    bodyFields.set(name, value);
  }
  const body = Object.fromEntries(bodyFields);
  refuseWithheld(body, "");

  const suffix = query.size > 0 ? `?${query}` : "";
  const path = fillPath(facts.path, given) + suffix;
  if (!takesBody(facts)) return { method: facts.method, path };
  if (facts.body === "multipart") return { method: facts.method, path, ...encodeMultipart(body) };
  // An empty object where there is nothing to say: some operations refuse a request without a body.
  return { method: facts.method, path, contentType: "application/json", body: stringifyJson(body) };
}

/** Whether the operation can carry a body, and with it fields that the facts do not know. */
export function takesBody(facts: OperationFacts): boolean {
  return facts.method !== "GET" && facts.method !== "DELETE";
}

function defined(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

function missing(facts: OperationFacts, given: Record<string, unknown>): InputIssue[] {
  return (facts.required ?? [])
    .filter((name) => !Object.hasOwn(given, name))
    .map((name) => ({ field: name, message: "is required" }));
}

function unknown(facts: OperationFacts, given: Record<string, unknown>): InputIssue[] {
  if (facts.additional) return [];
  const known = Object.keys(facts.fields);
  return Object.keys(given)
    .filter((name) => !Object.hasOwn(facts.fields, name))
    .map((name) => ({
      field: name,
      message: "is not a field of this operation",
      nearest: nearest(name, known),
      allowed: known,
    }));
}

function badExtra(facts: OperationFacts, extra: unknown): InputIssue[] {
  if (extra === undefined) return [];
  if (!takesBody(facts)) return [{ field: "extra", message: "has no place in an operation without a body" }];
  const ok = typeof extra === "object" && extra !== null && !Array.isArray(extra);
  return ok ? [] : [{ field: "extra", message: "must be an object of further body fields" }];
}

/** The API withholds secrets as a placeholder; sending it back would overwrite the real value. */
function refuseWithheld(value: unknown, at: string): void {
  if (value === WITHHELD) {
    throw new InputError([
      {
        field: at,
        message: `is ${WITHHELD}, the placeholder of a withheld secret: leave the field out or give the real value`,
      },
    ]);
  }
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return;
  for (const [key, inner] of Object.entries(value)) refuseWithheld(inner, at ? `${at}.${key}` : key);
}
