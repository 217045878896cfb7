import type { IncomingMessage, ServerResponse } from "node:http";
import type { AuthInfo } from "@modelcontextprotocol/server";
import { isObject } from "../../core/view.js";
import { CALL_LIMIT_MS } from "../time-limit.js";
import { readBody, refuse, sendJson, sendWeb, toWebRequest } from "./bridge.js";
import { type DirectCall, isDirect } from "./direct.js";
import type { Protocol } from "./protocol.js";

/** Where MCP messages go, once it is clear who sends them. */
export interface Exchanges {
  serve(request: IncomingMessage, response: ServerResponse, url: URL, authInfo: AuthInfo): Promise<void>;
  readonly stopping: () => boolean;
  /** Takes nothing new and lets running calls finish. */
  close(): Promise<void>;
}

/** A call that takes longer than any should is given up when the server ends. */
const LONGEST_STOP_MS = CALL_LIMIT_MS + 5_000;

/** Requests and answers of a protocol over Node's HTTP, so many calls at the same time. */
export function createExchanges(protocol: Protocol, maxCalls: number): Exchanges {
  const running = new Set<Promise<void>>();
  let calls = 0;
  let stopping = false;

  async function serve(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    authInfo: AuthInfo,
  ): Promise<void> {
    if (stopping) return refuse(response, busy("The server is stopping"));
    const body = await readBody(request);
    if (!body) {
      return refuse(response, { status: 413, message: "The request is too large", headers: { connection: "close" } });
    }
    const parsedBody = parse(body);
    // A batch is as many calls as it holds.
    const count = Array.isArray(parsedBody) ? parsedBody.length : 1;
    if (calls + count > maxCalls) return refuse(response, busy(`More than ${maxCalls} calls at once`));
    const answered = (
      protocol.call && isDirect(request.method, request.headers, parsedBody)
        ? answerDirectly(protocol.call(parsedBody, authInfo), response)
        : answerByWeb(protocol, request, response, url, { body, parsedBody, authInfo })
    ).finally(() => {
      calls -= count;
      running.delete(answered);
    });
    calls += count;
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

async function answerDirectly(call: Promise<DirectCall>, response: ServerResponse): Promise<void> {
  const { answer, giveUp } = await call;
  response.once("close", () => {
    if (!response.writableFinished) giveUp();
  });
  const message = await answer;
  if (message) sendJson(response, 200, message);
}

async function answerByWeb(
  protocol: Protocol,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { body, parsedBody, authInfo }: { body: Buffer; parsedBody: unknown; authInfo: AuthInfo },
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  const options = parsedBody === undefined ? { authInfo } : { authInfo, parsedBody };
  const answer = await protocol.handle(toWebRequest(request, url, body, gone.signal), options);
  if (gone.signal.aborted) await answer.body?.cancel();
  else await sendWeb(answer, response);
}

function busy(message: string) {
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
