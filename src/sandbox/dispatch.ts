import { type Download, type OperationId, operationFacts, type Schema } from "../core/catalogue/index.js";
import { authenticate } from "./auth.js";
import { authorize, maySeeSecrets } from "./authorize.js";
import { ApiFailure, badRequest } from "./errors.js";
import { receiveJar } from "./flink/jar-upload.js";
import { genericAnswer } from "./generic.js";
import { checkInput, readInput } from "./input.js";
import { requireParents } from "./parents.js";
import type { Route, Router } from "./router.js";
import { UNDESCRIBED } from "./undescribed.js";
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
    if (match === "retired") throw new ApiFailure(410, "This API endpoint has been retired", "retired_api_endpoint");
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
  const input = readInput(route, { params, query }, request);
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
  const answer = handler ? () => handler(input as never, call) : UNDESCRIBED[route.operationId]?.answer;
  const data = answer ? answer(input, call) : generic(api, route, input, call);
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
