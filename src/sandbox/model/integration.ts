import type { Table } from "../store.js";
import type { Effects, World } from "../world.js";
import { type EndpointRow, endpoints } from "./integration-endpoint.js";
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
  /** Whether it has been set up, which takes a while. */
  readonly started: boolean;
}

export type IntegrationSpec = Omit<IntegrationRow, "service_integration_id" | "started">;

const SETUP_MS = 10_000;

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

/** Whether a service is filled by another one of its type, of which it is a read replica or the recovery service. */
export function isFollower(world: World, service: ServiceRow): boolean {
  return integrationsOf(world, service).some(
    ({ integration_type, dest_project, dest_service }) =>
      (integration_type === "read_replica" || integration_type === "disaster_recovery") &&
      dest_project === service.project &&
      dest_service === service.service_name,
  );
}

export function createIntegration(world: World, spec: IntegrationSpec): IntegrationRow {
  const service_integration_id = world.uuid();
  world.schedule("integration-started", service_integration_id, SETUP_MS);
  return integrations(world).put(service_integration_id, { service_integration_id, ...spec, started: false });
}

/** An integration in the API's form. It works once it is set up and the services at both ends answer. */
export function toIntegration(world: World, row: IntegrationRow) {
  const source = endOf(world, row.source_project, row.source_service, row.source_endpoint_id);
  const dest = endOf(world, row.dest_project, row.dest_service, row.dest_endpoint_id);
  const off = source.isOff || dest.isOff;
  const active = row.started && source.isUp && dest.isUp;
  const ends = `from ${source.name} to ${dest.name}`;
  return {
    active,
    description: `${row.integration_type} ${ends}`,
    dest_endpoint: dest.endpoint,
    dest_endpoint_id: row.dest_endpoint_id,
    dest_project: row.dest_project,
    dest_service: row.dest_service,
    dest_service_type: dest.type,
    enabled: true,
    integration_status: {
      state: {
        errors: [],
        nodes: {},
        status: active ? ("running" as const) : off ? ("inactive" as const) : ("starting" as const),
      },
      status_user_desc: active
        ? "Integration works"
        : off
          ? "Integration rests while a service is powered off"
          : "Integration starts when both services run",
    },
    integration_type: row.integration_type,
    service_integration_id: row.service_integration_id,
    source_endpoint: source.endpoint,
    source_endpoint_id: row.source_endpoint_id,
    source_project: row.source_project,
    source_service: row.source_service,
    source_service_type: source.type,
    user_config: row.user_config,
  };
}

export const effects: Effects = {
  "integration-started": (id, world) => {
    if (integrations(world).has(id)) integrations(world).patch(id, { started: true });
  },
};

/** A service or an endpoint, as an integration sees it. What is gone is neither up nor off. */
function endOf(world: World, project: string, service_name: string | null, endpoint_id: string | null) {
  const service = services(world).get(`${project}/${service_name}`);
  const endpoint: EndpointRow | undefined = endpoints(world).get(`${project}/${endpoint_id}`);
  return {
    name: service?.service_name ?? endpoint?.endpoint_name ?? "nowhere",
    type: service?.service_type ?? endpoint?.endpoint_type ?? "",
    endpoint: endpoint?.endpoint_name ?? null,
    isUp: endpoint !== undefined || isUp(service),
    isOff: service?.state === "POWEROFF",
  };
}

/** A service works while any node does: the old ones go on during a rebuild. */
function isUp(service: ServiceRow | undefined): boolean {
  return service?.nodes.some(({ state }) => state === "running" || state === "leaving") ?? false;
}
