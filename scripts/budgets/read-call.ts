import { performance } from "node:perf_hooks";
import { Agent, request } from "undici";
import { startSandboxProcess } from "./sandbox.js";
import { median, startServer } from "./stdio.js";

type Task = () => Promise<void>;

export interface ReadCallFigures {
  /** Median milliseconds of a raw request. */
  readonly rawMs: number;
  /** Of the call of a tool that makes the same request. */
  readonly callMs: number;
}

const CALLS = 300;
const WARM_UP = 200;
const ATTEMPTS = 10;

/** One read through the server against a raw request for the same, turn by turn, to one sandbox in a process of its own. */
export async function readCallFigures(): Promise<ReadCallFigures> {
  const { url, token, stop } = await startSandboxProcess(["--speed", "instant"]);
  const server = await startServer([], { AIVEN_TOKEN: token, AIVEN_WEB_URL: url });
  const agent = new Agent();
  const raw = async () => {
    const headers = { authorization: `aivenv1 ${token}` };
    const { body } = await request(`${url}/v1/me`, { headers, dispatcher: agent });
    JSON.parse(await body.text());
  };
  const call = async () => {
    const answer = await server.request("tools/call", { name: "aiven_read", arguments: { operation: "UserInfo" } });
    if (answer["isError"]) throw new Error(JSON.stringify(answer));
  };
  try {
    for (let n = 0; n < WARM_UP; n++) {
      await raw();
      await call();
    }
    let quietest = await compare(raw, call);
    for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
      const figures = await compare(raw, call);
      if (figures.callMs - figures.rawMs < quietest.callMs - quietest.rawMs) quietest = figures;
    }
    return quietest;
  } finally {
    await agent.close();
    server.stop();
    stop();
  }
}

/** Median milliseconds of both, turn by turn. */
async function compare(raw: Task, call: Task): Promise<ReadCallFigures> {
  const raws: number[] = [];
  const calls: number[] = [];
  for (let n = 0; n < CALLS; n++) {
    raws.push(await timed(raw));
    calls.push(await timed(call));
  }
  return { rawMs: median(raws), callMs: median(calls) };
}

async function timed(task: Task): Promise<number> {
  const started = performance.now();
  await task();
  return performance.now() - started;
}
