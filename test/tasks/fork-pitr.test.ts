import { expect } from "vitest";
import { serviceOf, task } from "./conversation.js";

task({
  id: "fork-pitr",
  title: "Fork PostgreSQL at a point in time",
  budget: { calls: 6, tokens: 1_100 },
  async talk({ call, destroy, api, project }) {
    const { plan, cloud, last_backup } = await call("aiven_service", { service_name: "demo-pg" });
    const service_name = "demo-pg-before";
    const recovery_target_time = new Date(Date.parse(String(last_backup)) + 60_000).toISOString();
    const user_config = { service_to_fork_from: "demo-pg", recovery_target_time };
    await call("aiven_provision", { service_name, service_type: "pg", plan, cloud, network: "public", user_config });
    await call("aiven_wait", { for: "service", input: { service_name }, timeout_s: 600 });
    expect(await serviceOf(api, service_name)).toMatchObject({
      state: "RUNNING",
      user_config: { recovery_target_time },
    });
    await destroy({ operation: "ServiceDelete", input: { service_name } });
    expect(await api.refused("ServiceGet", { project, service_name })).toMatchObject({ status: 404 });
    expect(await serviceOf(api, "demo-pg")).toMatchObject({ state: "RUNNING" });
  },
});
