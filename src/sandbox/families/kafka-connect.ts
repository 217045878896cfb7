import { CONNECTOR_PLUGINS, type ConnectorPlugin, pluginByClass } from "../data/kafka-connectors.js";
import { ApiFailure, badRequest, conflict, found } from "../errors.js";
import { configurationOf, failureOf, requireConfig } from "../kafka/connector-config.js";
import { kafkaOf } from "../kafka/consumer-groups.js";
import { recordOn } from "../model/event.js";
import {
  type ConnectorRow,
  connectorKey,
  connectors,
  connectorsOf,
  reads,
  requireConnector,
  taskCount,
} from "../model/kafka-connector.js";
import { latestOffset } from "../model/kafka-message.js";
import { brokersOf, topicsOf } from "../model/kafka-topic.js";
import { requireReachable, requireService, type ServiceRow } from "../model/service.js";
import type { Call, Effects, Handlers, World } from "../world.js";

/** Until the workers have shared out a connector's tasks. */
const ASSIGNING_MS = 3_000;

type Named = { readonly project: string; readonly service_name: string; readonly connector_name: string };

export const handlers: Handlers = {
  ServiceKafkaConnectList: (input, call) => ({
    connectors: connectorsOf(call.world, requireConnect(call, input)).map(toConnector),
  }),

  ServiceKafkaConnectCreateConnector: (input, call) => {
    const service = requireConnect(call, input);
    const config = configOf(input);
    requireConfig(config);
    const { name } = input;
    if (name.trim() === "") throw badRequest("Invalid connector name");
    if (connectors(call.world).has(connectorKey(service, name))) throw conflict(`Connector ${name} already exists`);
    const row = assign(call.world, service, { name, config, state: "UNASSIGNED", trace: null, held: null });
    recordOn(call, service, "kafka_connector_create", `Created connector ${name}`);
    return { connector: toConnector(row) };
  },

  ServiceKafkaConnectEditConnector: (input, call) => {
    const { service, row } = requireNamed(call, input);
    const config = configOf(input);
    if (input.name !== row.name) {
      throw badRequest(
        `Connector name configuration (${input.name}) doesn't match connector name in the URL (${row.name})`,
      );
    }
    requireConfig(config);
    const edited = change(call, service, { ...row, config }, "kafka_connector_update", "Updated");
    return { connector: toConnector(edited) };
  },

  ServiceKafkaConnectDeleteConnector: (input, call) => {
    const { service, row } = requireNamed(call, input);
    call.world.cancelAll(connectorKey(service, row.name));
    connectors(call.world).delete(connectorKey(service, row.name));
    recordOn(call, service, "kafka_connector_delete", `Deleted connector ${row.name}`);
    return { message: "deleted" };
  },

  ServiceKafkaConnectGetConnectorStatus: (input, call) => {
    const { row } = requireNamed(call, input);
    const { state, trace } = row;
    const tasks = Array.from({ length: taskCount(row) }, (_, id) => ({ id, state, trace: trace ?? "" }));
    // Tasks fail, not the connector that started them.
    return { status: { state: state === "FAILED" ? "RUNNING" : state, tasks } };
  },

  ServiceKafkaConnectPauseConnector: (input, call) => {
    const { service, row } = requireNamed(call, input);
    halt(call, service, row, "PAUSED");
    return { message: "paused" };
  },

  ServiceKafkaConnectStopConnector: (input, call) => {
    const { service, row } = requireNamed(call, input);
    halt(call, service, row, "STOPPED");
    return { message: "stopped" };
  },

  ServiceKafkaConnectResumeConnector: (input, call) => {
    const { service, row } = requireNamed(call, input);
    const halted = row.state === "PAUSED" || row.state === "STOPPED";
    change(call, service, halted ? { ...row, state: "UNASSIGNED" } : row, "kafka_connector_resume", "Resumed");
    return { message: "resumed" };
  },

  ServiceKafkaConnectRestartConnector: (input, call) => {
    const { service, row } = requireNamed(call, input);
    change(call, service, row, "kafka_connector_restart", "Restarted");
    return { message: "restarted" };
  },

  ServiceKafkaConnectRestartConnectorTask: (input, call) => {
    const { service, row } = requireNamed(call, input);
    const known = /^\d+$/.test(input.task_id) && Number(input.task_id) < taskCount(row);
    if (!known) throw new ApiFailure(404, `Unknown task: ${row.name}-${input.task_id}`);
    change(call, service, row, "kafka_connector_restart", `Restarted task ${input.task_id} of`);
    return { message: "restarted" };
  },

  ServiceKafkaConnectGetAvailableConnectors: (input, call) => {
    requireConnect(call, input);
    return { plugins: CONNECTOR_PLUGINS.map(toPlugin) };
  },

  ServiceKafkaConnectGetConnectorConfiguration: (input, call) => {
    requireConnect(call, input);
    const name = input.connector_name;
    const plugin = found(pluginByClass(name), `Connector plugin ${name} not found`);
    return { configuration_schema: configurationOf(plugin) };
  },
};

