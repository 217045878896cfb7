import { describe, expect, it } from "vitest";
import { digestMetrics, pickMetrics } from "../../../src/tools/metrics-digest.js";

const time = { label: "time", type: "date" };

describe("digestMetrics", () => {
  it("says of each node's series where it stands, its mean and its peak", () => {
    const cols = [time, { label: "pg-1" }, { label: "pg-2" }];
    const rows = [
      ["t1", 10, 1000.4],
      ["t2", 30.333, null],
      ["t3", 20, 3000],
    ];
    const metrics = { cpu_usage: { data: { cols, rows }, hints: { title: "CPU usage %" } } };
    const head = { metric: "cpu_usage", title: "CPU usage %" };
    expect(digestMetrics({ metrics })).toEqual({
      metrics: [
        { ...head, node: "pg-1", last: 20, mean: 20.11, max: 30.33 },
        { ...head, node: "pg-2", last: 3000, mean: 2000, max: 3000 },
      ],
    });
  });

  it.each([null, "text", {}, { metrics: [] }])("leaves %j as it is", (answer) => {
    expect(digestMetrics(answer)).toBe(answer);
  });

  it("leaves out what has no points", () => {
    const metrics = { cpu_usage: { data: { cols: [time, { label: "pg-1" }], rows: [] } }, odd: 1 };
    expect(digestMetrics({ metrics })).toEqual({ metrics: [] });
  });
});

describe("pickMetrics", () => {
  const series = (...points: number[]) => ({
    data: { cols: [time, { label: "pg-1" }], rows: points.map((point, at) => [`t${at}`, point]) },
    hints: { title: "Of a node" },
  });
  const answer = { metrics: { cpu_usage: series(1, 3), mem_usage: series(5) } };

  it.each([
    [["cpu_usage"], [{ metric: "cpu_usage", title: "Of a node", node: "pg-1", last: 3, mean: 2, max: 3 }]],
    [["metrics.mem_usage", "max"], [{ metric: "mem_usage", node: "pg-1", max: 5 }]],
    [
      ["last"],
      [
        { metric: "cpu_usage", node: "pg-1", last: 3 },
        { metric: "mem_usage", node: "pg-1", last: 5 },
      ],
    ],
  ])("of %j has those figures", (fields, metrics) => {
    expect(pickMetrics(answer, fields)).toEqual({ metrics });
  });

  it.each([[["cpu_usage.data"]], [["cpu_usage", "rows"]], [["nope"]]])("leaves %j to the series", (fields) => {
    expect(pickMetrics(answer, fields)).toBeUndefined();
  });
});
