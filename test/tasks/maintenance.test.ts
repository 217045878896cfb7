import { expect } from "vitest";
import { serviceOf, task } from "./conversation.js";

task({
  id: "maintenance",
  title: "Apply pending maintenance now",
  needs: ["ServiceGet", "ServiceUpdate", "ServiceMaintenanceStart"],
  budget: { calls: 4, tokens: 900 },
  async talk({ call, find, api }) {
    const service_name = "demo-pg";
    const { maintenance } = await call("aiven_service", { service_name });
    expect(maintenance).toMatchObject({ pending: [{ deadline: expect.any(String) }] });
    await find("start maintenance now; change maintenance window", "ServiceMaintenanceStart", "ServiceUpdate");
    await call("aiven_write", {
      calls: [
        { operation: "ServiceUpdate", input: { service_name, maintenance: { dow: "saturday", time: "03:00:00" } } },
        { operation: "ServiceMaintenanceStart", input: { service_name } },
      ],
    });
    const waited = await call("aiven_wait", { for: "service", input: { service_name }, timeout_s: 600 });
    expect(waited).toMatchObject({ outcome: "done" });
    expect(await serviceOf(api, service_name)).toMatchObject({
      state: "RUNNING",
      maintenance: { dow: "saturday", time: "03:00:00", updates: [] },
    });
  },
});
