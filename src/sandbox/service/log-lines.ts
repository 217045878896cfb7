export interface LogLine {
  readonly severity: "ERR" | "WARNING" | "NOTICE" | "INFO" | "DEBUG";
  readonly unit: string;
  readonly msg: string;
}

/** What services of a type say now and then. `%n` becomes a number. */
const LINES: Readonly<Record<string, readonly LogLine[]>> = {
  "application-build": [
    { severity: "INFO", unit: "build.service", msg: "Fetched the source of the branch in %n ms" },
    { severity: "INFO", unit: "build.service", msg: "Built the image in %n s" },
    { severity: "WARNING", unit: "build.service", msg: "Layer of %n MB is not cached" },
  ],
  "application-run": [
    { severity: "INFO", unit: "app.service", msg: "Listening on port 8080, ready after %n ms" },
    { severity: "INFO", unit: "app.service", msg: "GET /health 200 in %n ms" },
  ],
  application: [
    { severity: "INFO", unit: "app.service", msg: "GET /health 200 in %n ms" },
    { severity: "INFO", unit: "app.service", msg: "POST /orders 201 in %n ms" },
    { severity: "WARNING", unit: "app.service", msg: "GET /orders/%n took longer than expected" },
  ],
  kafka: [
    { severity: "INFO", unit: "kafka.service", msg: "[GroupCoordinator %n]: Stabilized group orders-consumer" },
    { severity: "INFO", unit: "kafka.service", msg: "[LogLoader partition=orders-%n] Rolled new log segment" },
    { severity: "WARNING", unit: "kafka.service", msg: "[SocketServer] Failed authentication with %n clients" },
  ],
  mysql: [
    { severity: "INFO", unit: "mysqld.service", msg: "Aborted connection %n to db: 'defaultdb' (timeout)" },
    { severity: "NOTICE", unit: "mysqld.service", msg: "Purged binary log binlog.%n" },
  ],
  opensearch: [
    {
      severity: "INFO",
      unit: "opensearch.service",
      msg: "[o.o.c.m.MetadataMappingService] update_mapping of %n fields",
    },
    { severity: "INFO", unit: "opensearch.service", msg: "[o.o.m.j.JvmGcMonitorService] gc took [%nms]" },
    {
      severity: "WARNING",
      unit: "opensearch.service",
      msg: "[o.o.c.r.a.DiskThresholdMonitor] low disk watermark near",
    },
  ],
  pg: [
    { severity: "INFO", unit: "postgresql-17.service", msg: "checkpoint complete: wrote %n buffers" },
    {
      severity: "INFO",
      unit: "postgresql-17.service",
      msg: "automatic vacuum of table defaultdb.public.orders: %n pages",
    },
    {
      severity: "NOTICE",
      unit: "postgresql-17.service",
      msg: "connection authorized: user=avnadmin database=defaultdb",
    },
    {
      severity: "WARNING",
      unit: "postgresql-17.service",
      msg: "checkpoints are occurring too frequently (%n s apart)",
    },
    { severity: "ERR", unit: "postgresql-17.service", msg: 'relation "order" does not exist at character %n' },
  ],
  valkey: [
    { severity: "INFO", unit: "valkey.service", msg: "%n changes in 300 seconds. Saving..." },
    { severity: "INFO", unit: "valkey.service", msg: "Background saving terminated with success" },
  ],
};

/** A line that a service of this type, or a part of it, may have written: chosen and filled by two numbers from 0 to 1. */
export function logLine(source: string, choice: number, value: number): LogLine {
  const lines = LINES[source] ?? [];
  // The first ones are by far the most frequent: errors are rare.
  const line = lines[Math.floor(choice ** 3 * lines.length)];
  const { severity, unit, msg } = line ?? {
    severity: "INFO",
    unit: `${source}.service`,
    msg: "Health check passed",
  };
  return { severity, unit, msg: msg.replace("%n", String(Math.floor(value * 900) + 10)) };
}
