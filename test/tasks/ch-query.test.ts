import { expect } from "vitest";
import { service, task } from "./conversation.js";

const CLICKHOUSE = { service_name: "stats-ch" };

task({
  id: "ch-query",
  title: "Run a ClickHouse query and create a user",
  needs: ["ServiceClickHouseDatabaseCreate", "ServiceClickHouseUserCreate", "ServiceClickHouseQuery"],
  budget: { calls: 3, tokens: 900 },
  variables: { AIVEN_REVEAL: "1" },
  async before(api) {
    await service(api, "stats-ch", "clickhouse", "startup-16");
  },
  async talk({ call, find, api, project }) {
    await find(
      "create clickhouse database; create clickhouse user; run clickhouse sql",
      "ServiceClickHouseDatabaseCreate",
      "ServiceClickHouseUserCreate",
      "ServiceClickHouseQuery",
    );
    const { results } = await call("aiven_write", {
      calls: [
        { operation: "ServiceClickHouseDatabaseCreate", input: { ...CLICKHOUSE, database: "stats" } },
        { operation: "ServiceClickHouseUserCreate", input: { ...CLICKHOUSE, name: "analyst" } },
      ],
      wait: true,
    });
    expect(results).toMatchObject([
      { wait: { state: "ok" } },
      { user: { name: "analyst", password: expect.any(String) } },
    ]);
    const query = { ...CLICKHOUSE, database: "stats", query: "SHOW DATABASES" };
    const shown = await call("aiven_write", { operation: "ServiceClickHouseQuery", input: query });
    expect(JSON.stringify(shown)).toContain("stats");
    const { databases } = await api.ok("ServiceClickHouseDatabaseList", { project, ...CLICKHOUSE });
    expect(databases.map(({ name }) => name)).toContain("stats");
    const { users } = await api.ok("ServiceClickHouseUserList", { project, ...CLICKHOUSE });
    expect(users.map(({ name }) => name)).toContain("analyst");
  },
});
