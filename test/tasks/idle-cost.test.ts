import { expect } from "vitest";
import { DAY_MS } from "../sandbox/api.js";
import { listOf, service, task } from "./conversation.js";

task({
  id: "idle-cost",
  title: "Find idle services and their monthly cost",
  budget: { calls: 3, tokens: 2_200 },
  async before(api) {
    await service(api, "forgotten-pg", "pg", "startup-4");
    api.sandbox.advance(7 * DAY_MS);
  },
  async talk({ call, find, api, project }) {
    const overview = await call("aiven_overview", { cost: true });
    await find("cpu usage of a service over a week", "ServiceMetricsFetch");
    const services = listOf(overview, "services");
    const calls = services.map(({ service_name }) => ({
      operation: "ServiceMetricsFetch",
      input: { service_name, period: "week" },
    }));
    const results = listOf(await call("aiven_read", { calls }), "results");
    for (const [index, result] of results.entries()) {
      const cpu = listOf(result, "metrics").find(({ metric }) => metric === "cpu_usage");
      expect(cpu, String(services[index]?.["service_name"])).toMatchObject({ mean: expect.any(Number) });
    }
    const real = await api.ok("ServiceList", { project });
    expect(services.map(({ service_name }) => service_name)).toEqual(real.services.map((row) => row.service_name));
    const { base_price_usd } = await api.ok("ProjectServicePlanPriceGet", {
      project,
      service_type: "pg",
      service_plan: "startup-4",
      cloud: "google-europe-west1",
    });
    const [pg] = services.filter(({ service_name }) => service_name === "forgotten-pg");
    expect(pg?.["usd_month"]).toBeCloseTo(Number(base_price_usd) * 730, 1);
  },
});
