import { expect } from "vitest";
import { serviceOf, task } from "./conversation.js";

task({
  id: "pg-readonly",
  title: "Recover a full PostgreSQL disk",
  needs: ["ServiceGet", "ServiceEnableWrites", "ServiceUpdate"],
  budget: { calls: 3, tokens: 800 },
  async talk({ call, find, api, project }) {
    const service_name = "demo-pg";
    await find("enable writes on read-only postgresql; add disk space", "ServiceEnableWrites", "ServiceUpdate");
    const { resources } = await call("aiven_service", { service_name });
    const disk_space_mb = (resources as { disk_mb: number }).disk_mb * 2;
    const { results } = await call("aiven_write", {
      calls: [
        { operation: "ServiceEnableWrites", input: { service_name } },
        { operation: "ServiceUpdate", input: { service_name, disk_space_mb } },
      ],
    });
    expect(results).toMatchObject([{ until: expect.any(String) }, { service: { disk_space_mb } }]);
    expect(await serviceOf(api, service_name)).toMatchObject({ disk_space_mb });
    const { events } = await api.ok("ProjectGetEventLogs", { project });
    expect(events.map(({ event_type }) => event_type)).toContain("service_enable_writes");
  },
});
