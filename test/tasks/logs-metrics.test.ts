import { expect } from "vitest";
import { listOf, task } from "./conversation.js";

const PG = { service_name: "demo-pg" };

task({
  id: "logs-metrics",
  title: "Troubleshoot: logs, metrics, current queries",
  needs: [
    "ProjectGetServiceLogs",
    "ServiceMetricsFetch",
    "PGServiceQueryStatistics",
    "ServiceQueryActivity",
    "ServiceCancelQuery",
  ],
  budget: { calls: 4, tokens: 3_200 },
  async talk({ call, find, destroy, api, project }) {
    await find(
      "service logs; cpu and disk metrics; slowest postgresql queries; list running queries; cancel a running query",
      "ProjectGetServiceLogs",
      "ServiceMetricsFetch",
      "PGServiceQueryStatistics",
      "ServiceQueryActivity",
      "ServiceCancelQuery",
    );
    const answer = await call("aiven_read", {
      calls: [
        { operation: "ProjectGetServiceLogs", input: PG },
        { operation: "ServiceMetricsFetch", input: { ...PG, period: "hour" } },
        { operation: "PGServiceQueryStatistics", input: { ...PG, order_by: "mean_time:desc", limit: 3 } },
        { operation: "ServiceQueryActivity", input: PG },
      ],
      limit: 60,
    });
    const [logs = {}, metrics = {}, slow = {}, running = {}] = listOf(answer, "results");
    expect(listOf(logs, "logs").some(({ severity }) => severity === "ERR")).toBe(true);
    expect(listOf(metrics, "metrics").map(({ metric }) => metric)).toEqual(
      expect.arrayContaining(["cpu_usage", "disk_usage"]),
    );
    expect(listOf(slow, "queries")).toHaveLength(3);
    const [query] = listOf(running, "queries");
    const pid = Number(query?.["pid"]);
    const cancel = { operation: "ServiceCancelQuery", input: { ...PG, pid, terminate: true } };
    expect(await destroy(cancel)).toMatchObject({ success: true });
    const { queries } = await api.ok("ServiceQueryActivity", { project, ...PG });
    expect(queries.map((row) => Number(row["pid"]))).not.toContain(pid);
  },
});
