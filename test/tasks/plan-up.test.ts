import { expect } from "vitest";
import { serviceOf, task } from "./conversation.js";

task({
  id: "plan-up",
  title: "Scale a service to a bigger plan",
  budget: { calls: 5, tokens: 900 },
  async talk({ call, find, api }) {
    const service_name = "demo-kafka";
    await find("price of a plan; move service to a bigger plan", "ProjectServicePlanPriceGet", "ServiceUpdate");
    const { cloud, service_type } = await call("aiven_service", { service_name });
    const price = { service_type, service_plan: "business-8", cloud };
    expect(await call("aiven_read", { operation: "ProjectServicePlanPriceGet", input: price })).toMatchObject({
      base_price_usd: expect.any(String),
    });
    await call("aiven_write", { operation: "ServiceUpdate", input: { service_name, plan: "business-8" } });
    const waited = await call("aiven_wait", { for: "service", input: { service_name }, timeout_s: 600 });
    expect(waited).toMatchObject({ outcome: "done", state: "RUNNING" });
    expect(await serviceOf(api, service_name)).toMatchObject({ plan: "business-8", state: "RUNNING" });
  },
});
