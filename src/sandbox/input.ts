import { type OperationFacts, type OperationId, pathParameters, type Schema } from "../core/catalogue/index.js";
import { parseJson } from "../core/json.js";
import type { ApiRequest } from "./dispatch.js";
import { badRequest } from "./errors.js";
import { readMultipart } from "./multipart.js";
import type { Route } from "./router.js";
import { violation } from "./validate.js";

/** What the address of a request says. */
interface Address {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** These refuse the `limit` that the provider's Go clients put on every other address (source: their own exception). */
const KNOWN_QUERY_ONLY: ReadonlySet<string> = new Set<OperationId>([
  "ServiceKafkaQuotaDelete",
  "ServiceKafkaQuotaDescribe",
]);

/**
 * The flat input, as the client had it before it was placed into path, query and body. Each field counts only where the
 * facts place it; what the body has beside is kept. Throws ApiFailure for what does not fit.
 */
export function readInput(
  { operationId, facts }: Route,
  address: Address,
  request: ApiRequest,
): Record<string, unknown> {
  const inQuery = new Set(facts.query);
  const unknown = [...address.query.keys()].find((name) => !inQuery.has(name));
  if (unknown !== undefined && KNOWN_QUERY_ONLY.has(operationId)) {
    throw badRequest(`Invalid input: additional properties are not allowed ('${unknown}' was unexpected)`);
  }
  const flat = new Map(Object.entries(facts.wire ?? {}).map(([name, wire]) => [wire, name]));
  const elsewhere = new Set([...inQuery, ...pathParameters(facts.path)]);
  const input = new Map<string, unknown>();
  for (const [wire, value] of Object.entries(readBody(request))) {
    const name = flat.get(wire) ?? wire;
    if (!elsewhere.has(name)) input.set(name, value);
  }
  for (const name of inQuery) {
    if (address.query.has(name)) input.set(name, readQuery(facts.fields[name], address.query.getAll(name)));
  }
  return checkInput(facts, Object.fromEntries(input), address.params);
}

/** Refuses fields that do not fit, and the lack of those that have to be there. Answers with the path's among them. */
export function checkInput(
  facts: OperationFacts,
  input: Record<string, unknown>,
  params: Readonly<Record<string, string>>,
): Record<string, unknown> {
  for (const [name, schema] of Object.entries(facts.fields)) {
    // The description lacks most nullables, so a null that it does not allow counts as not given.
    if (input[name] === null && !schema.nullable) delete input[name];
    const wrong = input[name] === undefined || name in params ? undefined : violation(schema, input[name]);
    if (wrong) throw badRequest(`Invalid input for ${facts.wire?.[name] ?? name}: ${wrong}`);
  }
  for (const name of facts.required ?? []) {
    if (name in params || input[name] !== undefined) continue;
    throw badRequest(`Invalid input: '${facts.wire?.[name] ?? name}' is a required property`);
  }
  return { ...input, ...params };
}

function readBody(request: ApiRequest): Record<string, unknown> {
  const type = String(request.headers["content-type"] ?? "");
  if (request.body.length === 0) return {};
  if (type.startsWith("multipart/")) {
    const fields = readMultipart(type, request.body);
    if (fields) return fields;
    throw badRequest("Invalid request body: a multipart form without a boundary");
  }
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(request.body)));
  }
  let data: unknown;
  try {
    data = parseJson(new TextDecoder().decode(request.body));
  } catch {
    throw badRequest("Invalid request body: not valid JSON");
  }
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    throw badRequest("Invalid request body: expected an object");
  }
  return data as Record<string, unknown>;
}

function readQuery(schema: Schema | undefined, values: string[]): unknown {
  const [value = ""] = values;
  switch (schema?.type) {
    case "array":
      return values;
    case "boolean":
      return value === "true" || value === "1";
    case "integer":
    case "number":
      return Number(value);
    default:
      return value;
  }
}
