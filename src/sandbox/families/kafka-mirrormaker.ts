import { badRequest, conflict, found } from "../errors.js";
import { recordOn } from "../model/event.js";
import { requireReachable, requireService, type ServiceRow, serviceKey } from "../model/service.js";
import type { Table } from "../store.js";
import type { Call, Handlers, World } from "../world.js";

/** A replication flow; keyed `project/service_name/source/target`, each encoded as in a URL. */
interface FlowRow {
  readonly source_cluster: string;
  readonly target_cluster: string;
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  /** When it began to copy, in milliseconds since the epoch. */
  readonly started: number;
}

type Ends = { readonly source_cluster: string; readonly target_cluster: string };

/** What a flow does when nothing else is said (source: Apache Kafka MirrorMaker 2, the provider's documentation). */
const DEFAULTS = {
  config_properties_exclude: "",
  emit_backward_heartbeats_enabled: false,
  emit_heartbeats_enabled: false,
  exactly_once_delivery_enabled: false,
  follower_fetching_enabled: true,
  offset_lag_max: 100,
  offset_syncs_topic_location: "source",
  replication_policy_class: "org.apache.kafka.connect.mirror.DefaultReplicationPolicy",
  sync_group_offsets_enabled: false,
  sync_group_offsets_interval_seconds: 1,
  topics: [".*"],
  "topics.blacklist": [".*[\\-\\.]internal", ".*\\.replica", "__.*"],
} as const;

/** Until a flow has caught up. */
const CATCH_UP_MS = 60_000;

export const handlers: Handlers = {
  ServiceKafkaMirrorMakerGetReplicationFlows: (input, call) => {
    const service = requireMirrorMaker(call, input);
    const rows = flows(call.world).under(`${serviceKey(service)}/`);
    return { replication_flows: rows.map((row) => toFlow(call.world, row)) };
  },

  ServiceKafkaMirrorMakerGetReplicationFlow: (input, call) => {
    const service = requireMirrorMaker(call, input);
    return { replication_flow: toFlow(call.world, requireFlow(call.world, service, input)) };
  },

  ServiceKafkaMirrorMakerCreateReplicationFlow: (input, call) => {
    const service = requireMirrorMaker(call, input);
    const { source_cluster, target_cluster, enabled } = input;
    if (source_cluster === "" || target_cluster === "") throw badRequest("Invalid cluster alias: must not be empty");
    if (source_cluster === target_cluster) throw badRequest("source_cluster and target_cluster must be different");
    const key = flowKey(service, input);
    if (flows(call.world).has(key)) throw conflict(`Replication flow ${nameOf(input)} already exists`);
    const row = {
      source_cluster,
      target_cluster,
      enabled,
      settings: settingsOf(input),
      started: call.world.clock.now(),
    };
    flows(call.world).put(key, row);
    recordOn(call, service, "mirrormaker_flow_create", `Created replication flow ${nameOf(input)}`);
    return { message: "created" };
  },

  ServiceKafkaMirrorMakerPatchReplicationFlow: (input, call) => {
    const service = requireMirrorMaker(call, input);
    const { enabled, settings } = requireFlow(call.world, service, input);
    const row = flows(call.world).patch(flowKey(service, input), {
      enabled: input.enabled ?? enabled,
      settings: { ...settings, ...settingsOf(input) },
    });
    recordOn(call, service, "mirrormaker_flow_update", `Updated replication flow ${nameOf(row)}`);
    return { replication_flow: toFlow(call.world, row) };
  },

  ServiceKafkaMirrorMakerDeleteReplicationFlow: (input, call) => {
    const service = requireMirrorMaker(call, input);
    requireFlow(call.world, service, input);
    flows(call.world).delete(flowKey(service, input));
    recordOn(call, service, "mirrormaker_flow_delete", `Deleted replication flow ${nameOf(input)}`);
    return { message: "deleted" };
  },
};

function flows(world: World): Table<FlowRow> {
  return world.table<FlowRow>("mirrormaker_flows");
}

function requireMirrorMaker(
  call: Call,
  input: { readonly project: string; readonly service_name: string },
): ServiceRow {
  const service = requireService(call, input);
  if (service.service_type !== "kafka_mirrormaker") {
    throw badRequest(`Operation is not supported by service type '${service.service_type}'`);
  }
  return requireReachable(service);
}

function requireFlow(world: World, service: ServiceRow, ends: Ends): FlowRow {
  return found(flows(world).get(flowKey(service, ends)), `Replication flow ${nameOf(ends)} does not exist`);
}

/** The settings that were given; older names of the excluded topics mean the same. */
function settingsOf(input: Readonly<Record<string, unknown>> | object): Readonly<Record<string, unknown>> {
  const given = new Map(Object.entries(input));
  const excluded = given.get("topics.exclude") ?? given.get("topics_exclude") ?? given.get("topics.blacklist");
  const names = [...Object.keys(DEFAULTS), "replication_factor"].filter((name) => name !== "topics.blacklist");
  const settings = names.map((name) => [name, given.get(name)] as const);
  return Object.fromEntries(
    [...settings, ["topics.blacklist", excluded] as const].filter(([, value]) => value !== undefined && value !== null),
  );
}

function toFlow(world: World, { source_cluster, target_cluster, enabled, settings, started }: FlowRow) {
  const progress = Math.min(1, (world.clock.now() - started) / CATCH_UP_MS);
  return {
    ...DEFAULTS,
    ...settings,
    enabled,
    replication_progress: enabled ? Math.round(progress * 100) / 100 : 0,
    source_cluster,
    target_cluster,
  };
}

function flowKey(service: ServiceRow, { source_cluster, target_cluster }: Ends): string {
  return `${serviceKey(service)}/${encodeURIComponent(source_cluster)}/${encodeURIComponent(target_cluster)}`;
}

function nameOf({ source_cluster, target_cluster }: Ends): string {
  return `${source_cluster}->${target_cluster}`;
}
