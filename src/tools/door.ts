import type { Client } from "../core/client.js";
import type { Parameter } from "../core/configuration/index.js";
import type { Policy } from "./policy.js";

/** What every door (MCP, CLI, n8n) needs to run operations: one client and one policy. */
export interface Door {
  readonly client: Client;
  readonly policy: Policy;
  /** The project meant when none is named. */
  readonly project?: string | undefined;
  /** What the API's live schemas say about configurations, once they were read. Without it they are read each time. */
  readonly liveFacts?: Map<string, Parameter> | undefined;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly now: () => number;
  /** When whoever asks gives up, in milliseconds since the epoch: a wait ends before. */
  readonly deadline?: number | undefined;
}
