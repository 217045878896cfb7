import type { ParameterWords } from "../words.js";

/** What the switches for network access open, by the name of the component. */
const COMPONENTS: Readonly<Record<string, string>> = {
  clickhouse: "ClickHouse's native protocol",
  clickhouse_arrowflight: "ClickHouse over Arrow Flight",
  clickhouse_https: "ClickHouse over HTTPS",
  clickhouse_mysql: "ClickHouse's MySQL protocol",
  compactor: "the compactor",
  dragonfly: "Dragonfly",
  elasticsearch: "Elasticsearch",
  flink: "Flink",
  grafana: "Grafana",
  influxdb: "InfluxDB",
  jolokia: "Jolokia (JMX metrics)",
  kafka: "the Kafka brokers",
  kafka_connect: "Kafka Connect",
  kafka_rest: "the Kafka REST API",
  kibana: "Kibana",
  m3coordinator: "the M3 coordinator",
  mysql: "MySQL",
  mysqlx: "MySQL's X protocol",
  opensearch: "OpenSearch",
  opensearch_dashboards: "OpenSearch Dashboards",
  pg: "PostgreSQL",
  pgbouncer: "PgBouncer",
  prometheus: "the Prometheus metrics",
  query: "the querier",
  query_frontend: "the query frontend",
  receiver_ingesting: "the ingesting receiver",
  receiver_routing: "the routing receiver",
  redis: "Redis",
  ruler: "the ruler",
  schema_registry: "the schema registry",
  store: "the store gateway",
  valkey: "Valkey",
};

interface Door {
  readonly words: ParameterWords;
  readonly opens: (component: string) => string;
}

const DOORS: Readonly<Record<string, Door>> = {
  public_access: {
    words: {
      text: "What of a service inside a VPC can also be reached over the internet.",
      effect: "Still guarded by ip_filter; without a VPC it changes nothing.",
      aka: ["open to the internet", "expose publicly", "reach it from outside the vpc"],
    },
    opens: (component) => `Opens ${component} to the internet although the service is in a VPC.`,
  },
  private_access: {
    words: {
      text: "What is offered under a name that always leads to the private address.",
      effect: "For clients inside the VPC or a peered network only.",
      aka: ["vpc access", "private dns name", "internal access"],
    },
    opens: (component) => `Offers ${component} under a name for the private address.`,
  },
  privatelink_access: {
    words: {
      text: "What can be reached through PrivateLink or a private endpoint of your cloud.",
      effect: "The link itself is made apart, and each costs extra.",
      aka: ["private endpoint", "aws privatelink", "azure private link", "private service connect"],
    },
    opens: (component) => `Offers ${component} through PrivateLink.`,
  },
};

/** Words for the three groups of switches and every component that any type has in them. */
export function accessWords(): Record<string, ParameterWords> {
  return Object.fromEntries(
    Object.entries(DOORS).flatMap(([door, { words, opens }]) => [
      [door, words],
      ...Object.entries(COMPONENTS).map(([name, component]) => [`${door}.${name}`, { text: opens(component) }]),
    ]),
  );
}
