import { type ConfigValue, INT64_MAX, RESERVED_TOPICS, TOPIC_SETTINGS } from "../data/kafka-topic-defaults.js";
import { badRequest, conflict } from "../errors.js";
import { brokersOf } from "../model/kafka-topic.js";
import type { ServiceRow } from "../model/service.js";

type Source = "default_config" | "static_broker_config" | "topic_config";
type Config = Readonly<Record<string, ConfigValue>>;
type Given = Readonly<Record<string, unknown>>;

const HOUR_MS = 3600_000;
const TOPIC_NAME = /^[a-zA-Z0-9._-]{1,249}$/;

/** The settings that can also be given beside `config`. */
export interface Shorthand {
  readonly cleanup_policy?: string | undefined;
  readonly min_insync_replicas?: number | undefined;
  readonly retention_bytes?: number | undefined;
  readonly retention_hours?: number | undefined;
  readonly config?: object | undefined;
}

/** What the brokers of a service give a topic that has no value of its own. */
export type BrokerConfig = ReadonlyMap<string, { readonly value: ConfigValue; readonly source: Source }>;

/** What topics get from their brokers: as the service is configured, else Kafka's default. */
export function brokerConfig({ user_config }: ServiceRow): BrokerConfig {
  const kafka = user_config["kafka"];
  const given = isRecord(kafka) ? kafka : {};
  return new Map(
    Object.entries(TOPIC_SETTINGS).map(([name, { broker, value }]) => {
      const own = given[broker.replaceAll(".", "_")];
      return [
        name,
        isValue(own) ? { value: own, source: "static_broker_config" } : { value, source: "default_config" },
      ];
    }),
  );
}

/** The value of a setting that holds for a topic. */
export function effective(broker: BrokerConfig, config: Config, name: string): ConfigValue {
  return config[name] ?? broker.get(name)?.value ?? "";
}

/** An integer setting as a number, which is exact enough to compare. */
export function effectiveNumber(broker: BrokerConfig, config: Config, name: string): number {
  return Number(effective(broker, config, name));
}

/** The configuration with what is given set, and what is null unset. Throws for what Kafka would refuse. */
export function mergeTopicConfig(service: ServiceRow, current: Config, given: Shorthand, replication: number): Config {
  const { cleanup_policy, min_insync_replicas, retention_bytes, retention_hours, config = {} } = given;
  const retention_ms = retention_hours === undefined ? undefined : hours(retention_hours);
  const short = { cleanup_policy, min_insync_replicas, retention_bytes, retention_ms };
  const merged: Record<string, ConfigValue> = { ...current };
  for (const [name, value] of [...Object.entries(short), ...Object.entries(config)]) {
    if (value === undefined) continue;
    if (!Object.hasOwn(TOPIC_SETTINGS, name)) throw invalid(`Unknown topic config '${name}'`);
    if (value === null) delete merged[name];
    else if (isValue(value)) merged[name] = value;
  }
  check(service, merged, replication);
  return merged;
}

/** A name that Kafka takes. */
export function requireTopicName(topic_name: string): void {
  if (!TOPIC_NAME.test(topic_name) || topic_name === "." || topic_name === "..") {
    throw badRequest(
      `Invalid topic name '${topic_name}': only letters, digits, '.', '_' and '-' are allowed, at most 249`,
      "kafka_topic_invalid_config",
    );
  }
  requireUnreserved(topic_name);
}

/** Refuses to touch the topics that Kafka keeps for itself. */
export function requireUnreserved(topic_name: string): void {
  if (RESERVED_TOPICS.has(topic_name)) throw conflict(`Topic '${topic_name}' is reserved`, "kafka_topic_reserved");
}

/** Refuses more replicas than brokers, which is also what a service says that is not built yet. */
export function requireReplication(service: ServiceRow, replication: number): void {
  const brokers = brokersOf(service);
  if (replication <= brokers) return;
  throw conflict(`Cluster only has ${brokers} broker(s), cannot set replication factor to ${replication}`);
}

/** Hours as milliseconds; -1 stays no limit. */
function hours(retention_hours: number): ConfigValue {
  if (retention_hours < 0) return -1;
  const ms = retention_hours * HOUR_MS;
  return Number.isSafeInteger(ms) ? ms : BigInt(retention_hours) * BigInt(HOUR_MS);
}

/** Milliseconds as the API shows them in hours. */
export function toHours(retention_ms: ConfigValue): number {
  return Number(retention_ms) < 0 ? -1 : Math.floor(Number(retention_ms) / HOUR_MS);
}

function check(service: ServiceRow, config: Config, replication: number): void {
  for (const [name, value] of Object.entries(config)) {
    if (typeof value === "bigint" && (value > INT64_MAX || value < -INT64_MAX - 1n)) {
      throw invalid(`Invalid value ${value} for configuration ${kafkaName(name)}: not a 64-bit integer`);
    }
  }
  atLeast(config, ["retention_ms", "retention_bytes"], -1);
  atLeast(config, ["local_retention_ms", "local_retention_bytes"], -2);
  const broker = brokerConfig(service);
  const number = (name: string) => effectiveNumber(broker, config, name);
  const insync = number("min_insync_replicas");
  if (config["min_insync_replicas"] !== undefined && insync > replication) {
    throw invalid(`min_insync_replicas ${insync} cannot be greater than the replication factor ${replication}`);
  }
  for (const [local, total] of [
    ["local_retention_ms", "retention_ms"],
    ["local_retention_bytes", "retention_bytes"],
  ] as const) {
    if (number(local) >= 0 && number(total) >= 0 && number(local) > number(total)) {
      throw invalid(`${kafkaName(local)} cannot be greater than ${kafkaName(total)}`);
    }
  }
  if (config["remote_storage_enable"] === true) requireRemoteStorage(service, config);
  if (config["diskless_enable"] === true && !isEnabled(service, "kafka_diskless")) {
    throw invalid("Diskless topics are not enabled for this service");
  }
}

function requireRemoteStorage(service: ServiceRow, config: Config): void {
  if (!isEnabled(service, "tiered_storage")) throw invalid("Tiered storage is not enabled for this service");
  if (String(effective(brokerConfig(service), config, "cleanup_policy")).includes("compact")) {
    throw invalid("Remote storage cannot be enabled for a compacted topic");
  }
}

/** Whether an object of the service's user_config has `enabled`. */
export function isEnabled({ user_config }: ServiceRow, key: string): boolean {
  const section = user_config[key];
  return isRecord(section) && section["enabled"] === true;
}

function atLeast(config: Config, names: readonly string[], minimum: number): void {
  for (const name of names) {
    const value = config[name];
    if (value !== undefined && Number(value) < minimum) {
      throw invalid(`Invalid value ${value} for configuration ${kafkaName(name)}: Value must be at least ${minimum}`);
    }
  }
}

function kafkaName(name: string): string {
  return name.replaceAll("_", ".");
}

function invalid(message: string) {
  return badRequest(message, "kafka_topic_invalid_config");
}

function isValue(value: unknown): value is ConfigValue {
  return ["bigint", "boolean", "number", "string"].includes(typeof value);
}

function isRecord(value: unknown): value is Given {
  return typeof value === "object" && value !== null;
}
