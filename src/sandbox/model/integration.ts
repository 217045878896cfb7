import type { Table } from "../store.js";
import type { World } from "../world.js";
import { type ServiceRow, services } from "./service.js";

/** A service integration; keyed by its id, because its two ends may lie in two projects. */
export interface IntegrationRow {
  readonly service_integration_id: string;
  readonly integration_type: string;
  readonly source_project: string;
  readonly source_service: string | null;
  readonly source_endpoint_id: string | null;
  readonly dest_project: string;
  readonly dest_service: string | null;
  readonly dest_endpoint_id: string | null;
  readonly user_config: Readonly<Record<string, unknown>>;
}

export function integrations(world: World): Table<IntegrationRow> {
  return world.table<IntegrationRow>("service_integrations");
}

/** The integrations that a service is an end of. */
export function integrationsOf(world: World, { project, service_name }: ServiceRow): IntegrationRow[] {
  return integrations(world).where(
    (row) =>
      (row.source_project === project && row.source_service === service_name) ||
      (row.dest_project === project && row.dest_service === service_name),
  );
}

export function createIntegration(world: World, row: Omit<IntegrationRow, "service_integration_id">): IntegrationRow {
  const service_integration_id = world.uuid();
  return integrations(world).put(service_integration_id, { service_integration_id, ...row });
}

/** An integration in the API's form. It works once the services at both ends run. */
export function toIntegration(world: World, row: IntegrationRow) {
  const source = services(world).get(`${row.source_project}/${row.source_service}`);
  const dest = services(world).get(`${row.dest_project}/${row.dest_service}`);
  const active = [source, dest].every((end) => end === undefined || isUp(end));
  return {
    active,
    description: `${row.integration_type} from ${nameOf(source, row.source_endpoint_id)} to ${nameOf(dest, row.dest_endpoint_id)}`,
    dest_endpoint: null,
    dest_endpoint_id: row.dest_endpoint_id,
    dest_project: row.dest_project,
    dest_service: row.dest_service,
    dest_service_type: dest?.service_type ?? null,
    enabled: true,
    integration_status: {
      state: { errors: [], nodes: {}, status: active ? "running" : "starting" },
      status_user_desc: active ? "Integration works" : "Integration starts when both services run",
    },
    integration_type: row.integration_type,
    service_integration_id: row.service_integration_id,
    source_endpoint: null,
    source_endpoint_id: row.source_endpoint_id,
    source_project: row.source_project,
    source_service: row.source_service,
    source_service_type: source?.service_type ?? null,
    user_config: row.user_config,
  };
}

function isUp({ state }: ServiceRow): boolean {
  return state === "RUNNING" || state === "REBALANCING";
}

function nameOf(service: ServiceRow | undefined, endpoint_id: string | null): string {
  return service?.service_name ?? endpoint_id ?? "nowhere";
}