export const effects: Effects = {
  "connector-assigned": (key, world) => {
    const row = connectors(world).get(key);
    if (row?.state !== "UNASSIGNED") return;
    const trace = failureOf(row.config);
    connectors(world).patch(key, { state: trace ? "FAILED" : "RUNNING", trace, held: null });
  },
};

/** A service that runs Kafka Connect: one of its own connected to Kafka, or Kafka itself where it is switched on. */
function requireConnect(call: Call, input: { readonly project: string; readonly service_name: string }): ServiceRow {
  const service = requireReachable(requireService(call, input));
  const { service_name, service_type } = service;
  if (service_type !== "kafka" && service_type !== "kafka_connect") {
    throw badRequest(`Operation is not supported by service type '${service_type}'`);
  }
  if (service_type === "kafka" && service.user_config["kafka_connect"] !== true) {
    throw new ApiFailure(403, `Kafka Connect is not enabled for service ${service_name}`);
  }
  // Its API answers only once it runs and has a Kafka to keep its state in (source: the Terraform provider's issue 533).
  const kafka = service_type === "kafka" ? service : kafkaOf(call.world, service);
  if (brokersOf(service) === 0 || !kafka || brokersOf(kafka) === 0) throw new ApiFailure(503, "Service Unavailable");
  return service;
}

function requireNamed(call: Call, input: Named): { service: ServiceRow; row: ConnectorRow } {
  const service = requireConnect(call, input);
  return { service, row: requireConnector(call.world, service, input.connector_name) };
}

/** What was sent beside the path. */
function configOf(input: object): Readonly<Record<string, string>> {
  const path = new Set(["project", "service_name", "connector_name"]);
  const given = Object.entries(input).filter(
    ([name, value]) => !path.has(name) && value !== undefined && value !== null,
  );
  const wrong = given.find(([, value]) => typeof value !== "string");
  if (wrong) throw badRequest(`Invalid input for ${wrong[0]}: the values of a connector's configuration are strings`);
  return Object.fromEntries(given);
}

/** Writes a connector; one that is neither paused nor stopped is given to the workers anew. */
function assign(world: World, service: ServiceRow, row: ConnectorRow): ConnectorRow {
  const key = connectorKey(service, row.name);
  if (row.state === "PAUSED" || row.state === "STOPPED") return connectors(world).put(key, row);
  world.schedule("connector-assigned", key, ASSIGNING_MS);
  return connectors(world).put(key, { ...row, state: "UNASSIGNED", trace: null });
}

function change(call: Call, service: ServiceRow, row: ConnectorRow, event: string, what: string): ConnectorRow {
  recordOn(call, service, event, `${what} connector ${row.name}`);
  return assign(call.world, service, row);
}

/** Pauses or stops a connector, which reads no further. */
function halt(call: Call, service: ServiceRow, row: ConnectorRow, state: "PAUSED" | "STOPPED"): void {
  const { world } = call;
  const kafka = service.service_type === "kafka" ? service : kafkaOf(world, service);
  const topics = (kafka ? topicsOf(world, kafka) : []).filter(({ topic_name }) => reads(row, topic_name));
  const read = topics.flatMap((topic) =>
    Array.from({ length: topic.partitions }, (_, partition) => [
      `${topic.topic_name}/${partition}`,
      latestOffset(world, topic, partition),
    ]),
  );
  const held: Readonly<Record<string, number>> = row.held ?? Object.fromEntries(read);
  const event = state === "PAUSED" ? "kafka_connector_pause" : "kafka_connector_stop";
  change(call, service, { ...row, state, held, trace: null }, event, state === "PAUSED" ? "Paused" : "Stopped");
}

function toConnector(row: ConnectorRow) {
  const { name, config } = row;
  const plugin = found(pluginByClass(config["connector.class"] ?? ""), `Connector ${name} not found`);
  const tasks = Array.from({ length: taskCount(row) }, (_, task) => ({ connector: name, task }));
  return {
    config: { "connector.class": plugin.class, name, ...config },
    name,
    plugin: toPlugin(plugin),
    tasks,
  };
}

function toPlugin({ required: _, ...plugin }: ConnectorPlugin) {
  return plugin;
}
