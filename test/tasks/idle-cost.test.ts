import { expect } from "vitest";
import { DAY_MS } from "../sandbox/api.js";
import { company } from "./company.js";
import { listOf, task } from "./conversation.js";

const IDLE_CPU_PERCENT = 2;
const UNCHANGED_MS = 30 * DAY_MS;
/** Whose connections the API tells. */
const ASKED = new Set(["pg", "mysql"]);
/** The platform itself is connected always. */
const PLATFORM = "_aiven";

task({
  id: "idle-cost",
  title: "Find idle services and their monthly cost",
  needs: [
    "ProjectList",
    "ServiceList",
    "ProjectServicePlanPriceGet",
    "ServiceMetricsFetch",
    "ServiceQueryActivity",
    "ProjectGetEventLogs",
  ],
  budget: { calls: 4, tokens: 3_500 },
  scenario: company,
  variables: { AIVEN_PROJECT: "" },
  async talk({ call, find, api, now }) {
    const services = listOf(await call("aiven_overview", { cost: true }), "services");
    await find(
      "cpu usage of a service over a week; age of services; connections of a database; last changes in a project",
      "ServiceMetricsFetch",
      "ServiceList",
      "ServiceQueryActivity",
      "ProjectGetEventLogs",
    );
    const asked = services.filter(({ service_type }) => ASKED.has(String(service_type)));
    const of = ({ project, service_name }: Record<string, unknown>) => ({ project, service_name });
    const [list = {}, log = {}, ...activity] = listOf(
      await call("aiven_read", {
        calls: [
          { operation: "ServiceList", input: { project: "*" } },
          { operation: "ProjectGetEventLogs", input: { project: "*" } },
          ...asked.map((service) => ({ operation: "ServiceQueryActivity", input: of(service) })),
        ],
        fields: ["service_name", "create_time", "events[].time", "usename"],
      }),
      "results",
    );
    const metrics = listOf(
      await call("aiven_read", {
        calls: services.map((service) => ({
          operation: "ServiceMetricsFetch",
          input: { ...of(service), period: "week" },
        })),
      }),
      "results",
    );
    const report = services.map((service, index) => {
      const { service_name } = service;
      const isIts = (row: Record<string, unknown>) => row["service_name"] === service_name;
      const created = Date.parse(String(listOf(list, "services").find(isIts)?.["create_time"]));
      const changed = listOf(log, "events").filter(isIts);
      const cpu = listOf(metrics[index] ?? {}, "metrics").filter(({ metric }) => metric === "cpu_usage");
      const answered = activity[asked.indexOf(service)];
      const open = answered && listOf(answered, "queries");
      const facts = {
        name: String(service_name),
        usd_month: Number(service["usd_month"]),
        age_days: Math.floor((now() - created) / DAY_MS),
        changed: Math.max(...changed.map(({ time }) => Date.parse(String(time)))),
        cpu: Math.max(...cpu.map(({ mean }) => Number(mean))),
        connections: open?.filter(({ usename }) => usename !== PLATFORM).length,
      };
      const isIdle = facts.cpu < IDLE_CPU_PERCENT && facts.connections === 0 && facts.changed < now() - UNCHANGED_MS;
      return { ...facts, isIdle };
    });
    expect(report.map(({ name, age_days, isIdle }) => [name, age_days, isIdle]).sort()).toEqual([
      ["cache", 5, false],
      ["forgotten-pg", 60, true],
      ["orders-kafka", 80, false],
      ["orders-pg", 80, false],
    ]);
    for (const project of ["shop", "lab"]) {
      for (const real of (await api.ok("ServiceList", { project })).services) {
        const price = { service_type: real.service_type, service_plan: real.plan, cloud: real.cloud_name };
        const { base_price_usd } = await api.ok("ProjectServicePlanPriceGet", { project, ...price });
        const told = report.find(({ name }) => name === real.service_name);
        expect(told?.usd_month).toBeCloseTo(Number(base_price_usd) * 730, 1);
      }
    }
  },
});
