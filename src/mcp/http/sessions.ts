import { connect, type Shared } from "../../node/connection.js";
import type { Credential } from "../../node/credentials.js";
import type { Settings } from "../../node/settings.js";
import { createPlanner, principalOf } from "../plan.js";
import type { Session } from "../server.js";
import { type SurfaceMaker, surfaceMaker } from "../surface.js";
import type { Rules } from "./narrowing.js";

/** What a request is answered with. */
export interface RequestSession extends Session {
  /** Whether the API has answered that it does not take the token. */
  readonly isTokenRefused: () => boolean;
}

/** Makes the session of one request. */
export type SessionMaker = (credential: Credential | undefined, rules: Rules) => Promise<RequestSession>;

/**
 * A session lives as long as its request and holds nothing of another: only sockets, the sandbox and the key of the plans,
 * which are bound to whoever asked for them, are the process's.
 */
export async function createSessions(
  settings: Settings,
  stateKey: string | undefined,
  shared: Shared,
): Promise<SessionMaker> {
  const planner = createPlanner(stateKey);
  const makers = new Map<string, Promise<SurfaceMaker>>();
  const makerOf = (tools: readonly string[]): Promise<SurfaceMaker> => {
    const key = tools.join();
    const maker = makers.get(key) ?? surfaceMaker(tools);
    makers.set(key, maker);
    return maker;
  };
  const surface = (await makerOf(settings.tools))(settings.policy);
  return async (credential, { policy, tools }) => {
    const own: Settings = { ...settings, credential, policy, tools };
    const isNarrowed = policy !== settings.policy || tools !== settings.tools;
    let isTokenRefused = false;
    const log = ({ status }: { readonly status: number }) => {
      if (status === 401) isTokenRefused = true;
    };
    return {
      settings: own,
      surface: isNarrowed ? (await makerOf(tools))(policy) : surface,
      isTokenRefused: () => isTokenRefused,
      open: async () => ({ connection: await connect(own, { shared, log }), planner, principal: principalOf(own) }),
      close: async () => {},
    };
  };
}
