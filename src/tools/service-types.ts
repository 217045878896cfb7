import { own } from "../core/own.js";

/** What people call the types of services. */
const NICKNAMES: Readonly<Record<string, string>> = {
  postgres: "pg",
  postgresql: "pg",
  caching: "valkey",
  elasticsearch: "opensearch",
  mariadb: "mysql",
  mirrormaker: "kafka_mirrormaker",
  connect: "kafka_connect",
  metrics: "thanos",
  app: "application",
};

/** The type of service that a name means in everyday speech: "Apache Kafka" is kafka. There may be no such type. */
export function nicknamedType(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[ -]/g, "_")
    .replace(/^(aiven_for_)?(apache_)?/, "");
  return own(NICKNAMES, plain) ?? plain;
}
