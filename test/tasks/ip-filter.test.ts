import { expect } from "vitest";
import { service, serviceOf, task } from "./conversation.js";

const OFFICE = ["203.0.113.0/24", "198.51.100.7/32"];

task({
  id: "ip-filter",
  title: "Restrict network access",
  needs: ["ServiceList", "ServiceUpdate"],
  budget: { calls: 4, tokens: 1_200 },
  async before(api) {
    await service(api, "closed-pg", "pg", "startup-4", { user_config: { ip_filter: [{ network: "10.0.0.0/8" }] } });
  },
  async talk({ call, find, destroy, api }) {
    await find("list services; change allowed ip addresses of a service", "ServiceList", "ServiceUpdate");
    const { services } = await call("aiven_read", { operation: "ServiceList", fields: ["service_name", "ip_filter"] });
    const open = (services as { service_name: string; user_config: { ip_filter: (string | { network: string })[] } }[])
      .filter(({ user_config: { ip_filter } }) =>
        ip_filter.some((entry) => (typeof entry === "string" ? entry : entry.network) === "0.0.0.0/0"),
      )
      .map(({ service_name }) => service_name);
    expect(open).toEqual(["demo-pg", "demo-kafka", "demo-valkey"]);
    await destroy({
      calls: open.map((service_name) => ({
        operation: "ServiceUpdate",
        input: { service_name, user_config: { ip_filter: OFFICE } },
      })),
    });
    for (const name of open) expect((await serviceOf(api, name)).user_config).toMatchObject({ ip_filter: OFFICE });
    expect((await serviceOf(api, "closed-pg")).user_config).toMatchObject({ ip_filter: [{ network: "10.0.0.0/8" }] });
  },
});
