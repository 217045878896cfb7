import { AivenError, InputError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { SPEEDS } from "./clock.js";
import {
  configurationSchema,
  patchedSchemas,
  patchSchema,
  requireConfiguration,
  restoreSchema,
} from "./configuration/facts.js";
import { allAlerts, raise } from "./control-alerts.js";
import type { ApiAnswer, HttpRequest } from "./dispatch.js";
import type { FaultSpec } from "./faults.js";
import type { Instance } from "./instance.js";
import { isLoopback } from "./loopback.js";
import { clearAlerts } from "./model/alert.js";
import { checkScenario, namedScenario } from "./scenarios/read.js";

/** Where the sandbox itself is steered; the API has nothing there. */
export const CONTROL_PATH = "/__sandbox";

type Body = Readonly<Record<string, unknown>>;
type Action = (instance: Instance, body: Body, id: string) => unknown;

const ACTIONS: Readonly<Record<string, Action>> = {
  "GET /": status,
  "POST /reset": (instance, { scenario }) => {
    instance.reset(scenario === undefined ? undefined : chosen(scenario));
    return status(instance);
  },
  "GET /clock": clock,
  "PUT /clock": (instance, { speed }) => {
    const known = SPEEDS.find((each) => each === speed);
    if (!known) {
      const issue = { field: "speed", message: `has no "${speed}"`, nearest: nearest(String(speed), SPEEDS) };
      throw new InputError([{ ...issue, allowed: SPEEDS }]);
    }
    instance.setSpeed(known);
    return clock(instance);
  },
  "POST /clock/advance": (instance, body) => {
    instance.advance(distance(instance, body));
    return clock(instance);
  },
  "GET /requests": ({ requests }) => ({ requests: requests.list() }),
  "DELETE /requests": ({ requests }) => {
    requests.clear();
    return { requests: [] };
  },
  "GET /alerts": ({ world }) => allAlerts(world),
  "POST /alerts": ({ world }, body) => raise(world, body),
  "DELETE /alerts": ({ world }) => {
    clearAlerts(world);
    return allAlerts(world);
  },
  "GET /schemas": schemas,
  "PUT /schemas/*": ({ world }, patch, id) => {
    const { kind, type } = requireConfiguration(id);
    patchSchema(world, kind, type, patch);
    return configurationSchema(world, kind, type);
  },
  "DELETE /schemas/*": (instance, _, id) => {
    const { kind, type } = requireConfiguration(id);
    restoreSchema(instance.world, kind, type);
    return schemas(instance);
  },
  "GET /faults": faults,
  "POST /faults": (instance, body) => ({ fault: instance.faults.add(body as unknown as FaultSpec) }),
  "DELETE /faults": (instance) => {
    instance.faults.clear();
    return faults(instance);
  },
  "DELETE /faults/*": (instance, _, id) => {
    if (instance.faults.remove(id)) return faults(instance);
    const ids = instance.faults.list().map((fault) => fault.id);
    throw new InputError([{ field: "id", message: `has no fault "${id}"`, allowed: ids }]);
  },
};

/** Steers an instance over HTTP, for whoever shows the sandbox's own token. */
export function control(instance: Instance, request: HttpRequest, { remote }: { readonly remote: boolean }): ApiAnswer {
  const refused = refusal(instance, request, remote);
  if (refused) return refused;
  const [pathname = ""] = request.url.split("?", 1);
  const path = pathname.slice(CONTROL_PATH.length).replace(/\/$/, "") || "/";
  const [, section, id] = /^(\/faults|\/schemas)\/(.+)$/.exec(path) ?? [];
  const action = ACTIONS[`${request.method} ${section ? `${section}/*` : path}`];
  if (!action) return answer(404, { message: "Not found", actions: Object.keys(ACTIONS) });
  try {
    return answer(200, action(instance, readBody(request), id ?? ""));
  } catch (error) {
    if (error instanceof AivenError || error instanceof RangeError) return answer(400, { message: error.message });
    throw error;
  }
}

/** A page in a browser neither knows the token nor can send it: but it may be told both when a name is bound to loopback. */
function refusal(instance: Instance, { headers, remoteAddress }: HttpRequest, remote: boolean): ApiAnswer | undefined {
  if (!remote && !(isLoopback(remoteAddress) && isLoopback(hostOf(String(headers["host"] ?? ""))))) {
    return answer(403, { message: "The sandbox is steered from this machine only" });
  }
  const token = /^(?:aivenv1|bearer)\s+(\S+)$/i.exec(String(headers["authorization"] ?? ""))?.[1];
  if (token === instance.token) return undefined;
  return answer(401, { message: "Steering the sandbox needs the token that it printed: Authorization: aivenv1 TOKEN" });
}

function hostOf(header: string): string {
  return header.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
}

function answer(status: number, data: unknown): ApiAnswer {
  return { status, data, operationId: undefined };
}

function readBody({ body }: HttpRequest): Body {
  if (body.length === 0) return {};
  try {
    const data: unknown = JSON.parse(new TextDecoder().decode(body));
    if (typeof data === "object" && data !== null && !Array.isArray(data)) return { ...data };
  } catch {
    // The same message as for other JSON.
  }
  throw new InputError([{ field: "", message: "The body must be a JSON object" }]);
}

/** Files are not read in the name of whoever is on the network. */
function chosen(scenario: unknown) {
  if (typeof scenario !== "string") return checkScenario(scenario);
  namedScenario(scenario);
  return scenario;
}

function status(instance: Instance) {
  const { scenario, project, world } = instance;
  return {
    scenario,
    seed: world.seed,
    project,
    ...clock(instance),
    faults: instance.faults.list().length,
    requests: instance.requests.list().length,
  };
}

function clock(instance: Instance) {
  const next = instance.upcoming();
  return {
    now: new Date(instance.world.clock.now()).toISOString(),
    speed: instance.speed,
    next: next ? { at: new Date(next.at).toISOString(), event: next.kind, of: next.key } : null,
  };
}

function faults(instance: Instance) {
  return { faults: instance.faults.list() };
}

function schemas({ world }: Instance) {
  return { changed: patchedSchemas(world) };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3600_000, d: 24 * 3600_000 };

/** How far to jump, out of `by` ("90s", "2h", milliseconds), `to` (a moment) or `to: "next"`. */
function distance(instance: Instance, { by, to }: Body): number {
  const now = instance.world.clock.now();
  if ((by === undefined) === (to === undefined)) throw new InputError([{ field: "", message: "Give either by or to" }]);
  if (typeof by === "number") return by;
  if (by !== undefined) {
    const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(String(by)) ?? [];
    if (amount !== undefined) return Number(amount) * (UNITS[unit] ?? 0);
    throw new InputError([{ field: "by", message: 'must be milliseconds, or a text like "90s", "15m", "2h" or "1d"' }]);
  }
  if (to === "next") return Math.max(0, (instance.upcoming()?.at ?? now) - now);
  const at = typeof to === "number" ? to : Date.parse(String(to));
  if (Number.isNaN(at)) throw new InputError([{ field: "to", message: 'must be a moment in ISO form, or "next"' }]);
  if (at < now) throw new InputError([{ field: "to", message: "lies in the past; time only moves forward" }]);
  return at - now;
}
