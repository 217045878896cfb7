import type { Input } from "../../core/catalogue/index.js";
import { ApiFailure, badRequest, conflict } from "../errors.js";
import { chooseCmk } from "../model/cmk.js";
import { requireCloudAccess } from "../model/custom-cloud.js";
import { type Actor, record } from "../model/event.js";
import type { ProjectRow } from "../model/project.js";
import { type ServiceRow, serviceKey, services, servicesOf } from "../model/service.js";
import { assignStaticIps, requireFreeStaticIps } from "../model/static-ip.js";
import { mergeTags } from "../model/tags.js";
import { chooseVpc } from "../model/vpc.js";
import type { World } from "../world.js";
import { initialConfig } from "./config.js";
import { createContents } from "./contents.js";
import { chooseDisk } from "./disk.js";
import { copyContents, forkSource } from "./fork.js";
import { connect } from "./integration-effects.js";
import { checkLink } from "./integration-ends.js";
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
  requireType(service_type);
  const where = { project: project.project, cloud_name: spec.cloud ?? project.default_cloud };
  requireCloudAccess(world, where.project, where.cloud_name);
  const plan = requirePlacement(service_type, planName, where.cloud_name);
  if (services(world).has(`${project.project}/${service_name}`)) {
    throw conflict(`Service ${service_name} already exists`, "service_already_exists");
  }
  requireRoom(world, project);
  const user_config = initialConfig(world, service_type, spec.user_config ?? {});
  const source = forkSource(actor, { project: project.project, service_type }, user_config);
  const created = { project: project.project, service_name, service_type };
  const links = (spec.service_integrations ?? []).map((link) => checkLink(actor, project.project, link, created));
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
    endpoint: null,
    poweroff_time: null,
  };
  services(world).put(serviceKey(ordered), ordered);
  createContents(world, ordered);
  if (source) copyContents(world, source, ordered);
  for (const link of links) connect(world, link);
  assignStaticIps(world, ordered, spec.static_ips ?? []);
  record(actor, where.project, "service_create", `Created ${service_type} service with plan ${planName}`, service_name);
  return build(world, ordered);
}

/** Refuses a service more where the project has as many as it may. */
function requireRoom(world: World, { project, service_limit }: ProjectRow): void {
  if (servicesOf(world, project).length < (service_limit ?? Number.POSITIVE_INFINITY)) return;
  throw new ApiFailure(403, `Project ${project} has reached its limit of ${service_limit} services`);
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
