import { expect } from "vitest";
import { serviceOf, task } from "./conversation.js";

task({
  id: "static-ip",
  title: "Give a service static IP addresses",
  budget: { calls: 4, tokens: 1_300 },
  async talk({ call, find, api, project }) {
    const service_name = "demo-pg";
    await find(
      "create static ip address; associate static ip with service",
      "StaticIPCreate",
      "ProjectStaticIPAssociate",
    );
    const { cloud, resources } = await call("aiven_service", { service_name });
    const { node_count } = resources as { node_count: number };
    const created = await call("aiven_write", {
      calls: Array.from({ length: node_count + 1 }, () => ({
        operation: "StaticIPCreate",
        input: { cloud_name: cloud },
      })),
      wait: true,
    });
    const ids = (created["results"] as { static_ip_address_id: string }[]).map((row) => row.static_ip_address_id);
    await call("aiven_write", {
      calls: [
        ...ids.map((static_ip_address_id) => ({
          operation: "ProjectStaticIPAssociate",
          input: { service_name, static_ip_address_id },
        })),
        { operation: "ServiceUpdate", input: { service_name, user_config: { static_ips: true } } },
      ],
    });
    const { static_ips } = await api.ok("StaticIPList", { project });
    expect(static_ips).toHaveLength(2);
    for (const row of static_ips)
      expect(row).toMatchObject({ service_name, state: expect.stringMatching(/available|assigned/) });
    expect((await serviceOf(api, service_name)).user_config).toMatchObject({ static_ips: true });
  },
});
