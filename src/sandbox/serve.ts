import { InputError } from "../core/errors.js";
import type { Answering } from "./answering.js";
import type { FoundEngines } from "./data-plane/found.js";
import type { DataPlane } from "./data-plane/index.js";
import type { Instance, InstanceOptions } from "./instance.js";
import { isLoopback } from "./loopback.js";
import { demo } from "./scenarios/demo.js";
import type { Access } from "./scenarios/scenario.js";
import { DEFAULT_SEED, tokenOf } from "./seed.js";
import { listen, urlOf } from "./server.js";

export interface SandboxOptions extends InstanceOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number | undefined;
  /** A loopback address; the default is 127.0.0.1. */
  readonly host?: string | undefined;
  /** Allows other addresses than loopback ones, and to be steered from there. */
  readonly allowRemote?: boolean | undefined;
  /** Puts servers that are installed on this machine behind new services of their types. */
  readonly dataPlane?: boolean | undefined;
}

/** A server that listens; what it answers from may still have to be loaded. */
export interface Served extends Access {
  /** Base URL without a version, for AIVEN_WEB_URL. */
  readonly url: string;
  readonly dataPlane: FoundEngines | undefined;
  /** What it answers from, loaded now where no request has asked for it yet. */
  instance(): Promise<Instance>;
  close(): Promise<void>;
}

/**
 * Serves a sandbox. The usual one takes requests before it is loaded: they wait for it. Throws InputError on options or a
 * scenario that cannot be, ConfigError on a state file that cannot be used.
 */
export async function serve(
  options: SandboxOptions,
  answering: () => Promise<typeof import("./answering.js")> = () => import("./answering.js"),
): Promise<Served> {
  const { port = 0, host = "127.0.0.1", allowRemote: remote = false } = options;
  if (!remote && !isLoopback(host)) {
    throw new InputError([{ field: "host", message: "must be a loopback address" }], "Or set allowRemote.");
  }
  const plane = options.dataPlane ? await (await import("./data-plane/index.js")).openDataPlane() : undefined;
  let loading: Promise<Answering> | undefined;
  const load = () => {
    loading ??= answering().then(({ openAnswering }) => openAnswering(options, plane, remote));
    return loading;
  };
  try {
    const access = knownAccess(options) ?? (await load()).instance;
    const server = await listen(async (request) => (await load()).perform(request), { host, port });
    return {
      url: urlOf(server),
      token: access.token,
      project: access.project,
      dataPlane: plane?.found,
      instance: async () => (await load()).instance,
      close: async () => {
        await new Promise<void>((resolve, reject) => {
          server.close((error) => (error ? reject(error) : resolve()));
          server.closeAllConnections();
        }).finally(() => release(loading, plane));
      },
    };
  } catch (error) {
    await release(loading, plane);
    throw error;
  }
}

/** What the demo's client needs, without its world; undefined where only the loaded world knows or may refuse. */
function knownAccess({ scenario = "demo", state, dataPlane, seed = DEFAULT_SEED }: SandboxOptions): Access | undefined {
  if (scenario !== "demo" || state !== undefined || dataPlane) return undefined;
  const [project] = demo.organizations.flatMap(({ projects = [] }) => projects);
  return { token: tokenOf(seed, 1), project: project?.name ?? "" };
}

async function release(loading: Promise<Answering> | undefined, plane: DataPlane | undefined): Promise<void> {
  // What could not be opened has let go of its files itself.
  const answering = await loading?.catch(() => undefined);
  answering?.instance.close();
  await plane?.close();
}
