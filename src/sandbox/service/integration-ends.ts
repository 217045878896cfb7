import type { Input } from "../../core/catalogue/index.js";
import { own } from "../../core/own.js";
import { newConfig } from "../configuration/config.js";
import { configurationFacts } from "../configuration/facts.js";
import { INTEGRATION_TYPES, SAME_TYPE } from "../data/integration-types.js";
import { planByName } from "../data/plans.js";
import { ApiFailure, badRequest, conflict, found } from "../errors.js";
import { backupsOf } from "../model/backup.js";
import { pairOf } from "../model/disaster-recovery.js";
import type { Actor } from "../model/event.js";
import { type IntegrationSpec, integrations } from "../model/integration.js";
import { requireEndpoint } from "../model/integration-endpoint.js";
import { requireMember } from "../model/project.js";
import { type ServiceRow, serviceKey, services } from "../model/service.js";

type Link = Omit<Input<"ServiceIntegrationCreate">, "project">;
type Created = Pick<ServiceRow, "project" | "service_name" | "service_type">;

/** A service or an endpoint at an end of an integration that is wanted. */
interface End {
  readonly project: string;
  readonly service: string | null;
  readonly endpoint_id: string | null;
  readonly type: string;
  /** Undefined for an endpoint, and for the service that is being made. */
  readonly row?: ServiceRow;
}

/**
 * Checks an integration that is wanted in a project. With `created`, it is wanted together with a new service, which is
 * the end that is not named.
 */
export function checkLink(actor: Actor, project: string, link: Link, created?: Created): IntegrationSpec {
  const { integration_type } = link;
  const type = own(INTEGRATION_TYPES, integration_type);
  if (!type) throw badRequest(`Integration type '${integration_type}' is not available`);
  const newcomer = created?.service_name;
  const source = findEnd(actor, "source", {
    project: link.source_project ?? project,
    service: link.source_service ?? (link.source_endpoint_id ? undefined : newcomer),
    endpoint_id: link.source_endpoint_id,
    created,
  });
  const dest = findEnd(actor, "dest", {
    project: link.dest_project ?? project,
    service: link.dest_service ?? (link.dest_endpoint_id ? undefined : newcomer),
    endpoint_id: link.dest_endpoint_id,
    created,
  });
  if (source.project !== project && dest.project !== project) {
    const message = `Neither source nor destination is in project ${project}`;
    throw badRequest(message, "service_integration_project_mismatch_source_destination");
  }
  if (type.onlyWithService) requireReplicable(actor, integration_type, source, created);
  requireAllowed(integration_type, "source", source.type, type.sources);
  requireAllowed(integration_type, "destination", dest.type, type.dests);
  requireSensible(actor, integration_type, source, dest);
  const spec: IntegrationSpec = {
    integration_type,
    source_project: source.project,
    source_service: source.service,
    source_endpoint_id: source.endpoint_id,
    dest_project: dest.project,
    dest_service: dest.service,
    dest_endpoint_id: dest.endpoint_id,
    user_config: newConfig(configurationFacts(actor.world, "integrations", integration_type), link.user_config ?? {}),
  };
  requireNew(actor, spec);
  return spec;
}

interface Named {
  readonly project: string;
  readonly service: string | undefined;
  readonly endpoint_id: string | undefined;
  readonly created: Created | undefined;
}

function findEnd(actor: Actor, side: "source" | "dest", { project, service, endpoint_id, created }: Named): End {
  if (service !== undefined && endpoint_id !== undefined) {
    throw badRequest(`Give either ${side}_service or ${side}_endpoint_id, not both`);
  }
  requireMember(actor.world, actor.userId, project);
  if (endpoint_id !== undefined) {
    const { endpoint_type } = requireEndpoint(actor.world, project, endpoint_id);
    return { project, service: null, endpoint_id, type: endpoint_type };
  }
  if (service === undefined) throw badRequest(`Either ${side}_service or ${side}_endpoint_id is required`);
  if (created && service === created.service_name && project === created.project) {
    return { project, service, endpoint_id: null, type: created.service_type };
  }
  const row = services(actor.world).get(serviceKey({ project, service_name: service }));
  const { service_type } = found(row, `Service ${service} does not exist`);
  return { project, service, endpoint_id: null, type: service_type, ...(row ? { row } : {}) };
}

function requireAllowed(integration_type: string, end: string, type: string, allowed: readonly string[]): void {
  if (allowed.includes(type)) return;
  throw badRequest(
    `'${type}' cannot be the ${end} of integration type '${integration_type}': allowed are ${allowed.join(", ")}`,
  );
}

function requireSensible(actor: Actor, integration_type: string, source: End, dest: End): void {
  if (source.service !== null && source.service === dest.service && source.project === dest.project) {
    throw badRequest("Source and destination of an integration must be different services");
  }
  if (SAME_TYPE.has(integration_type) && source.type !== dest.type) {
    throw badRequest(`Integration type '${integration_type}' needs two services of the same type`);
  }
  if (integration_type === "disaster_recovery")
    for (const { row } of [source, dest]) if (row) requireUnpaired(actor, row);
}

/** Disaster recovery is between two services, of which neither is of the smallest plans. */
function requireUnpaired({ world }: Actor, row: ServiceRow): void {
  const { service_name, service_type, plan } = row;
  if (pairOf(world, row)) throw conflict(`Service ${service_name} already has a disaster recovery peer`);
  const tier = planByName(service_type, plan)?.tier;
  if (tier === "free" || tier === "hobbyist") {
    throw badRequest(`Plan ${plan} of service ${service_name} does not support disaster recovery`);
  }
}

function requireNew({ world }: Actor, spec: IntegrationSpec): void {
  const ends = (row: IntegrationSpec) => {
    const { source_project, source_service, source_endpoint_id, dest_project, dest_service, dest_endpoint_id } = row;
    const source = [source_project, source_service, source_endpoint_id];
    return JSON.stringify([row.integration_type, source, dest_project, dest_service, dest_endpoint_id]);
  };
  const [same] = integrations(world).where((row) => ends(row) === ends(spec));
  if (same) throw conflict(`Service integration ${same.service_integration_id} already exists between these`);
}

/** A replica is filled from its source's backup while it is built, so it is ordered with the service. */
function requireReplicable({ world }: Actor, integration_type: string, { row }: End, created?: Created): void {
  if (!created) throw badRequest(`An integration of type '${integration_type}' is made together with its new service`);
  if (!row) throw badRequest("A read replica needs a source_service");
  if (row.service_type !== created.service_type) {
    throw badRequest(`Cannot make a read replica of service type '${row.service_type}' as '${created.service_type}'`);
  }
  // The real message has nothing to do with the plan either: there is no backup yet (aiven-client issue 387).
  if (backupsOf(world, row).length === 0) {
    throw new ApiFailure(403, "Creation of a read replica not allowed under current plan");
  }
}
