import type { CallEvent } from "../core/client.js";
import { createPolicy } from "../tools/policy.js";
import type { Door } from "../tools/run.js";
import { createNodeClient, sleep } from "./client.js";
import type { Settings } from "./settings.js";

/** A way to the API, or to the embedded sandbox when there is no token. */
export interface Connection {
  readonly door: Door;
  /** Where a sandbox listens; undefined on the real API. */
  readonly sandboxUrl: string | undefined;
  close(): Promise<void>;
}

/** Opens the connection that the settings ask for; the sandbox is started for it when there is no token. */
export async function connect(settings: Settings, log?: (event: CallEvent) => void): Promise<Connection> {
  const { credential, baseUrl, caFile, policy } = settings;
  const sandbox = credential ? undefined : await startEmbedded();
  const client = createNodeClient({
    token: credential?.token ?? sandbox?.token,
    baseUrl: sandbox?.url ?? baseUrl,
    caFile,
    log,
  });
  const [only, ...others] = policy.projects;
  return {
    door: {
      client,
      policy: createPolicy(policy),
      project: others.length === 0 ? (only ?? sandbox?.project) : undefined,
      sleep,
      now: Date.now,
    },
    sandboxUrl: sandbox?.url,
    close: async () => {
      await client.close();
      await sandbox?.close();
    },
  };
}

async function startEmbedded() {
  const { startSandbox } = await import("../sandbox/index.js");
  return startSandbox({ speed: "fast" });
}
