import type { Client } from "../core/client.js";
import type { Parameter } from "../core/configuration/index.js";
import type { Policy } from "./policy.js";

/** What a live schema said, and when it was asked. */
export interface LiveFacts {
  /** In milliseconds since the epoch. */
  readonly readAt: number;
  /** Undefined where the API gives no schema. */
  readonly facts: Promise<Parameter | undefined>;
}

/** What every door (MCP, CLI, n8n) needs to run operations: one client and one policy. */
export interface Door {
  readonly client: Client;
  readonly policy: Policy;
  /** The project meant when none is named. */
  readonly project?: string | undefined;
  /** The API's live schemas of configurations that were read, by kind, type and project. Without it they are read each time. */
  readonly liveFacts?: Map<string, LiveFacts> | undefined;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly now: () => number;
  /** When whoever asks gives up, in milliseconds since the epoch: a wait ends before. */
  readonly deadline?: number | undefined;
}
