import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, vi } from "vitest";
import type { TestApi } from "../sandbox/api.js";
import { create, PATIENCE_MS } from "../sandbox/data-plane/servers.js";
import { postgresProgram, runWith, variablesOf } from "./connected.js";
import { serviceOf, task } from "./conversation.js";

const FILE = "dump.env";
const SOURCE = "orders-pg";
const ROWS = "create table orders (id int, item text); insert into orders values (1, 'tea'), (2, 'milk')";

async function isBackedUp(api: TestApi): Promise<boolean> {
  const { backups } = await api.ok("ServiceBackupsGet", { project: api.project, service_name: SOURCE });
  return backups.length > 0;
}

/** Where a program of PostgreSQL is, when a server stands behind the services. */
function programFor(api: TestApi, name: string): string | undefined {
  return api.sandbox.dataPlane?.pg ? postgresProgram(name) : undefined;
}

task({
  id: "fork-dump",
  title: "Fork a database, dump it, delete the fork",
  needs: ["ServiceCreate", "ServiceGet", "ServiceDelete"],
  budget: { calls: 6, tokens: 1_100 },
  dataPlane: true,
  async before(api) {
    const uri = await create(api, SOURCE);
    const psql = programFor(api, "psql");
    if (psql) execFileSync(psql, ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", ROWS, uri]);
    // Nothing can be forked before its first backup, which is taken a minute of the sandbox after it runs.
    await vi.waitUntil(() => isBackedUp(api), { timeout: PATIENCE_MS, interval: 50 });
  },
  async talk({ call, destroy, api, project, folder }) {
    const { plan, cloud } = await call("aiven_service", { service_name: SOURCE });
    const service_name = "orders-pg-dump";
    const user_config = { service_to_fork_from: SOURCE };
    await call("aiven_provision", { service_name, service_type: "pg", plan, cloud, network: "public", user_config });
    try {
      const waited = await call("aiven_wait", { for: "service", input: { service_name }, timeout_s: 600 });
      expect(waited).toMatchObject({ outcome: "done" });
      const connected = await call("aiven_connect", { service_name, form: "psql", file: FILE });
      await checkConnection(api, { project, service_name, folder, shown: JSON.stringify(connected) });
      // Where this machine has a PostgreSQL, it stands behind the fork.
      const dump = programFor(api, "pg_dump");
      if (dump) {
        const sql = await runWith(folder, FILE, dump, ["--no-owner"]);
        expect(sql).toContain("CREATE TABLE public.orders");
        expect(sql).toMatch(/^1\ttea\n2\tmilk$/m);
      }
    } finally {
      await destroy({ operation: "ServiceDelete", input: { service_name } });
    }
    expect(await api.refused("ServiceGet", { project, service_name })).toMatchObject({ status: 404 });
  },
});

interface Connection {
  readonly project: string;
  readonly service_name: string;
  readonly folder: string;
  readonly shown: string;
}

/** What pg_dump reads from its environment is that of the fork, and nobody has seen its password. */
async function checkConnection(api: TestApi, { project, service_name, folder, shown }: Connection): Promise<void> {
  const fork = await serviceOf(api, service_name);
  expect(fork.databases).toEqual((await serviceOf(api, SOURCE)).databases);
  const login = { project, service_name, service_username: "avnadmin", include_secrets: true };
  const { password = "" } = (await api.ok("ServiceUserGet", login)).user;
  const variables = variablesOf(folder, FILE);
  expect(variables).toMatchObject({
    PGHOST: fork.service_uri_params?.["host"],
    PGPORT: fork.service_uri_params?.["port"],
    PGDATABASE: "defaultdb",
    PGUSER: "avnadmin",
    PGPASSWORD: password,
  });
  const { certificate } = await api.ok("ProjectKmsGetCA", { project });
  expect(readFileSync(join(folder, variables["PGSSLROOTCERT"] ?? ""), "utf8").trim()).toBe(certificate.trim());
  expect(shown).not.toContain(password);
}
