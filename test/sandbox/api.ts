import { expect } from "vitest";
import { type Input, type OperationId, type Output, operationFacts } from "../../src/core/catalogue/index.js";
import { buildRequest } from "../../src/core/request.js";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../src/sandbox/index.js";
import { Instance, type InstanceOptions } from "../../src/sandbox/instance.js";
import { contentOf } from "../../src/sandbox/server.js";

/** A refusal, as a client sees it. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly code: string | undefined;
}

/** Typed calls to a sandbox, over whichever way. */
export interface TestCalls {
  readonly sandbox: Pick<Sandbox, "token" | "advance">;
  readonly project: string;
  /** Calls an operation that has to succeed. */
  ok<Id extends OperationId>(id: Id, input: Input<Id>, token?: string): Promise<Output<Id>>;
  /** Any request, with the demo token unless there are other headers. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** A sandbox of a test's own, and typed calls to it over HTTP. */
export interface TestApi extends TestCalls, AsyncDisposable {
  readonly sandbox: Sandbox;
  /** Calls an operation that has to be refused. */
  refused<Id extends OperationId>(id: Id, input: Input<Id>, token?: string): Promise<Refusal>;
  /** Calls an operation that may end in any way. */
  send<Id extends OperationId>(id: Id, input: Input<Id>, token?: string): Promise<Response>;
}

/** Starts a sandbox whose virtual time is that of the wall, and moves only by `advance` as far as tests can tell. */
export async function openSandbox(options: SandboxOptions = {}): Promise<TestApi> {
  const sandbox = await startSandbox({ speed: "real", ...options });
  const { send, ...calls } = callsOver(sandbox, (path, init) => fetch(sandbox.url + path, init));
  return {
    ...calls,
    sandbox,
    send,
    async refused(id, input, token) {
      return toRefusal(await send(id, input, token));
    },
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
}

/** Calls to a sandbox in the test's own process, with what is behind its answers. */
export interface InProcessApi extends TestCalls {
  readonly instance: Instance;
}

/** A sandbox in the test's own process, met without a network: for tests that need hundreds. Its time moves only by `advance`. */
export function openInProcess(options: InstanceOptions = {}): InProcessApi {
  const instance = new Instance({ speed: "paused", ...options });
  const send = async (path: string, { method = "GET", headers, body }: RequestInit = {}): Promise<Response> => {
    const bytes = new Uint8Array(await new Response(body ?? null).arrayBuffer());
    const request = { method, url: path, headers: Object.fromEntries(new Headers(headers)), body: bytes };
    const { answer } = instance.exchange.perform(request);
    const { contentType, bytes: content } = contentOf(answer);
    const head = { status: answer.status, headers: { ...answer.headers, "content-type": contentType } };
    return new Response(answer.data === undefined ? null : new Uint8Array(content), head);
  };
  const { token, project } = instance;
  const { send: _, ...calls } = callsOver({ token, project }, send);
  return { ...calls, instance, sandbox: { token, advance: (ms) => instance.advance(ms) } };
}

type Send = (path: string, init?: RequestInit) => Promise<Response>;

function callsOver({ token: own, project }: Pick<Sandbox, "token" | "project">, fetched: Send) {
  const send = async (id: OperationId, input: object, token = own): Promise<Response> => {
    const facts = operationFacts(id);
    if (!facts) throw new Error(`no operation ${id}`);
    const { method, path, body, contentType } = buildRequest(facts, { ...input });
    const headers = { authorization: `aivenv1 ${token}`, ...(contentType ? { "content-type": contentType } : {}) };
    return fetched(path, { method, headers, ...(body === undefined ? {} : { body: bodyOf(body) }) });
  };
  return {
    project,
    send,
    async ok<Id extends OperationId>(id: Id, input: Input<Id>, token?: string): Promise<Output<Id>> {
      const response = await send(id, input, token);
      const text = await response.text();
      expect(response.ok, `${id}: ${response.status} ${text}`).toBe(true);
      return (text === "" ? undefined : JSON.parse(text)) as Output<Id>;
    },
    fetch: (path: string, init: RequestInit = {}) =>
      fetched(path, { headers: { authorization: `aivenv1 ${own}` }, ...init }),
  };
}

/** A body as `fetch` takes it. */
export function bodyOf(body: string | Uint8Array): string | Uint8Array<ArrayBuffer> {
  return typeof body === "string" ? body : new Uint8Array(body);
}

/** A refusal out of a response, which has to be one in the API's form. */
export async function toRefusal(response: Response): Promise<Refusal> {
  const body: unknown = await response.json();
  expect(response.status, JSON.stringify(body)).toBeGreaterThanOrEqual(400);
  expect(body).toMatchObject({
    message: expect.any(String),
    errors: [{ message: expect.any(String), status: response.status }],
  });
  const { message, errors } = body as { message: string; errors: [{ error_code?: string }] };
  return { status: response.status, message, code: errors[0].error_code };
}

const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Longer than any service takes to build and to be backed up for the first time. */
export const BUILT_MS = 10 * MINUTE_MS;

/** Fields of a small service, to be changed by a test. */
export function pgSpec(project: string, service_name: string) {
  return { project, service_name, service_type: "pg", plan: "startup-4", cloud: "aws-eu-west-1", project_vpc_id: null };
}
