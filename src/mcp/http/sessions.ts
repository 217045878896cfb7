import { connect, type Shared } from "../../node/connection.js";
import type { Credential } from "../../node/credentials.js";
import type { Settings } from "../../node/settings.js";
import type { PolicySettings } from "../../tools/policy.js";
import { createPlanner, principalOf } from "../plan.js";
import type { Session } from "../server.js";
import { surfaceMaker } from "../surface.js";

/** Makes the session of one request. */
export type SessionMaker = (credential: Credential | undefined, policy: PolicySettings) => Session;

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
  const makeSurface = await surfaceMaker(settings.tools);
  const surface = makeSurface(settings.policy);
  return (credential, policy) => {
    const own: Settings = { ...settings, credential, policy };
    return {
      settings: own,
      surface: policy === settings.policy ? surface : makeSurface(policy),
      open: async () => ({ connection: await connect(own, { shared }), planner, principal: principalOf(own) }),
      close: async () => {},
    };
  };
}
