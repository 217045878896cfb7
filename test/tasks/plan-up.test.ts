import { expect } from "vitest";
import { listOf, serviceOf, task } from "./conversation.js";

task({
  id: "plan-up",
  title: "Scale a service to a bigger plan",
  needs: ["ProjectServicePlanList", "ProjectServicePlanPriceGet", "ServiceUpdate", "ServiceGet"],
  budget: { calls: 5, tokens: 1_500 },
  async talk({ call, find, api }) {
    const service_name = "demo-kafka";
    await find(
      "plans of a service type; price of a plan; move service to a bigger plan",
      "ProjectServicePlanList",
      "ProjectServicePlanPriceGet",
      "ServiceUpdate",
    );
    const { cloud, service_type, plan } = await call("aiven_service", { service_name });
    const priceOf = (service_plan: unknown) => ({
      operation: "ProjectServicePlanPriceGet",
      input: { service_type, service_plan, cloud },
    });
    const { results } = await call("aiven_read", {
      calls: [{ operation: "ProjectServicePlanList", input: { service_type } }, priceOf(plan), priceOf("business-8")],
      fields: ["service_plan", "node_count", "base_price_usd"],
    });
    const [plans = {}, before, after] = results as Record<string, unknown>[];
    expect(listOf(plans, "service_plans").map(({ service_plan }) => service_plan)).toContain("business-8");
    expect(Number(after?.["base_price_usd"])).toBeGreaterThan(Number(before?.["base_price_usd"]));
    await call("aiven_write", { operation: "ServiceUpdate", input: { service_name, plan: "business-8" } });
    expect(["REBUILDING", "REBALANCING"]).toContain((await serviceOf(api, service_name)).state);
    const waited = await call("aiven_wait", { for: "service", input: { service_name }, timeout_s: 600 });
    expect(waited).toMatchObject({ outcome: "done", state: "RUNNING" });
    expect(await serviceOf(api, service_name)).toMatchObject({ plan: "business-8", state: "RUNNING" });
  },
});
