import type { Input } from "../../core/catalogue/index.js";
import { ApiFailure, badRequest, conflict, found } from "../errors.js";
import { backupsOf } from "../model/backup.js";
import { chooseCmk } from "../model/cmk.js";
import { requireCloudAccess } from "../model/custom-cloud.js";
import { createDatabase } from "../model/database.js";
import { type Actor, record } from "../model/event.js";
import { createIntegration, type IntegrationRow } from "../model/integration.js";
import { type ProjectRow, requireMember } from "../model/project.js";
import { type ServiceRow, serviceKey, services } from "../model/service.js";
import { createPrimaryUser } from "../model/service-user.js";
import { assignStaticIps, requireFreeStaticIps } from "../model/static-ip.js";
import { mergeTags } from "../model/tags.js";
import { chooseVpc } from "../model/vpc.js";
import type { World } from "../world.js";
import { initialConfig } from "./config.js";
import { chooseDisk } from "./disk.js";
import { copyContents, forkSource } from "./fork.js";
import { build } from "./lifecycle.js";
import { requirePlacement, requireType } from "./placement.js";

export type ServiceSpec = Input<"ServiceCreate">;

/** Lower case, for the name becomes part of host names, although the message does not say so. */
const NAME = /^[a-z][-a-z0-9]{0,63}$/;
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Orders a service in a project: it exists at once, and is RUNNING some virtual minutes later. */
export function createService(actor: Actor, project: ProjectRow, spec: ServiceSpec): ServiceRow {
  const { world } = actor;
  const { service_name, service_type, plan: planName } = spec;
  if (!NAME.test(service_name)) throw badRequest("Service name must consist of 1-64 alphanumerical characters");
  const type = requireType(service_type);
  const where = { project: project.project, cloud_name: spec.cloud ?? project.default_cloud };
  requireCloudAccess(world, where.project, where.cloud_name);
  const plan = requirePlacement(service_type, planName, where.cloud_name);
  if (services(world).has(`${project.project}/${service_name}`)) {
    throw conflict(`Service ${service_name} already exists`, "service_already_exists");
  }
  const user_config = initialConfig(service_type, spec.user_config ?? {});
  const source = forkSource(actor, { project: project.project, service_type }, user_config);
  const links = (spec.service_integrations ?? []).map((link) => checkLink(actor, project.project, spec, link));
  requireFreeStaticIps(world, where, spec.static_ips ?? []);

  const ordered: ServiceRow = {
    ...where,
    service_name,
    service_type,
    plan: planName,
    project_vpc_id: chooseVpc(world, where, spec.project_vpc_id),
    state: "REBUILDING",
    nodes: [],
    nodes_made: 0,
    disk_space_mb: chooseDisk(plan, spec.disk_space_mb),
    user_config,
    termination_protection: spec.termination_protection ?? false,
    maintenance: maintenanceWindow(world, where.project, spec),
    maintenance_updates: [],
    tags: mergeTags(spec.copy_tags && source ? source.tags : {}, spec.tags ?? {}),
    tech_emails: spec.tech_emails ?? [],
    cmk_id: chooseCmk(world, where.project, spec.cmk_id),
    group_name: spec.group_name ?? null,
    base_port: project.base_port ?? basePort(world, `${where.project}/${service_name}`),
    create_time: world.now(),
    update_time: world.now(),
    poweroff_time: null,
  };
  services(world).put(serviceKey(ordered), ordered);
  createPrimaryUser(world, ordered);
  if (type.databases) createDatabase(world, ordered, "defaultdb");
  if (source) copyContents(world, source, ordered);
  for (const link of links) createIntegration(world, link);
  assignStaticIps(world, ordered, spec.static_ips ?? []);
  record(actor, where.project, "service_create", `Created ${service_type} service with plan ${planName}`, service_name);
  return build(world, ordered);
}

type Link = NonNullable<ServiceSpec["service_integrations"]>[number];

/** An integration that is made with the service, which is the end that is not named. */
function checkLink(
  actor: Actor,
  project: string,
  spec: ServiceSpec,
  link: Link,
): Omit<IntegrationRow, "service_integration_id"> {
  const { source_endpoint_id = null, dest_endpoint_id = null, integration_type } = link;
  const row = {
    integration_type,
    source_project: link.source_project ?? project,
    source_service: source_endpoint_id ? null : (link.source_service ?? spec.service_name),
    source_endpoint_id,
    dest_project: link.dest_project ?? project,
    dest_service: dest_endpoint_id ? null : (link.dest_service ?? spec.service_name),
    dest_endpoint_id,
    user_config: link.user_config ?? {},
  };
  const source = otherEnd(actor, project, spec, row.source_project, row.source_service);
  otherEnd(actor, project, spec, row.dest_project, row.dest_service);
  if (integration_type === "read_replica") requireReplicable(actor.world, spec, source);
  return row;
}

/** The service at an end of an integration; undefined when it is the new one, or an endpoint. */
function otherEnd(
  actor: Actor,
  project: string,
  spec: ServiceSpec,
  end: string,
  service_name: string | null,
): ServiceRow | undefined {
  if (service_name === null || (end === project && service_name === spec.service_name)) return undefined;
  requireMember(actor.world, actor.userId, end);
  return found(services(actor.world).get(`${end}/${service_name}`), `Service ${service_name} does not exist`);
}

function requireReplicable(world: World, { service_type }: ServiceSpec, source: ServiceRow | undefined): void {
  if (!source) throw badRequest("A read replica needs a source_service");
  if (source.service_type !== service_type || !requireType(service_type).replicas) {
    throw badRequest(`Cannot make a read replica of service type '${source.service_type}' as '${service_type}'`);
  }
  // The real message has nothing to do with the plan either: there is no backup yet (aiven-client issue 387).
  if (backupsOf(world, source).length === 0) {
    throw new ApiFailure(403, "Creation of a read replica not allowed under current plan");
  }
}

/** The given window, else one of the service's own. UTC. */
function maintenanceWindow(world: World, project: string, { service_name, maintenance }: ServiceSpec) {
  const own = Number.parseInt(world.hex(`maintenance ${project}/${service_name}`, 6), 16);
  const time = new Date((own % (24 * 3600)) * 1000).toISOString().slice(11, 19);
  return { dow: maintenance?.dow ?? WEEKDAYS[own % 7] ?? "monday", time: maintenance?.time ?? time };
}

/** The first of a service's port numbers, which stays the same for a name. */
function basePort(world: World, key: string): number {
  return 12_000 + (Number.parseInt(world.hex(`port ${key}`, 6), 16) % 16_000);
}
