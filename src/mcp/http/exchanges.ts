import type { IncomingMessage, ServerResponse } from "node:http";
import type { AuthInfo } from "@modelcontextprotocol/server";
import { isObject } from "../../core/view.js";
import { CALL_LIMIT_MS } from "../time-limit.js";
import type { Refusal } from "./access.js";
import { readBody, refuse, sendJson, sendWeb, toWebRequest } from "./bridge.js";
import { type DirectCall, isDirect } from "./direct.js";
import type { Protocol } from "./protocol.js";

/** Who sends a message, as far as an exchange has to know. */
export interface Sender {
  /** The same for all messages of one caller. */
  readonly principal: string;
  readonly authInfo: AuthInfo;
  /** What takes the answer's place when the API has refused the caller meanwhile; not there where it cannot. */
  readonly refusal?: () => Refusal | undefined;
}

/** How many calls run at the same time. */
export interface CallLimits {
  readonly maxCalls: number;
  /** Of one caller. */
  readonly maxCallsEach: number;
}

/** Where MCP messages go, once it is clear who sends them. */
export interface Exchanges {
  serve(request: IncomingMessage, response: ServerResponse, url: URL, sender: Sender): Promise<void>;
  readonly stopping: () => boolean;
  /** Takes nothing new and lets running calls finish. */
  close(): Promise<void>;
}

/** A call that takes longer than any should is given up when the server ends. */
const LONGEST_STOP_MS = CALL_LIMIT_MS + 5_000;

/** Requests and answers of a protocol over Node's HTTP, so many calls at the same time. */
export function createExchanges(protocol: Protocol, limits: CallLimits): Exchanges {
  const running = new Set<Promise<void>>();
  const calls = createCounter(limits);
  let stopping = false;

  async function serve(request: IncomingMessage, response: ServerResponse, url: URL, sender: Sender): Promise<void> {
    if (stopping) return refuse(response, busy("The server is stopping"));
    // A body takes room as soon as it is read: whoever sends one has a call already.
    const release = calls.take(sender.principal, 1);
    if (typeof release !== "function") return refuse(response, release);
    try {
      const body = await readBody(request);
      if (!body)
        return refuse(response, { status: 413, message: "The request is too large", headers: { connection: "close" } });
      await answer(request, response, url, { body, parsedBody: parse(body), sender });
    } finally {
      release();
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse, url: URL, given: Given): Promise<void> {
    const { parsedBody, sender } = given;
    // A batch is as many calls as it holds.
    const release = calls.take(sender.principal, Array.isArray(parsedBody) ? Math.max(0, parsedBody.length - 1) : 0);
    if (typeof release !== "function") return refuse(response, release);
    const answered = (
      protocol.call && isDirect(request.method, request.headers, parsedBody)
        ? answerDirectly(protocol.call(parsedBody, sender.authInfo), response, sender)
        : answerByWeb(protocol, request, response, url, given)
    ).finally(() => {
      release();
      running.delete(answered);
    });
    if (!isStream(parsedBody)) running.add(answered);
    return answered;
  }

  return {
    serve,
    stopping: () => stopping,
    close: async () => {
      stopping = true;
      let timer: NodeJS.Timeout | undefined;
      const tooLong = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, LONGEST_STOP_MS);
      });
      await Promise.race([Promise.allSettled(running), tooLong]);
      clearTimeout(timer);
      await protocol.close();
    },
  };
}

/** Counts the calls that run, of all callers and of each. A caller without any is not remembered. */
function createCounter({ maxCalls, maxCallsEach }: CallLimits) {
  const each = new Map<string, number>();
  let all = 0;
  const add = (principal: string, count: number): void => {
    all += count;
    const own = (each.get(principal) ?? 0) + count;
    if (own > 0) each.set(principal, own);
    else each.delete(principal);
  };
  return {
    /** Answers with what gives them back, or why there are too many. */
    take(principal: string, count: number): (() => void) | Refusal {
      if (all + count > maxCalls) return busy(`More than ${maxCalls} calls at once`);
      if ((each.get(principal) ?? 0) + count > maxCallsEach) {
        return { ...busy(`More than ${maxCallsEach} calls of one caller at once`), status: 429 };
      }
      add(principal, count);
      return () => add(principal, -count);
    },
  };
}

/** A message, and who sends it. */
interface Given {
  readonly body: Buffer;
  readonly parsedBody: unknown;
  readonly sender: Sender;
}

async function answerDirectly(call: Promise<DirectCall>, response: ServerResponse, { refusal }: Sender): Promise<void> {
  const { answer, giveUp } = await call;
  response.once("close", () => {
    if (!response.writableFinished) giveUp();
  });
  const message = await answer;
  const refused = refusal?.();
  if (refused) refuse(response, refused);
  else if (message) sendJson(response, 200, message);
}

async function answerByWeb(
  protocol: Protocol,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { body, parsedBody, sender }: Given,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  const { authInfo, refusal } = sender;
  const options = parsedBody === undefined ? { authInfo } : { authInfo, parsedBody };
  const answer = await protocol.handle(toWebRequest(request, url, body, gone.signal), options);
  if (gone.signal.aborted) await answer.body?.cancel();
  else await sendWeb(answer, response, refusal);
}

function busy(message: string): Refusal {
  return { status: 503, message, headers: { "retry-after": "1" } };
}

/** Undefined for what is not JSON: the SDK says so in its own words. */
function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** A stream stays open until one side has enough of it; nothing is lost when the server ends it. */
function isStream(message: unknown): boolean {
  return isObject(message) && message["method"] === "subscriptions/listen";
}
