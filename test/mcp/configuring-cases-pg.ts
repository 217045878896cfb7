import { type Case, change, page, recipe, set } from "./configuring-case.js";

const PG = "demo-pg";
const HOWTO = "products/postgresql/howto";
const OPEN = ["0.0.0.0/0", "::/0"];
const OFFICE = { network: "192.0.2.0/24", description: "the office in Riga" };
const OLD = { host: "old.example.com", port: 5432, username: "u", password: "p4ssw0rd-of-old", ssl: true };
const WINDOWS = [
  { dow: "monday", start_time: "22:00:00", end_time: "22:15:00" },
  { dow: "tuesday", start_time: "23:30:00", end_time: "23:59:59" },
  { dow: "wednesday", start_time: "00:00:00", end_time: "00:30:00" },
];

/** Changes of PostgreSQL, and of what every type has; each sees those before it. */
export const PG_CASES: readonly Case[] = [
  set(
    "a number in its range, with a restart",
    PG,
    { "pg.max_connections": 1000 },
    { pg: { max_connections: 1000 } },
    {
      ...page("products/postgresql/reference/pg-connection-limits"),
      warns: /pg\.max_connections restarts the service/,
    },
  ),
  set(
    "several of a group at once",
    PG,
    {
      "pg.idle_in_transaction_session_timeout": 900,
      "pg.log_min_duration_statement": -1,
      "pg.jit": false,
      "pg.deadlock_timeout": 2000,
    },
    {
      pg: {
        idle_in_transaction_session_timeout: 900,
        log_min_duration_statement: -1,
        jit: false,
        deadlock_timeout: 2000,
      },
    },
    recipe("singlecloud-postgresql"),
  ),
  set(
    "memory",
    PG,
    { shared_buffers_percentage: 40 },
    { shared_buffers_percentage: 40 },
    { ...recipe("singlecloud-postgresql"), warns: /shared_buffers_percentage restarts/ },
  ),
  set(
    "PgBouncer",
    PG,
    { "pgbouncer.min_pool_size": 20, "pgbouncer.autodb_max_db_connections": 100 },
    { pgbouncer: { min_pool_size: 20, autodb_max_db_connections: 100 } },
    recipe("singlecloud-postgresql"),
  ),
  set(
    "the hour of backups",
    PG,
    { backup_hour: 1, backup_minute: 30 },
    { backup_hour: 1, backup_minute: 30 },
    recipe("singlecloud-postgresql"),
  ),
  set(
    "failover",
    PG,
    { "pglookout.max_failover_replication_time_lag": 30 },
    { pglookout: { max_failover_replication_time_lag: 30 } },
  ),
  set("synchronous replication", PG, { synchronous_replication: "quorum" }, { synchronous_replication: "quorum" }),
  set(
    "reads from the primary while no standby is there",
    PG,
    { enable_ha_replica_dns: true },
    { enable_ha_replica_dns: true },
    page(`${HOWTO}/pg-reads-failover-to-primary`),
  ),
  set(
    "when the primary may change",
    PG,
    { switchover_windows: WINDOWS },
    { switchover_windows: WINDOWS },
    page(`${HOWTO}/pg-controlled-switchover`),
  ),
  set(
    "an audit log",
    PG,
    { "pgaudit.feature_enabled": true },
    { pgaudit: { feature_enabled: true } },
    page(`${HOWTO}/use-pg-audit-logging`),
  ),
  change(
    "an address more",
    PG,
    { add: { ip_filter: ["10.20.0.0/16"] } },
    { ip_filter: [...OPEN, "10.20.0.0/16"] },
    page("platform/howto/restrict-access"),
  ),
  change(
    "an address with a description",
    PG,
    { add: { ip_filter: OFFICE } },
    { ip_filter: [...OPEN, "10.20.0.0/16", OFFICE] },
  ),
  change(
    "an address less",
    PG,
    { remove: { ip_filter: OPEN } },
    { ip_filter: ["10.20.0.0/16", OFFICE] },
    { ...page("platform/howto/restrict-access"), warns: /locks out 0\.0\.0\.0\/0, ::\/0/, asks: /locked out/ },
  ),
  set(
    "open to the world again",
    PG,
    { ip_filter: ["0.0.0.0/0"] },
    { ip_filter: ["0.0.0.0/0"] },
    { ...recipe("postgresql-custom-configs"), warns: /every address on the internet/, asks: /locked out/ },
  ),
  set(
    "an address and a range of their own",
    PG,
    { ip_filter: ["10.0.1.0/24", "10.25.10.1/32"] },
    { ip_filter: ["10.0.1.0/24", "10.25.10.1/32"] },
    { ...page("tools/cli/service-cli"), warns: /locks out 0\.0\.0\.0\/0/, asks: /locked out/ },
  ),
  set(
    "other addresses in their place",
    PG,
    { ip_filter: ["10.0.1.0/24", "10.0.2.0/24", "1.2.3.4/32"] },
    { ip_filter: ["10.0.1.0/24", "10.0.2.0/24", "1.2.3.4/32"] },
    { source: "aiven/aiven-client/README.rst", warns: /locks out 10\.25\.10\.1/, asks: /locked out/ },
  ),
  set(
    "a restart together with what somebody has to approve",
    PG,
    { "pg.max_connections": 200, ip_filter: ["10.20.0.0/16"] },
    { pg: { max_connections: 200 }, ip_filter: ["10.20.0.0/16"] },
    { warns: /pg\.max_connections restarts the service.*locks out 10\.0\.1\.0\/24/s, asks: /locked out/ },
  ),
  set(
    "nobody at all",
    PG,
    { ip_filter: [] },
    { ip_filter: [] },
    { warns: /LOCK-OUT, no address may connect/, asks: /locked out/ },
  ),
  set(
    "access by PrivateLink",
    PG,
    { "privatelink_access.pg": true },
    { privatelink_access: { pg: true } },
    page("platform/howto/use-aws-privatelinks"),
  ),
  set(
    "static IP addresses",
    PG,
    { static_ips: true },
    { static_ips: true },
    { ...page("platform/howto/static-ip-addresses"), warns: /may change the price/ },
  ),
  set(
    "a copy of backups in another region",
    PG,
    { additional_backup_regions: ["aws-eu-central-1"] },
    { additional_backup_regions: ["aws-eu-central-1"] },
    { ...page("platform/howto/btar/enable-backup-to-another-region"), warns: /may change the price/ },
  ),
  set(
    "no copy of backups any more",
    PG,
    { additional_backup_regions: [] },
    { additional_backup_regions: [] },
    { ...page("platform/howto/btar/disable-backup-to-another-region"), warns: /may change the price/, asks: /kept/ },
  ),
  set(
    "a migration from another server",
    PG,
    Object.fromEntries(Object.entries(OLD).map(([name, value]) => [`migration.${name}`, value])),
    { migration: { ...OLD, password: "<redacted>" } },
    {
      ...page(`${HOWTO}/migrate-aiven-db-migrate`),
      warns: /migration\.password is a secret/,
      asks: /copying another server's data/,
    },
  ),
  change(
    "a migration that is over",
    PG,
    { unset: ["migration"] },
    { migration: null },
    { ...page(`${HOWTO}/migrate-aiven-db-migrate`), asks: /breaks that off/ },
  ),
  set("just-in-time compilation", PG, { "pg.jit": true }, { pg: { jit: true } }, page(`${HOWTO}/enable-jit`)),
  set(
    "a major version",
    PG,
    { pg_version: "18" },
    { pg_version: "18" },
    { ...page(`${HOWTO}/upgrade`), warns: /pg_version cannot be taken back/, asks: /version/ },
  ),
  change(
    "a default again",
    PG,
    { unset: ["pg.max_connections"] },
    { pg: { max_connections: null } },
    { warns: /restarts/ },
  ),
];
