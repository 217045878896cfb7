import { expect } from "vitest";
import { serviceOf, task } from "./conversation.js";

const GIB = 1024;

task({
  id: "disk-add",
  title: "Add disk space to a service",
  budget: { calls: 3, tokens: 700 },
  async talk({ call, find, api }) {
    const service_name = "demo-pg";
    await find("add disk space", "ServiceUpdate");
    const { resources } = await call("aiven_service", { service_name });
    const { disk_mb } = resources as { disk_mb: number };
    const disk_space_mb = disk_mb + 50 * GIB;
    await call("aiven_write", { operation: "ServiceUpdate", input: { service_name, disk_space_mb } });
    expect(await serviceOf(api, service_name)).toMatchObject({ disk_space_mb, state: "RUNNING" });
  },
});
