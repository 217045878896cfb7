/** How a service type keeps backups: not at all, one now and then, or with a log that restores any moment. */
type BackupMode = "none" | "basic" | "pitr";

/** What is known of a live service type (source: the provider's schemas and documentation, August 2026). */
export interface ServiceType {
  readonly service_type: string;
  readonly description: string;
  /** Major versions by age; undefined for types whose version nobody chooses. */
  readonly default_version?: string;
  /** The user_config key that names the version. */
  readonly versionKey?: string;
  readonly backups: BackupMode;
  /** Virtual seconds from creation to RUNNING (measured for Kafka: 4 m 18 s; "a few minutes" for the rest). */
  readonly buildSeconds: number;
  /** The user that each service has from the start; undefined where there are no service users. */
  readonly adminUser?: string;
  /** Whether the API manages databases in it, `defaultdb` from the start. */
  readonly databases?: true;
  /** Whether data moves between nodes after a rebuild, seen as REBALANCING. */
  readonly rebalances?: true;
  /** Whether it can have read replicas. */
  readonly replicas?: true;
  /** Tables whose rows are lost with the nodes. */
  readonly lostAtPoweroff?: readonly string[];
}

const TYPES: readonly ServiceType[] = [
  {
    service_type: "application",
    description: "Applications built from a repository and run beside their data",
    backups: "none",
    buildSeconds: 120,
  },
  {
    service_type: "clickhouse",
    description: "ClickHouse: column-oriented database for analytics",
    default_version: "25.8",
    versionKey: "clickhouse_version",
    backups: "basic",
    buildSeconds: 180,
    adminUser: "avnadmin",
  },
  {
    service_type: "flink",
    description: "Apache Flink: stream processing with SQL",
    default_version: "1.20",
    versionKey: "flink_version",
    backups: "none",
    buildSeconds: 180,
    adminUser: "avnadmin",
  },
  {
    service_type: "grafana",
    description: "Grafana: dashboards for metrics and logs",
    default_version: "11",
    versionKey: "grafana_version",
    backups: "basic",
    buildSeconds: 120,
    adminUser: "avnadmin",
  },
  {
    service_type: "kafka",
    description: "Apache Kafka: event streaming",
    default_version: "4.1",
    versionKey: "kafka_version",
    backups: "none",
    buildSeconds: 240,
    adminUser: "avnadmin",
    rebalances: true,
    // The brokers' disks go with the nodes, and topics are not backed up.
    lostAtPoweroff: ["topics", "kafka_messages", "kafka_partitions"],
  },
  {
    service_type: "kafka_connect",
    description: "Apache Kafka Connect: connectors between Kafka and other systems",
    backups: "none",
    buildSeconds: 120,
    adminUser: "avnadmin",
  },
  {
    service_type: "kafka_mirrormaker",
    description: "Apache Kafka MirrorMaker 2: replication between Kafka clusters",
    backups: "none",
    buildSeconds: 120,
    adminUser: "avnadmin",
  },
  {
    service_type: "mysql",
    description: "MySQL: relational database",
    default_version: "8.4",
    versionKey: "mysql_version",
    backups: "pitr",
    buildSeconds: 150,
    adminUser: "avnadmin",
    databases: true,
    replicas: true,
  },
  {
    service_type: "opensearch",
    description: "OpenSearch: search and analytics on documents",
    default_version: "2.19",
    versionKey: "opensearch_version",
    backups: "basic",
    buildSeconds: 180,
    adminUser: "avnadmin",
    rebalances: true,
  },
  {
    service_type: "pg",
    description: "PostgreSQL: relational database",
    default_version: "17",
    versionKey: "pg_version",
    backups: "pitr",
    buildSeconds: 150,
    adminUser: "avnadmin",
    databases: true,
    replicas: true,
  },
  {
    service_type: "thanos",
    description: "Thanos: long-term storage of Prometheus metrics",
    backups: "none",
    buildSeconds: 180,
    adminUser: "avnadmin",
  },
  {
    service_type: "valkey",
    description: "Valkey: in-memory key-value store",
    default_version: "8.1",
    versionKey: "valkey_version",
    backups: "basic",
    buildSeconds: 120,
    adminUser: "default",
  },
];

/** The live service types, by name. */
export const SERVICE_TYPES: ReadonlyMap<string, ServiceType> = new Map(TYPES.map((type) => [type.service_type, type]));
