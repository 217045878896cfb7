import type { Output } from "../core/catalogue/index.js";
import { AivenError } from "../core/errors.js";
import { items, requirePart } from "../core/parts.js";
import type { Door } from "./door.js";
import { read } from "./perform.js";
import { perMonth, planPrice, withDisk } from "./prices.js";
import { orError, whyUnread } from "./unread.js";

type Service = Output<"ServiceGet">["service"];

interface Where {
  readonly project?: string | undefined;
  readonly service_name: string;
}

/**
 * One service in one answer: what it is, how it fares, where to connect, what it costs and what changes next.
 * Secrets are left out; where they are needed, the connection tools hand them over without showing them.
 */
export async function serviceDigest(door: Door, where: Where): Promise<Record<string, unknown>> {
  const [service, known] = await Promise.all([
    readService(door, where),
    orError(read(door, "ServiceAlertsList", { ...where })),
  ]);
  const price = await planPrice(door, {
    project: where.project,
    service_type: service.service_type,
    plan: service.plan,
    cloud: service.cloud_name,
  });
  return {
    service_name: service.service_name,
    service_type: service.service_type,
    state: service.state,
    nodes: nodes(service),
    plan: service.plan,
    cloud: service.cloud_name,
    ...(price === undefined ? {} : { usd_month: perMonth(withDisk(price, service.disk_space_mb)) }),
    resources: {
      node_count: service.node_count,
      cpu: service.node_cpu_count,
      memory_mb: service.node_memory_mb,
      disk_mb: service.disk_space_mb,
    },
    connect: connect(service),
    users: items(service.users).map((user) => user.username),
    databases: service.databases,
    topics: service.topics?.length,
    connection_pools: items(service.connection_pools).map((pool) => pool.pool_name),
    integrations: items(service.service_integrations).map((integration) => ({
      type: integration.integration_type,
      id: integration.service_integration_id,
      from: integration.source_service,
      to: integration.dest_service,
      active: integration.active,
    })),
    last_backup: service.backups?.at(-1)?.backup_time,
    backups: service.backups?.length,
    maintenance: maintenance(service),
    termination_protection: service.termination_protection,
    vpc: service.project_vpc_id,
    user_config: service.user_config,
    tags: service.tags,
    ...alertsOf(known),
    notices: items(service.service_notifications).map((notice) => notice.message),
    created: service.create_time,
    updated: service.update_time,
  };
}

async function readService(door: Door, where: Where): Promise<Service> {
  return requirePart((await read(door, "ServiceGet", { ...where })).service, "service", "ServiceGet");
}

function alertsOf(known: Output<"ServiceAlertsList"> | AivenError): Record<string, unknown> {
  if (known instanceof AivenError) {
    return { alerts_unknown: `They could not be read: ${whyUnread(known)}. ServiceAlertsList says more.` };
  }
  const alerts = items(known.alerts).map(({ event, severity, create_time }) => ({
    event,
    severity,
    since: create_time,
  }));
  return { alerts };
}

/** Node states when there is something to say: all running is said by a number. */
function nodes(service: Service): unknown {
  const states = items(service.node_states);
  const busy = states.filter((node) => node.state !== "running");
  if (busy.length === 0) return states.length === 0 ? undefined : `${states.length} running`;
  return states.map((node) => ({ name: node.name, role: node.role, state: node.state }));
}

/** Hosts and ports of each component, without user or password. */
function connect(service: Service): unknown {
  return items(service.components).map((component) => ({
    component: component.component,
    host: component.host,
    port: component.port,
    route: component.route,
    usage: component.usage,
  }));
}

function maintenance(service: Service): unknown {
  const { dow, time, updates } = service.maintenance ?? {};
  return {
    window: dow && time ? `${dow} ${time}` : undefined,
    pending: items(updates).map((update) => ({
      what: update.description,
      deadline: update.deadline,
      from: update.start_after,
    })),
  };
}
