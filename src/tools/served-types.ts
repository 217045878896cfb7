import { type Family, pathParameters } from "../core/catalogue/index.js";
import { allOperations, type Operation } from "./operation.js";

/** Families whose operations on a service are for services of one type. */
const OF_FAMILY: { readonly [F in Family]?: string } = {
  application: "application",
  clickhouse: "clickhouse",
  flink: "flink",
  kafka: "kafka",
  mysql: "mysql",
  opensearch: "opensearch",
  pg: "pg",
};

/** What operations are for by the beginning of their id, where it is not what their family says. */
const OF_NAME: readonly (readonly [beginning: string, types: readonly string[]])[] = [
  ["ServiceCustomFile", ["opensearch"]],
  ["ServiceDatabase", ["mysql", "pg"]],
  ["ServiceEnableWrites", ["mysql", "pg"]],
  ["ServiceGetMigrationStatus", ["mysql", "pg", "valkey"]],
  ["ServiceKafkaConnect", ["kafka", "kafka_connect"]],
  ["ServiceKafkaMirrorMaker", ["kafka_mirrormaker"]],
  ["ServiceThanos", ["thanos"]],
];

/** The types of the services that an operation is for; undefined where they are not known, or it is for any. */
export function servedTypes({ id, family, facts }: Operation): readonly string[] | undefined {
  if (!pathParameters(facts.path).includes("service_name")) return undefined;
  const named = OF_NAME.find(([beginning]) => id.startsWith(beginning))?.[1];
  const type = OF_FAMILY[family];
  return named ?? (type === undefined ? undefined : [type]);
}

/** Words for a type in the ids of operations. */
const PRODUCT = /ClickHouse|MySQL|PG/;

/** What does the same to services of another type: ServiceClickHouseDatabaseCreate for ServiceDatabaseCreate. */
export function counterpart({ id }: Operation, type: string): Operation | undefined {
  const plain = id.replace(PRODUCT, "");
  return allOperations().find(
    (other) =>
      other.id !== id &&
      !other.facts.deprecated &&
      other.id.replace(PRODUCT, "") === plain &&
      servedTypes(other)?.includes(type),
  );
}
