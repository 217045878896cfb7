import { describe, expect, test } from "vitest";
import { BUILT_MS, DAY_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

const where = (api: TestApi, service_name = "demo-pg") => ({ project: api.project, service_name });

describe("query statistics", () => {
  test("are ordered and paged, and begin anew after a reset", async () => {
    await using api = await openSandbox();
    const { queries } = await api.ok("PGServiceQueryStatistics", where(api));
    const calls = queries.map((query) => query.calls ?? 0);
    expect(calls.length).toBeGreaterThan(3);
    expect(calls).toEqual(calls.toSorted((a, b) => b - a));
    const paged = await api.ok("PGServiceQueryStatistics", {
      ...where(api),
      limit: 2,
      offset: 1,
      order_by: "calls:desc",
    });
    expect(paged.queries.map((query) => query.query)).toEqual(queries.slice(1, 3).map((query) => query.query));
    const refusal = await api.refused("PGServiceQueryStatistics", { ...where(api), order_by: "nothing:desc" });
    expect(refusal).toMatchObject({ status: 400, message: expect.stringContaining("'nothing:desc'") });

    await api.ok("ServiceQueryStatisticsReset", where(api));
    expect((await api.ok("PGServiceQueryStatistics", where(api))).queries).toEqual([]);
    api.sandbox.advance(DAY_MS);
    expect((await api.ok("PGServiceQueryStatistics", where(api))).queries).toHaveLength(queries.length);
  });

  test("are those of the type of the service", async () => {
    await using api = await openSandbox();
    await api.ok("ServiceCreate", { ...pgSpec(api.project, "my"), service_type: "mysql" });
    expect((await api.refused("MySQLServiceQueryStatistics", where(api, "my"))).status).toBe(503);
    api.sandbox.advance(BUILT_MS + DAY_MS);
    const { queries } = await api.ok("MySQLServiceQueryStatistics", where(api, "my"));
    expect(queries[0]?.digest_text).toEqual(expect.any(String));
    expect((await api.refused("MySQLServiceQueryStatistics", where(api))).status).toBe(400);
  });
});

describe("current queries", () => {
  test("are listed; a connection that is terminated is gone", async () => {
    await using api = await openSandbox();
    const { queries } = await api.ok("ServiceQueryActivity", where(api));
    const pid = queries[0]?.pid ?? 0;
    expect(await api.ok("ServiceCancelQuery", { ...where(api), pid, terminate: true })).toEqual({ success: true });
    const left = (await api.ok("ServiceQueryActivity", where(api))).queries;
    expect(left.map((query) => query.pid)).toEqual(queries.slice(1).map((query) => query.pid));
    expect(await api.ok("ServiceCancelQuery", { ...where(api), pid })).toEqual({ success: false });
  });
});

describe("advice about queries", () => {
  test("tells what a statement's text tells", async () => {
    await using api = await openSandbox();
    const { account_id } = (await api.ok("ProjectGet", { project: api.project })).project;
    const query = "SELECT * FROM orders WHERE customer_id = 5";
    const spec = { account_id, flags: [], pg_version: "17" as const, query };
    const { optimize } = await api.ok("PGAccountQueryOptimize", spec);
    expect(optimize.index_recommendations).toEqual([
      { creation_cmd: "CREATE INDEX orders_idx_customer_id ON orders (customer_id);", table_name: "orders" },
    ]);
    const bad = await api.refused("PGAccountQueryOptimize", { ...spec, query: "SELECT (1" });
    expect(bad).toMatchObject({ status: 400, code: "unable_to_parse_query" });
    expect(await api.ok("PGServiceQueryValidate", { query })).toEqual({ status: "ok" });
    expect((await api.refused("MySQLServiceQueryValidate", { query: "nonsense" })).code).toBe(
      "query_validation_failed",
    );
    const metadata = await api.refused("PGServiceMetadataValidate", { db_version: "17", metadata: "{" });
    expect(metadata.code).toBe("metadata_validation_failed");
  });
});
