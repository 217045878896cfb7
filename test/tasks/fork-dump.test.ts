import { expect } from "vitest";
import { serviceOf, task } from "./conversation.js";

task({
  id: "fork-dump",
  title: "Fork a database, dump it, delete the fork",
  budget: { calls: 5, tokens: 1_100 },
  async talk({ call, destroy, api, project }) {
    const { plan, cloud } = await call("aiven_service", { service_name: "demo-pg" });
    const service_name = "demo-pg-dump";
    const user_config = { service_to_fork_from: "demo-pg" };
    await call("aiven_provision", { service_name, service_type: "pg", plan, cloud, network: "public", user_config });
    const waited = await call("aiven_wait", { for: "service", input: { service_name }, timeout_s: 600 });
    expect(waited).toMatchObject({ outcome: "done" });
    const { databases } = await serviceOf(api, service_name);
    expect(databases).toEqual((await serviceOf(api, "demo-pg")).databases);
    await destroy({ operation: "ServiceDelete", input: { service_name } });
    expect(await api.refused("ServiceGet", { project, service_name })).toMatchObject({ status: 404 });
  },
});
