import { expect } from "vitest";
import { listOf, service, serviceOf, task } from "./conversation.js";

task({
  id: "promote",
  title: "Promote a read replica to a service of its own",
  needs: ["ServiceGet", "ServiceIntegrationDelete"],
  budget: { calls: 4, tokens: 1_000 },
  async before(api) {
    const replica = { integration_type: "read_replica", source_service: "demo-pg" } as const;
    await service(api, "demo-replica", "pg", "startup-4", { service_integrations: [replica] });
  },
  async talk({ call, find, destroy, api }) {
    const integrations = listOf(await call("aiven_service", { service_name: "demo-replica" }), "integrations");
    const replica = integrations.find(({ type, to }) => type === "read_replica" && to === "demo-replica");
    await find("promote read replica by deleting its integration", "ServiceIntegrationDelete");
    await destroy({ operation: "ServiceIntegrationDelete", input: { integration_id: replica?.["id"] } });
    const { service_integrations, state } = await serviceOf(api, "demo-replica");
    expect({ service_integrations, state }).toEqual({ service_integrations: [], state: "RUNNING" });
  },
});
