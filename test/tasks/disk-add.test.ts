import { expect } from "vitest";
import { serviceOf, task } from "./conversation.js";

const GIB = 1024;

task({
  id: "disk-add",
  title: "Add disk space to a service",
  needs: ["ServiceGet", "ProjectServicePlanSpecsGet", "ServiceUpdate"],
  budget: { calls: 4, tokens: 900 },
  async talk({ call, find, api }) {
    const service_name = "demo-pg";
    await find("add disk space; disk space step and limit of a plan", "ServiceUpdate", "ProjectServicePlanSpecsGet");
    const { resources, service_type, plan: service_plan } = await call("aiven_service", { service_name });
    const { disk_mb } = resources as { disk_mb: number };
    const specs = { operation: "ProjectServicePlanSpecsGet", input: { service_type, service_plan } };
    const { disk_space_step_mb, disk_space_cap_mb } = await call("aiven_read", specs);
    const added = Math.ceil((50 * GIB) / Number(disk_space_step_mb)) * Number(disk_space_step_mb);
    const disk_space_mb = disk_mb + added;
    expect(disk_space_mb).toBeLessThanOrEqual(Number(disk_space_cap_mb));
    await call("aiven_write", { operation: "ServiceUpdate", input: { service_name, disk_space_mb } });
    expect(await serviceOf(api, service_name)).toMatchObject({ disk_space_mb, state: "RUNNING" });
  },
});
