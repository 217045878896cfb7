import { expect } from "vitest";
import { postgresProgram, runWith, variablesOf } from "./connected.js";
import { CLOUD, serviceOf, task } from "./conversation.js";

const FILE = "ci.env";
const TESTS = "create table runs (id int); insert into runs values (1), (2); select count(*) from runs";

task({
  id: "ci-pg",
  title: "Ephemeral PostgreSQL for a CI run",
  needs: ["ServiceCreate", "ServiceGet", "ServiceDelete"],
  budget: { calls: 5, tokens: 700 },
  dataPlane: true,
  async talk({ call, destroy, api, project, folder }) {
    const service_name = "pg-ci-4711";
    const spec = { service_name, service_type: "pg", plan: "startup-4", cloud: CLOUD, network: "public" };
    await call("aiven_provision", spec);
    try {
      const waited = await call("aiven_wait", { for: "service", input: { service_name }, timeout_s: 600 });
      expect(waited).toMatchObject({ outcome: "done" });
      await call("aiven_connect", { service_name, form: "psql", file: FILE });
      const { service_uri_params: params } = await serviceOf(api, service_name);
      expect(variablesOf(folder, FILE)).toMatchObject({
        PGHOST: params?.["host"],
        PGPORT: params?.["port"],
        PGUSER: "avnadmin",
        PGDATABASE: "defaultdb",
      });
      // Where this machine has a PostgreSQL, it stands behind the service.
      const psql = postgresProgram("psql");
      if (psql && api.sandbox.dataPlane?.pg) {
        const args = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", TESTS];
        expect(await runWith(folder, FILE, psql, args)).toBe("2\n");
      }
    } finally {
      await destroy({ operation: "ServiceDelete", input: { service_name } });
    }
    expect(await api.refused("ServiceGet", { project, service_name })).toMatchObject({ status: 404 });
  },
});
