import { isFollower } from "../model/integration.js";
import { type Endpoint, type ServiceRow, serviceKey, services } from "../model/service.js";
import type { World } from "../world.js";
import { forkedService, isForked } from "./fork.js";

/**
 * Gives a new service a real engine, where the sandbox has one for its type that holds what the service has to hold: a fork
 * begins with the data of its source's engine. Replicas and recovery services, which would have to follow theirs, get none.
 */
export function assignEndpoint(world: World, row: ServiceRow): ServiceRow {
  const isFork = isForked(row.user_config);
  const copy_of = isFork ? copiedPort(world, row) : null;
  if (isFollower(world, row) || (isFork && copy_of === null)) return row;
  const offered = world.offerEngine(row.service_type, isFork);
  if (!offered) return row;
  return patchEndpoint(world, row, { host: "localhost", ...offered, copy_of, accepts: false, problem: null });
}

/** The engine that a fork is a copy of. There are no copies of the past, so that a fork of a moment or a backup has none. */
function copiedPort(world: World, { project, user_config }: ServiceRow): number | null {
  if (user_config["recovery_target_time"] || user_config["recovery_basebackup_name"]) return null;
  return forkedService(world, project, user_config)?.endpoint?.port ?? null;
}

/**
 * Services of an earlier run wait for their engines to start again. Where this run has none for them, they lose theirs, so
 * that no port is named at which nothing listens.
 */
export function resumeEndpoints(world: World, engines: Readonly<Record<string, string | null>>): void {
  for (const row of services(world).where(({ endpoint }) => endpoint !== null)) {
    const engine = engines[row.service_type] ?? null;
    const endpoint =
      row.endpoint && engine !== null
        ? { ...row.endpoint, engine, copy_of: null, accepts: false, problem: null }
        : null;
    services(world).patch(serviceKey(row), { endpoint });
  }
}

/** Notes that the engine of a service accepts connections, and lets a build end that waited only for it. */
export function engineAccepts(world: World, row: ServiceRow | undefined): void {
  if (!row?.endpoint || row.state === "POWEROFF") return;
  patchEndpoint(world, row, { ...row.endpoint, accepts: true, problem: null });
  const key = serviceKey(row);
  if (row.state === "REBUILDING" && !world.isPending("service-ready", key)) world.schedule("service-ready", key, 0);
}

/** Notes why the engine of a service does not serve. */
export function engineFailed(world: World, row: ServiceRow | undefined, problem: string): void {
  if (row?.endpoint) patchEndpoint(world, row, { ...row.endpoint, accepts: false, problem });
}

/** What the data plane does for a service, in words. */
export function dataPlaneOf({ endpoint }: ServiceRow): string {
  if (!endpoint) return "none: only the control plane is emulated";
  return endpoint.problem === null ? endpoint.engine : `${endpoint.engine} failed: ${endpoint.problem}`;
}

function patchEndpoint(world: World, row: ServiceRow, endpoint: Endpoint): ServiceRow {
  return services(world).patch(serviceKey(row), { endpoint });
}
