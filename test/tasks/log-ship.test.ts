import { expect } from "vitest";
import { listOf, service, serviceOf, task } from "./conversation.js";

task({
  id: "log-ship",
  title: "Ship the logs of all services to OpenSearch",
  budget: { calls: 3, tokens: 1_100 },
  async before(api) {
    await service(api, "logs-os", "opensearch", "startup-4");
  },
  async talk({ call, find, api }) {
    await find("send service logs to opensearch", "ServiceIntegrationCreate");
    const services = listOf(await call("aiven_overview"), "services");
    const sources = services.filter(({ service_type }) => service_type !== "opensearch");
    const user_config = { elasticsearch_index_days_max: 30 };
    await call("aiven_write", {
      calls: sources.map(({ service_name: source_service }) => ({
        operation: "ServiceIntegrationCreate",
        input: { integration_type: "logs", source_service, dest_service: "logs-os", user_config },
      })),
      wait: true,
    });
    const { service_integrations } = await serviceOf(api, "logs-os");
    expect(service_integrations.map(({ source_service }) => source_service).sort()).toEqual([
      "demo-kafka",
      "demo-pg",
      "demo-valkey",
    ]);
    for (const row of service_integrations) expect(row).toMatchObject({ integration_type: "logs", active: true });
  },
});
