import { expect } from "vitest";
import { listOf, serviceOf, task } from "./conversation.js";

const SOURCE = { service_name: "demo-pg" };

task({
  id: "fork-pitr",
  title: "Fork PostgreSQL at a point in time",
  needs: ["ServiceBackupsGet", "ServiceCreate", "ServiceGet", "ServiceDelete"],
  budget: { calls: 6, tokens: 1_300 },
  async talk({ call, find, destroy, api, project, now }) {
    await find("backups of a service", "ServiceBackupsGet");
    const { results } = await call("aiven_read", {
      calls: [
        { operation: "ServiceGet", input: SOURCE },
        { operation: "ServiceBackupsGet", input: SOURCE },
      ],
      fields: ["service.plan", "service.cloud_name", "backup_time"],
    });
    const [{ service } = {}, backups = {}] = results as Record<string, unknown>[];
    const { plan, cloud_name: cloud } = service as Record<string, string>;
    const recovery_target_time = `${new Date(now()).toISOString().slice(0, 10)}T10:05:00Z`;
    const times = listOf(backups, "backups").map(({ backup_time }) => Date.parse(String(backup_time)));
    expect(Date.parse(recovery_target_time)).toBeGreaterThan(Math.min(...times));
    expect(Date.parse(recovery_target_time)).toBeLessThan(now());
    const service_name = "demo-pg-before";
    const user_config = { service_to_fork_from: "demo-pg", project_to_fork_from: project, recovery_target_time };
    await call("aiven_provision", { service_name, service_type: "pg", plan, cloud, network: "public", user_config });
    await call("aiven_wait", { for: "service", input: { service_name }, timeout_s: 600 });
    const fork = await serviceOf(api, service_name);
    expect(fork).toMatchObject({ state: "RUNNING", user_config });
    expect(fork.databases).toEqual((await serviceOf(api, "demo-pg")).databases);
    await destroy({ operation: "ServiceDelete", input: { service_name } });
    expect(await api.refused("ServiceGet", { project, service_name })).toMatchObject({ status: 404 });
    expect(await serviceOf(api, "demo-pg")).toMatchObject({ state: "RUNNING" });
  },
});
