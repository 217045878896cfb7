import { sleep } from "n8n-workflow";
import * as catalogue from "../../../core/catalogue/index.js";
import { createClient } from "../../../core/client.js";
import type { Door } from "../../../tools/door.js";
import { createPolicy, DEFAULT_POLICY } from "../../../tools/policy.js";
import { CREDENTIAL, createTransport, type NodeContext } from "./transport.js";

/** The fields of the credential; the token stays with n8n, which adds it to each request. */
interface AivenCredential {
  readonly baseUrl?: string;
  readonly project?: string;
  readonly readOnly?: boolean;
}

/** Operations bring their version with them; a person may have copied the address with one. */
export function withoutVersion(baseUrl: string): string {
  return baseUrl.trim().replace(/\/+(v\d+[a-z\d]*\/*)?$/, "");
}

/** A door to the API with the node's credential: n8n sends, the shared policy allows. */
export async function openDoor(node: NodeContext): Promise<Door> {
  const { baseUrl, project, readOnly } = await node.getCredentials<AivenCredential>(CREDENTIAL);
  const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
    // Older versions of n8n take no signal: then a wait ends with its pause.
    (sleep as (ms: number, signal?: AbortSignal) => Promise<void>)(ms, signal);
  const client = createClient({
    transport: createTransport(node),
    catalogue: () => catalogue,
    sleep: pause,
    now: Date.now,
    random: Math.random,
    userAgent: "n8n-nodes-aiven",
    ...(baseUrl ? { baseUrl: withoutVersion(baseUrl) } : {}),
  });
  const policy = createPolicy({ ...DEFAULT_POLICY, mode: readOnly ? "read-only" : "full" });
  return { client, policy, liveFacts: new Map(), sleep: pause, now: Date.now, ...(project ? { project } : {}) };
}
