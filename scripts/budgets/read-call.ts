import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { Agent, request } from "undici";
import { startSandboxProcess } from "./sandbox.js";
import { median, type Server, startServer } from "./stdio.js";

type Task = () => Promise<void>;

export interface ReadCallFigures {
  /** Median milliseconds of a raw request. */
  readonly rawMs: number;
  /** Of the call of a tool that makes the same request. */
  readonly callMs: number;
  /** The call against that of a server of the SDK alone. */
  readonly againstBare: number;
}

const BARE = fileURLToPath(new URL("./bare-server.mjs", import.meta.url));
const CALLS = 300;
const WARM_UP = 300;
const ATTEMPTS = 10;

/**
 * One read through the server, through one of the SDK alone, and by a raw request, turn by turn, to one sandbox in a process
 * of its own.
 */
export async function readCallFigures(): Promise<ReadCallFigures> {
  const { url, token, stop } = await startSandboxProcess(["--speed", "instant"]);
  const env = { AIVEN_TOKEN: token, AIVEN_WEB_URL: url };
  const server = await startServer([], env);
  const bare = await startServer([], env, BARE);
  const agent = new Agent();
  const raw = async () => {
    const headers = { authorization: `aivenv1 ${token}` };
    const { body } = await request(`${url}/v1/me`, { headers, dispatcher: agent });
    JSON.parse(await body.text());
  };
  const tasks = [raw, callOf(bare), callOf(server)];
  try {
    for (let n = 0; n < WARM_UP; n++) for (const task of tasks) await task();
    const attempts: ReadCallFigures[] = [];
    while (attempts.length < ATTEMPTS) attempts.push(await compare(tasks));
    const [quietest] = attempts.sort((a, b) => a.callMs - a.rawMs - (b.callMs - b.rawMs));
    if (!quietest) throw new Error("nothing was measured");
    return { ...quietest, againstBare: median(attempts.map(({ againstBare }) => againstBare)) };
  } finally {
    await agent.close();
    server.stop();
    bare.stop();
    stop();
  }
}

function callOf({ request }: Server): Task {
  return async () => {
    const answer = await request("tools/call", { name: "aiven_read", arguments: { operation: "UserInfo" } });
    if (answer["isError"]) throw new Error(JSON.stringify(answer));
  };
}

/** Median milliseconds of each, turn by turn. */
async function compare(tasks: readonly Task[]): Promise<ReadCallFigures> {
  const times = tasks.map((): number[] => []);
  for (let n = 0; n < CALLS; n++) {
    for (const [index, task] of tasks.entries()) times[index]?.push(await timed(task));
  }
  const [rawMs = 0, bareMs = 0, callMs = 0] = times.map(median);
  return { rawMs, callMs, againstBare: callMs / bareMs };
}

async function timed(task: Task): Promise<number> {
  const started = performance.now();
  await task();
  return performance.now() - started;
}
