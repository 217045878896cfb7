import type { CallEvent } from "../core/client.js";
import type { Sandbox } from "../sandbox/index.js";
import { createPolicy } from "../tools/policy.js";
import type { Door } from "../tools/run.js";
import { createClientOver, sleep } from "./client.js";
import type { Settings } from "./settings.js";
import { createTransport, type NodeTransport } from "./transport.js";

/** A way to the API, or to the embedded sandbox when there is no token. */
export interface Connection {
  readonly door: Door;
  /** Where a sandbox listens; undefined on the real API. */
  readonly sandboxUrl: string | undefined;
  close(): Promise<void>;
}

/** What all connections of a process may share, whoever they are for: sockets, and the sandbox once one needs it. */
export interface Shared {
  readonly transport: NodeTransport;
  readonly sandbox: () => Promise<Sandbox>;
  close(): Promise<void>;
}

export function createShared({ caFile }: Pick<Settings, "caFile">): Shared {
  const transport = createTransport({ caFile });
  let sandbox: Promise<Sandbox> | undefined;
  return {
    transport,
    sandbox: () => {
      sandbox ??= startEmbedded();
      return sandbox;
    },
    close: async () => {
      await transport.close();
      await (await sandbox)?.close();
    },
  };
}

/**
 * Opens the connection that the settings ask for; the sandbox is started for it when there is no token. What it shares with
 * others stays open when it closes.
 */
export async function connect(
  settings: Settings,
  { log, shared }: { log?: (event: CallEvent) => void; shared?: Shared } = {},
): Promise<Connection> {
  const { credential, baseUrl, policy } = settings;
  const parts = shared ?? createShared(settings);
  const sandbox = credential ? undefined : await parts.sandbox();
  const client = createClientOver(parts.transport, {
    token: credential?.token ?? sandbox?.token,
    baseUrl: sandbox?.url ?? baseUrl,
    log,
  });
  const [only, ...others] = policy.projects;
  return {
    door: {
      client,
      policy: createPolicy(policy),
      project: others.length === 0 ? (only ?? sandbox?.project) : undefined,
      liveFacts: new Map(),
      sleep,
      now: Date.now,
    },
    sandboxUrl: sandbox?.url,
    close: async () => {
      if (!shared) await parts.close();
    },
  };
}

async function startEmbedded(): Promise<Sandbox> {
  const { startSandbox } = await import("../sandbox/index.js");
  return startSandbox({ speed: "fast" });
}
