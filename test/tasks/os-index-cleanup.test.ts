import { expect } from "vitest";
import { DAY_MS } from "../sandbox/api.js";
import { CLOUD, listOf, service, task } from "./conversation.js";

const OPENSEARCH = { service_name: "logs-os" };

task({
  id: "os-index-cleanup",
  title: "Delete old OpenSearch indices",
  needs: ["ServiceOpenSearchIndexList", "ServiceOpenSearchIndexDelete"],
  budget: { calls: 4, tokens: 3_500 },
  async before(api) {
    await service(api, "logs-os", "opensearch", "startup-4", { cloud: CLOUD });
    const user_config = { elasticsearch_index_days_max: 60 };
    const route = { integration_type: "logs", source_service: "demo-pg", dest_service: "logs-os" } as const;
    await api.ok("ServiceIntegrationCreate", { project: api.project, ...route, user_config });
    for (let day = 0; day < 35; day++) api.sandbox.advance(DAY_MS);
  },
  async talk({ call, find, destroy, api, project }) {
    await find(
      "list opensearch indices; delete opensearch indices",
      "ServiceOpenSearchIndexList",
      "ServiceOpenSearchIndexDelete",
    );
    const read = { operation: "ServiceOpenSearchIndexList", input: OPENSEARCH };
    const indices = listOf(await call("aiven_read", { ...read, fields: ["index_name", "create_time"] }), "indexes");
    const newest = Math.max(...indices.map(({ create_time }) => Date.parse(String(create_time))));
    const old = indices
      .filter(({ index_name }) => String(index_name).startsWith("logs-"))
      .filter(({ create_time }) => Date.parse(String(create_time)) < newest - 30 * DAY_MS)
      .map(({ index_name }) => String(index_name));
    expect(old.length).toBeGreaterThan(2);
    await destroy({
      operation: "ServiceOpenSearchIndexDelete",
      input: { ...OPENSEARCH, index_pattern: old.join(",") },
    });
    const { indexes } = await api.ok("ServiceOpenSearchIndexList", { project, ...OPENSEARCH });
    const left = indexes.map(({ index_name }) => index_name);
    expect(left).toHaveLength(indices.length - old.length);
    for (const name of old) expect(left).not.toContain(name);
  },
});
