import type { Fence } from "../tools/fence.js";
import type { Door } from "../tools/run.js";
import type { Approval } from "./approval.js";
import type { Planner } from "./plan.js";
import type { Link } from "./result.js";

/** What a tool's handler gets beside its arguments. */
export interface ToolContext {
  readonly door: Door;
  readonly planner: Planner;
  /** A digest of the credential and the host: plans of one principal are not another's. */
  readonly principal: string;
  readonly approval: Approval;
  /** What the API answers goes through it on its way into a result. */
  readonly fence: Fence;
  /** Links to where all of a result can be read that does not fit. */
  readonly link: (link: Link) => void;
  readonly signal: AbortSignal;
  /** Tells the client how far a long call has come. Does nothing when the client did not ask. */
  readonly progress: (message: string) => void;
}

/** What a handler answers with: data to be shown. */
export type ToolAnswer = Record<string, unknown>;
