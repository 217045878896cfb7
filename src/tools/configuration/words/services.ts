import type { ParameterPaths } from "../../../core/configuration/generated/paths.js";
import type { WordsByPath } from "../words.js";

type Services = ParameterPaths["services"];

/** Words for the parameters of the live service types. There are many, so each type's are loaded when they are asked for. */
export const services: {
  readonly [Type in keyof Services]: () => Promise<WordsByPath<Services[Type] & string>>;
} = {
  clickhouse: async () => (await import("./clickhouse.js")).clickhouse,
  dragonfly: async () => (await import("./valkey.js")).dragonfly,
  flink: async () => (await import("./flink.js")).flink,
  grafana: async () => (await import("./grafana.js")).grafana,
  kafka: async () => (await import("./kafka.js")).kafka,
  kafka_connect: async () => (await import("./kafka-connect.js")).kafkaConnect,
  kafka_mirrormaker: async () => (await import("./kafka-mirrormaker.js")).kafkaMirrormaker,
  mysql: async () => (await import("./mysql.js")).mysql,
  opensearch: async () => (await import("./opensearch.js")).opensearch,
  pg: async () => (await import("./pg.js")).pg,
  thanos: async () => (await import("./thanos.js")).thanos,
  valkey: async () => (await import("./valkey.js")).valkey,
};
