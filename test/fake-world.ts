import * as catalogue from "../src/core/catalogue/index.js";
import { type CallEvent, type Client, type ClientOptions, createClient } from "../src/core/client.js";
import { type HttpRequest, type HttpResponse, TransportError } from "../src/core/transport.js";

/** What the transport does with one request: an answer, a failure, or whatever the function does. */
export type Step =
  | {
      readonly status: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: HttpResponse["headers"];
    }
  | Error
  | ((request: HttpRequest, world: FakeWorld) => HttpResponse | Promise<HttpResponse>);

export interface FakeWorld {
  readonly client: Client;
  /** Every request that was sent. */
  readonly sent: HttpRequest[];
  /** Every wait, in milliseconds; none of them takes time. */
  readonly waits: number[];
  readonly log: CallEvent[];
  /** Milliseconds since the start; only waiting and `spend` move it. */
  now(): number;
  spend(ms: number): void;
}

/** A client on a scripted transport (the last step repeats) and on a clock that moves only when told to. */
export function fakeWorld(steps: readonly Step[], options: Partial<ClientOptions> = {}): FakeWorld {
  const sent: HttpRequest[] = [];
  const waits: number[] = [];
  const log: CallEvent[] = [];
  let clock = 0;
  const spend = (ms: number) => {
    clock += ms;
  };
  const client = createClient({
    transport: async (request) => {
      const step = steps[Math.min(sent.length, steps.length - 1)];
      sent.push(request);
      if (step === undefined) throw new Error("the script has no step for this request");
      if (typeof step === "function") return step(request, world);
      if (step instanceof Error) throw step;
      return toResponse(step);
    },
    catalogue: () => catalogue,
    sleep: async (ms) => {
      waits.push(ms);
      spend(ms);
    },
    now: () => clock,
    random: () => 0,
    token: "s3cr3t-t0ken",
    log: (event) => log.push(event),
    ...options,
  });
  const world: FakeWorld = { client, sent, waits, log, now: () => clock, spend };
  return world;
}

export function toResponse(step: Exclude<Step, Error | ((...args: never[]) => unknown)>): HttpResponse {
  const isJson = step.json !== undefined;
  const text = isJson ? JSON.stringify(step.json) : (step.text ?? "");
  return {
    status: step.status,
    headers: { ...(isJson ? { "content-type": "application/json" } : {}), ...step.headers },
    body: new TextEncoder().encode(text),
  };
}

/** An error answer in the API's own form. */
export function apiError(status: number, message: string, code?: string): Step {
  const error = { message, status, ...(code ? { error_code: code } : {}) };
  return { status, json: { errors: [error], message } };
}

export const unreachable = new TransportError("unreachable", "The API cannot be reached (ECONNREFUSED)");
export const interrupted = new TransportError("interrupted", "The connection broke before an answer came (ECONNRESET)");

/** The error that a promise rejects with; fails when it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("the promise resolved, and an error was expected");
}
