import { expect } from "vitest";
import { type Input, type OperationId, type Output, operationFacts } from "../../src/core/catalogue/index.js";
import { buildRequest } from "../../src/core/request.js";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../src/sandbox/index.js";

/** A refusal, as a client sees it. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly code: string | undefined;
}

/** A sandbox of a test's own, and typed calls to it over HTTP. */
export interface TestApi extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly project: string;
  /** Calls an operation that has to succeed. */
  ok<Id extends OperationId>(id: Id, input: Input<Id>, token?: string): Promise<Output<Id>>;
  /** Calls an operation that has to be refused. */
  refused<Id extends OperationId>(id: Id, input: Input<Id>, token?: string): Promise<Refusal>;
  /** Calls an operation that may end in any way. */
  send<Id extends OperationId>(id: Id, input: Input<Id>, token?: string): Promise<Response>;
  /** Any request, with the demo token unless there are other headers. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** Starts a sandbox whose virtual time is that of the wall, and moves only by `advance` as far as tests can tell. */
export async function openSandbox(options: SandboxOptions = {}): Promise<TestApi> {
  const sandbox = await startSandbox({ speed: "real", ...options });
  const send = async (id: OperationId, input: object, token = sandbox.token): Promise<Response> => {
    const facts = operationFacts(id);
    if (!facts) throw new Error(`no operation ${id}`);
    const { method, path, body, contentType } = buildRequest(facts, { ...input });
    const headers = { authorization: `aivenv1 ${token}`, ...(contentType ? { "content-type": contentType } : {}) };
    return fetch(sandbox.url + path, { method, headers, ...(body === undefined ? {} : { body: String(body) }) });
  };
  return {
    sandbox,
    project: sandbox.project,
    async ok<Id extends OperationId>(id: Id, input: Input<Id>, token?: string): Promise<Output<Id>> {
      const response = await send(id, input, token);
      const text = await response.text();
      expect(response.ok, `${id}: ${response.status} ${text}`).toBe(true);
      return (text === "" ? undefined : JSON.parse(text)) as Output<Id>;
    },
    async refused(id, input, token) {
      const response = await send(id, input, token);
      return toRefusal(response);
    },
    send,
    fetch: (path, init = {}) =>
      fetch(sandbox.url + path, { headers: { authorization: `aivenv1 ${sandbox.token}` }, ...init }),
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
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
