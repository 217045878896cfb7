import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { variablesOf } from "./connected.js";
import { serviceOf, task } from "./conversation.js";

const FILE = "dump.env";

task({
  id: "fork-dump",
  title: "Fork a database, dump it, delete the fork",
  needs: ["ServiceCreate", "ServiceGet", "ServiceDelete"],
  budget: { calls: 6, tokens: 1_100 },
  async talk({ call, destroy, api, project, folder }) {
    const { plan, cloud } = await call("aiven_service", { service_name: "demo-pg" });
    const service_name = "demo-pg-dump";
    const user_config = { service_to_fork_from: "demo-pg" };
    await call("aiven_provision", { service_name, service_type: "pg", plan, cloud, network: "public", user_config });
    const waited = await call("aiven_wait", { for: "service", input: { service_name }, timeout_s: 600 });
    expect(waited).toMatchObject({ outcome: "done" });
    // What pg_dump reads from its environment. Behind a fork of the sandbox there is no server to dump.
    const connected = await call("aiven_connect", { service_name, form: "psql", file: FILE });
    const fork = await serviceOf(api, service_name);
    expect(fork.databases).toEqual((await serviceOf(api, "demo-pg")).databases);
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
    expect(JSON.stringify(connected)).not.toContain(password);
    await destroy({ operation: "ServiceDelete", input: { service_name } });
    expect(await api.refused("ServiceGet", { project, service_name })).toMatchObject({ status: 404 });
  },
});
