import { setTimeout as delay } from "node:timers/promises";
import { type CallEvent, type CatalogueSource, type Client, createClient } from "../core/client.js";
import { VERSION } from "../version.js";
import { createTransport, type NodeTransport } from "./transport.js";

export interface NodeClientOptions {
  readonly token?: string | undefined;
  /** Without a version; the default is https://api.aiven.io. */
  readonly baseUrl?: string | undefined;
  /** PEM file of a further certificate authority. */
  readonly caFile?: string | undefined;
  /** Milliseconds for one attempt. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds for a call with all its attempts. */
  readonly totalTimeoutMs?: number | undefined;
  readonly log?: ((event: CallEvent) => void) | undefined;
}

export interface NodeClient extends Client {
  /** Closes the kept-alive connections. */
  close(): Promise<void>;
}

/** A client for Node: undici, the real clock, the catalogue loaded on first use. */
export function createNodeClient({ caFile, ...options }: NodeClientOptions): NodeClient {
  const transport = createTransport({ caFile });
  return { ...createClientOver(transport, options), close: transport.close };
}

let catalogue: Promise<CatalogueSource> | undefined;

/** The same over a transport that others use too. */
export function createClientOver(transport: NodeTransport, options: Omit<NodeClientOptions, "caFile">): Client {
  return createClient({
    ...options,
    transport: transport.send,
    catalogue: () => {
      catalogue ??= import("../core/catalogue/index.js");
      return catalogue;
    },
    sleep,
    now: Date.now,
    random: Math.random,
    userAgent: `aiven-mcp/${VERSION}`,
  });
}

/** Resolves after so many milliseconds; rejects with the signal's reason when it is aborted. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
