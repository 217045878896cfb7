import { expect } from "vitest";
import { listOf, service, serviceOf, task } from "./conversation.js";

const KEY = "0123456789abcdef0123456789abcdef";

task({
  id: "datadog",
  title: "Send metrics of ten services to Datadog",
  needs: ["ServiceIntegrationEndpointCreate", "ServiceIntegrationCreate"],
  budget: { calls: 5, tokens: 2_600 },
  async before(api) {
    for (let n = 1; n <= 7; n++) await service(api, `pg-${n}`, "pg", "startup-4");
  },
  async talk({ call, find, api, project }) {
    await find(
      "create integration endpoint; attach service to integration endpoint",
      "ServiceIntegrationEndpointCreate",
      "ServiceIntegrationCreate",
    );
    const endpoint = { endpoint_name: "datadog", endpoint_type: "datadog", user_config: { datadog_api_key: KEY } };
    const made = await call("aiven_write", {
      operation: "ServiceIntegrationEndpointCreate",
      input: endpoint,
    });
    expect(JSON.stringify(made)).not.toContain(KEY);
    const { endpoint_id: dest_endpoint_id } = made["service_integration_endpoint"] as { endpoint_id: string };
    const services = listOf(await call("aiven_overview"), "services");
    expect(services).toHaveLength(10);
    await call("aiven_write", {
      calls: services.map(({ service_name: source_service }) => ({
        operation: "ServiceIntegrationCreate",
        input: { integration_type: "datadog", source_service, dest_endpoint_id },
      })),
    });
    const { service_integration_endpoints } = await api.ok("ServiceIntegrationEndpointList", { project });
    expect(service_integration_endpoints).toMatchObject([{ endpoint_type: "datadog" }]);
    const kept = { project, integration_endpoint_id: dest_endpoint_id, include_secrets: true };
    expect(JSON.stringify(await api.ok("ServiceIntegrationEndpointGet", kept))).toContain(KEY);
    for (const { service_name } of services) {
      const { service_integrations } = await serviceOf(api, String(service_name));
      expect(service_integrations).toMatchObject([{ integration_type: "datadog" }]);
    }
  },
});
