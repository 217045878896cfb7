import type { WordsByPath } from "../words.js";

/** Words for the connection pooler of PostgreSQL. */
export const pgBouncer = {
  pgbouncer: {
    text: "Settings of PgBouncer, the connection pooler in front of PostgreSQL.",
    aka: ["pooler", "pooling"],
  },
  "pgbouncer.autodb_idle_timeout": {
    text: "Drops a pool that was made by itself when nobody has used it for so long.",
    unit: "s",
  },
  "pgbouncer.autodb_max_db_connections": {
    text: "Connections to one database, all its pools together; 0 no limit.",
    unit: "connections",
  },
  "pgbouncer.autodb_pool_mode": {
    text: "When a server connection goes back to the pool: after a session, transaction or statement.",
    effect: "transaction breaks session features such as SET, advisory locks and LISTEN.",
    aka: ["transaction pooling", "session pooling"],
  },
  "pgbouncer.autodb_pool_size": {
    text: "Makes a pool of this size for each user and database that connects; 0 makes none.",
    unit: "connections",
    aka: ["automatic pools", "default_pool_size"],
  },
  "pgbouncer.ignore_startup_parameters": {
    text: "Parameters that clients may send at login without being refused.",
    aka: ["unsupported startup parameter", "extra_float_digits", "jdbc error"],
  },
  "pgbouncer.max_prepared_statements": {
    text: "Prepared statements remembered per connection in transaction pooling; 0 forbids them.",
    unit: "statements",
    aka: ["prepared statement does not exist", "prepared statements with pooling"],
  },
  "pgbouncer.min_pool_size": {
    text: "Server connections that a pool keeps ready although nobody needs them.",
    unit: "connections",
    aka: ["warm pool", "keep connections open"],
  },
  "pgbouncer.server_connect_timeout": { text: "Gives up on a new server connection after so long.", unit: "s" },
  "pgbouncer.server_idle_timeout": {
    text: "Closes a server connection that has been idle in the pool for so long.",
    unit: "s",
  },
  "pgbouncer.server_lifetime": { text: "Closes a server connection of this age once it is free.", unit: "s" },
  "pgbouncer.server_login_retry": {
    text: "Waits so long after a failed login to the server before it tries again.",
    unit: "s",
  },
  "pgbouncer.server_reset_query_always": {
    text: "Clears the session's state after each use in every pool mode, not only in session mode.",
    aka: ["discard all"],
  },
} satisfies WordsByPath;

/** Words for the audit log of PostgreSQL. */
export const pgAudit = {
  pgaudit: {
    text: "Settings of pgaudit, which logs who did what in the database.",
    aka: ["audit", "compliance", "gdpr"],
  },
  "pgaudit.feature_enabled": {
    text: "Turns the audit log on.",
    effect: "Plans without it refuse; a lot of logging costs speed.",
    aka: ["enable auditing"],
  },
  "pgaudit.log": {
    text: "Kinds of statements that are logged: ddl, read, write, role and others.",
    effect: "read and write on a busy database fill the log.",
    aka: ["which statements to audit", "log ddl"],
  },
  "pgaudit.log_catalog": { text: "Also logs statements that touch only system catalogs.", aka: ["psql noise"] },
  "pgaudit.log_client": { text: "Shows audit messages to the client as well." },
  "pgaudit.log_level": { text: "Severity under which audit entries are written." },
  "pgaudit.log_max_string_length": {
    text: "Cuts statements and parameters in the log at so many bytes; -1 keeps them whole.",
    unit: "bytes",
  },
  "pgaudit.log_nested_statements": { text: "Also logs statements that run inside functions." },
  "pgaudit.log_parameter": {
    text: "Logs the parameters that were passed with a statement.",
    effect: "These may be personal data or secrets.",
    aka: ["bind values"],
  },
  "pgaudit.log_parameter_max_size": { text: "Leaves out parameters longer than this; 0 keeps all.", unit: "bytes" },
  "pgaudit.log_relation": { text: "Writes one entry per table that a SELECT or DML statement touches." },
  "pgaudit.log_rows": { text: "Adds how many rows a statement gave or changed." },
  "pgaudit.log_statement": { text: "Includes the text of the statement." },
  "pgaudit.log_statement_once": { text: "Writes text and parameters with the first entry of a statement only." },
  "pgaudit.role": { text: "Role whose grants say which objects are audited.", aka: ["object auditing"] },
} satisfies WordsByPath;
