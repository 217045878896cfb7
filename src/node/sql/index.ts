import type { SqlDrivers } from "../../tools/sql/driver.js";

/** The drivers of this machine. Most servers never run SQL: each is loaded by the first query that needs it. */
export const drivers: SqlDrivers = {
  pg: async () => (await import("./postgres.js")).runPostgres,
  mysql: async () => (await import("./mysql.js")).runMysql,
};
