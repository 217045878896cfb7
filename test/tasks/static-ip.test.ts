import { expect } from "vitest";
import { listOf, serviceOf, task } from "./conversation.js";

task({
  id: "static-ip",
  title: "Give a service static IP addresses",
  needs: [
    "StaticIPCreate",
    "StaticIPList",
    "ProjectStaticIPAssociate",
    "ServiceUpdate",
    "ProjectStaticIPDissociate",
    "StaticIPDelete",
  ],
  budget: { calls: 8, tokens: 2_200 },
  async talk({ call, find, destroy, api, project }) {
    const service_name = "demo-pg";
    await find(
      "create static ip address; list static ip addresses; associate static ip with service; dissociate static ip from service; delete static ip address",
      "StaticIPCreate",
      "StaticIPList",
      "ProjectStaticIPAssociate",
      "ProjectStaticIPDissociate",
      "StaticIPDelete",
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
    const own = listOf(await call("aiven_read", { operation: "StaticIPList" }), "static_ips");
    expect(own.map(({ state }) => state).sort()).toEqual(["assigned", "available"]);
    const { static_ips } = await api.ok("StaticIPList", { project });
    expect(static_ips.map((row) => [row.static_ip_address_id, row.service_name])).toEqual(
      ids.map((id) => [id, service_name]),
    );
    expect((await serviceOf(api, service_name)).user_config).toMatchObject({ static_ips: true });
    // No longer needed: they cost until they are deleted.
    await call("aiven_write", {
      calls: [
        { operation: "ServiceUpdate", input: { service_name, user_config: { static_ips: false } } },
        ...ids.map((static_ip_address_id) => ({
          operation: "ProjectStaticIPDissociate",
          input: { static_ip_address_id },
        })),
      ],
    });
    await destroy({
      calls: ids.map((static_ip_address_id) => ({ operation: "StaticIPDelete", input: { static_ip_address_id } })),
    });
    expect((await api.ok("StaticIPList", { project })).static_ips).toEqual([]);
    expect(await serviceOf(api, service_name)).toMatchObject({ state: "RUNNING", user_config: { static_ips: false } });
  },
});
