import { runPostgres } from "../../src/node/sql/postgres.js";
import type { SqlResult, SqlStatement, SqlTarget } from "../../src/tools/sql/driver.js";
import type { TestApi } from "../sandbox/api.js";
import { create, openDataPlane, where } from "../sandbox/data-plane/servers.js";
import { LIMITS } from "./limits.js";

/** A real PostgreSQL behind a sandbox, and how its driver reaches it. */
export interface PostgresService extends AsyncDisposable {
  readonly api: TestApi;
  readonly target: SqlTarget;
  /** Runs a statement as the drivers' callers do; only reads unless told otherwise. */
  run(sql: string, how?: Partial<SqlStatement>): Promise<SqlResult>;
  /** Prepares or looks at the data, with everything allowed. */
  write(sql: string): Promise<SqlResult>;
}

export async function openPostgres(service_name = "db"): Promise<PostgresService> {
  const api = await openDataPlane();
  await create(api, service_name);
  const target = await targetOf(api, service_name);
  const run = (sql: string, how: Partial<SqlStatement> = {}) => runPostgres(target, { sql, ...LIMITS, ...how });
  return {
    api,
    target,
    run,
    write: (sql) => run(sql, { write: true }),
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

export async function targetOf(api: TestApi, service_name: string): Promise<SqlTarget> {
  const { service } = await api.ok("ServiceGet", { ...where(api, service_name), include_secrets: true });
  const { certificate } = await api.ok("ProjectKmsGetCA", { project: api.project });
  const { host = "", port = "", user = "", password = "", dbname = "" } = service.service_uri_params ?? {};
  return {
    host,
    port: Number(port),
    user,
    password,
    database: dbname,
    ca: certificate,
    unreachable: "look at ip_filter",
  };
}
