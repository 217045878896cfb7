import {
  type Download,
  type OperationFacts,
  type OperationId,
  operationFacts,
  type Schema,
} from "../core/catalogue/index.js";
import { parseJson } from "../core/json.js";
import { authenticate } from "./auth.js";
import { authorize, maySeeSecrets } from "./authorize.js";
import { ApiFailure, badRequest } from "./errors.js";
import { receiveJar } from "./flink/jar-upload.js";
import { genericAnswer } from "./generic.js";
import { readMultipart } from "./multipart.js";
import { requireParents } from "./parents.js";
import type { Route, Router } from "./router.js";
import { violation } from "./validate.js";
import type { Call, Handler, Handlers, Principal, World } from "./world.js";

export interface ApiRequest {
  readonly method: string;
  /** Path with its query string. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
}

/** A request with the address that it came from. */
export interface HttpRequest extends ApiRequest {
  readonly remoteAddress: string;
}

export interface ApiAnswer {
  readonly status: number;
  /** JSON data, a file, or undefined for no content. */
  readonly data: unknown;
  readonly operationId: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Dispatcher {
  readonly router: Router;
  readonly handlers: Handlers;
  readonly responses: (operationId: string) => Schema | undefined;
  readonly world: World;
}

/** Answers one request of the API: route, authenticate, let time pass, handle. Never throws. */
export function dispatch(api: Dispatcher, request: ApiRequest): ApiAnswer {
  const [pathname = "", search = ""] = request.url.split("?", 2);
  const match = api.router.match(request.method, pathname);
  const operationId = typeof match === "object" ? match.route.operationId : undefined;
  try {
    const received = match ? undefined : receiveJar(api.world, request.method, request.url, request.body);
    if (received) return { status: 200, data: received, operationId };
    if (match === undefined) throw new ApiFailure(404, "Not found");
    if (match === "method") throw new ApiFailure(405, "Method not allowed");
    const { route, params } = match;
    const { clock } = api.world;
    const data = clock.hold(clock.now(), () => answer(api, route, params, new URLSearchParams(search), request));
    return { status: data === undefined ? 204 : 200, data, operationId };
  } catch (error) {
    const failure = error instanceof ApiFailure ? error : new ApiFailure(500, `The sandbox failed: ${String(error)}`);
    return { status: failure.status, data: failure.body(), operationId };
  }
}

function answer(
  api: Dispatcher,
  route: Route,
  params: Readonly<Record<string, string>>,
  query: URLSearchParams,
  request: ApiRequest,
): unknown {
  api.world.settle();
  const principal = authenticate(api.world, request.headers, route.facts.auth !== false);
  const held = authorize(api.world, { ...route, params }, principal);
  const input = readInput(route, params, query, request);
  if (!maySeeSecrets(held)) delete input["include_secrets"];
  const origin = `http://${request.headers["host"] ?? "localhost"}`;
  return handle(api, route, input, { principal, origin });
}

/** Calls an operation in the name of a user, with the checks that it has over HTTP. Throws ApiFailure. */
export function perform(
  api: Dispatcher,
  operationId: OperationId,
  input: Readonly<Record<string, unknown>>,
  principal: Principal,
): unknown {
  const facts = operationFacts(operationId);
  if (!facts) throw badRequest(`There is no operation ${operationId}`);
  return handle(api, { operationId, facts }, checkInput(facts, { ...input }, {}), { principal, origin: "" });
}

function handle(
  api: Dispatcher,
  route: Route,
  input: Readonly<Record<string, unknown>>,
  from: Pick<Call, "principal" | "origin">,
): unknown {
  const call: Call = { world: api.world, operationId: route.operationId as OperationId, ...from };
  const handler = api.handlers[call.operationId] as Handler<OperationId> | undefined;
  const data = handler ? handler(input as never, call) : generic(api, route, input, call);
  return route.facts.produces === "none" ? undefined : data;
}

function generic(api: Dispatcher, { operationId, facts }: Route, input: Record<string, unknown>, call: Call): unknown {
  requireParents(call, facts, input);
  if (facts.produces) {
    const download: Download = { contentType: facts.produces.split(",")[0] as string, bytes: new Uint8Array() };
    return download;
  }
  const schema = api.responses(operationId);
  return schema ? genericAnswer(schema, input, api.world) : { message: "ok" };
}

/** The flat input, as the client had it before it was placed into path, query and body. */
function readInput(
  { facts }: Route,
  params: Readonly<Record<string, string>>,
  query: URLSearchParams,
  request: ApiRequest,
): Record<string, unknown> {
  const body = readBody(request);
  const flat = new Map(Object.entries(facts.wire ?? {}).map(([name, wire]) => [wire, name]));
  const input: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) input[flat.get(name) ?? name] = value;
  for (const name of new Set(query.keys())) input[name] = readQuery(facts.fields[name], query.getAll(name));
  return checkInput(facts, input, params);
}

/** Refuses fields that do not fit, and the lack of those that have to be there. Answers with the path's among them. */
function checkInput(
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
