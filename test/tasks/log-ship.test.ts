import { expect } from "vitest";
import { listOf, service, task } from "./conversation.js";

task({
  id: "log-ship",
  title: "Ship the logs of all services to OpenSearch",
  needs: ["ServiceIntegrationTypes", "ServiceIntegrationCreate"],
  budget: { calls: 4, tokens: 4_000 },
  async before(api) {
    await service(api, "logs-os", "opensearch", "startup-4");
  },
  async talk({ call, find, api, project }) {
    await find(
      "send service logs to opensearch; types of integrations",
      "ServiceIntegrationCreate",
      "ServiceIntegrationTypes",
    );
    const types = { operation: "ServiceIntegrationTypes", input: {} };
    const fields = ["integration_type", "source_service_types", "dest_service_types"];
    const all = listOf(await call("aiven_read", { ...types, fields }), "integration_types");
    const logs = all.find(({ integration_type }) => integration_type === "logs");
    const { source_service_types, dest_service_types } = logs as Record<string, string[]>;
    expect(dest_service_types).toContain("opensearch");
    const services = listOf(await call("aiven_overview"), "services");
    const sources = services.filter(
      ({ service_name, service_type }) =>
        service_name !== "logs-os" && source_service_types?.includes(String(service_type)),
    );
    const user_config = { elasticsearch_index_days_max: 30 };
    await call("aiven_write", {
      calls: sources.map(({ service_name: source_service }) => ({
        operation: "ServiceIntegrationCreate",
        input: { integration_type: "logs", source_service, dest_service: "logs-os", user_config },
      })),
      wait: true,
    });
    const of = { project, service_name: "logs-os" };
    const { service_integrations } = await api.ok("ServiceIntegrationList", of);
    expect(service_integrations.map(({ source_service }) => source_service).sort()).toEqual([
      "demo-kafka",
      "demo-pg",
      "demo-valkey",
    ]);
    for (const row of service_integrations)
      expect(row).toMatchObject({ integration_type: "logs", active: true, user_config });
  },
});
