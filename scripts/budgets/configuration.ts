import { performance } from "node:perf_hooks";
import { startSandboxProcess } from "./sandbox.js";
import { startServer } from "./stdio.js";

/**
 * Milliseconds that a server takes to tell of a configuration for the first time: facts and words are loaded, and where it is asked
 * by meaning, they are read for their terms. It has answered
 * something else before. No project is named, so that no live schema is read: that takes what the API takes.
 */
export async function firstDescribeMs(config: string): Promise<number> {
  const { url, token, stop } = await startSandboxProcess(["--speed", "instant"]);
  const server = await startServer([], { AIVEN_TOKEN: token, AIVEN_WEB_URL: url });
  try {
    await server.request("tools/call", { name: "aiven_describe", arguments: { operations: ["UserInfo"] } });
    await server.request("tools/call", { name: "aiven_read", arguments: { operation: "UserInfo" } });
    const started = performance.now();
    const answer = await server.request("tools/call", {
      name: "aiven_describe",
      arguments: { service_type: "pg", config },
    });
    const took = performance.now() - started;
    if (answer["isError"]) throw new Error(JSON.stringify(answer));
    return took;
  } finally {
    server.stop();
    stop();
  }
}
