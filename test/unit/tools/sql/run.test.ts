import { describe, expect, it } from "vitest";
import { drivers } from "../../../../src/node/sql/index.js";
import type { SqlDrivers, SqlResult, SqlStatement, SqlTarget } from "../../../../src/tools/sql/driver.js";
import { runSql } from "../../../../src/tools/sql/run.js";
import { type Answers, fakeDoor } from "../doors.js";

const PARAMS = {
  host: "db.h.aivencloud.com",
  port: "12691",
  user: "avnadmin",
  password: "AVNS_secret",
  dbname: "defaultdb",
};
const SERVICE = {
  service_name: "db",
  service_type: "pg",
  state: "RUNNING",
  user_config: {},
  service_uri_params: PARAMS,
  databases: ["defaultdb", "shop"],
};
const WHERE = { project: "p", service_name: "db" };
const LIMITS = { maxRows: 10, maxBytes: 1_000 };

const answers = (service: object): Answers => ({
  ServiceGet: { service: { ...SERVICE, ...service } },
  ProjectKmsGetCA: { certificate: "the CA" },
});

/** Drivers that answer with the same whatever they are asked, and what they were asked. */
function fakeDrivers(result: SqlResult = { columns: ["a"], rows: [[1]] }) {
  const asked: [SqlTarget, SqlStatement][] = [];
  const load = async () => async (target: SqlTarget, statement: SqlStatement) => {
    asked.push([target, statement]);
    return result;
  };
  return { asked, drivers: { pg: load, mysql: load } satisfies SqlDrivers };
}

describe("where SQL goes", () => {
  it("is what the service's parameters say, trusted by the project's CA", async () => {
    const { asked, drivers: fake } = fakeDrivers();
    const door = fakeDoor(answers({}));
    expect(await runSql(door, fake, { ...WHERE, query: " SELECT 1 ; " }, LIMITS)).toMatchObject({
      rows: [[1]],
      row_count: 1,
    });
    expect(door.calls.map(({ id }) => id)).toEqual(["ServiceGet", "ProjectKmsGetCA"]);
    const { dbname: database, port, ...login } = PARAMS;
    expect(asked).toMatchObject([
      [
        { ...login, port: Number(port), database, ca: "the CA" },
        { sql: "SELECT 1", write: false, maxRows: 10, maxBytes: 1_000, timeoutMs: 30_000 },
      ],
    ]);
  });

  it("is another database and fewer rows when that is asked, and less time when there is less", async () => {
    const { asked, drivers: fake } = fakeDrivers();
    const door = { ...fakeDoor(answers({}), {}, "p"), now: () => 1_000, deadline: 13_000 };
    await runSql(door, fake, { service_name: "db", query: "SELECT 1", database: "shop", limit: 3 }, LIMITS);
    expect(asked[0]).toMatchObject([{ database: "shop" }, { maxRows: 3, timeoutMs: 7_000 }]);
  });

  it("is the public address where there is one", async () => {
    const { asked, drivers: fake } = fakeDrivers();
    const components = [
      { component: "pg", host: "db.h.aivencloud.com", port: 12691, route: "dynamic", usage: "primary" },
      { component: "pg", host: "public-replica.test", port: 3, route: "public", usage: "replica" },
      { component: "pgbouncer", host: "public-bouncer.test", port: 2, route: "public", usage: "primary" },
      { component: "pg", host: "public-db.test", port: 1, route: "public", usage: "primary" },
    ];
    await runSql(fakeDoor(answers({ components })), fake, { ...WHERE, query: "SELECT 1" }, LIMITS);
    expect(asked[0]?.[0]).toMatchObject({ host: "public-db.test", port: 1 });
  });

  it.each([
    [{ service_type: "kafka" }, "is of type kafka, which takes no SQL here"],
    [{ state: "POWEROFF" }, "is powered off"],
    [{ service_uri_params: {} }, "has no address yet"],
    [{ service_uri_params: { ...PARAMS, password: "<redacted>" } }, "are not shown to this token"],
    [{ metadata: { data_plane: "none: only the control plane is emulated" } }, "has no database behind it"],
  ])("is nowhere for %j: %s", async (service, message) => {
    const { asked, drivers: fake } = fakeDrivers();
    const result = runSql(fakeDoor(answers(service)), fake, { ...WHERE, query: "SELECT 1" }, LIMITS);
    await expect(result).rejects.toMatchObject({ name: "InputError", message: expect.stringContaining(message) });
    await expect(result).rejects.toMatchObject({ hint: expect.any(String) });
    expect(asked).toEqual([]);
  });

  it("says whom the ip_filter admits when nothing answers there", async () => {
    const user_config = { ip_filter: ["10.0.0.0/8", { network: "192.0.2.1/32", description: "office" }] };
    const service = {
      user_config,
      state: "REBUILDING",
      service_uri_params: { ...PARAMS, host: "127.0.0.1", port: "1" },
    };
    const result = runSql(fakeDoor(answers(service)), drivers, { ...WHERE, query: "SELECT 1" }, LIMITS);
    await expect(result).rejects.toMatchObject({
      name: "NetworkError",
      message: "The database cannot be reached (ECONNREFUSED)",
      hint: expect.stringMatching(/REBUILDING.* admits 10\.0\.0\.0\/8, 192\.0\.2\.1\/32/),
    });
  });
});

describe("what the policy says of SQL", () => {
  const ask = (policy: Parameters<typeof fakeDoor>[1], request: object = {}) => {
    const door = fakeDoor(answers({}), policy);
    const { drivers: fake } = fakeDrivers();
    return runSql(door, fake, { ...WHERE, query: "DELETE FROM t", write: true, ...request }, LIMITS);
  };
  const READ = { query: "SELECT 1", write: false };

  it.each([
    ["it only reads unless the operator says so", {}, {}, "sql-write"],
    ["full is not enough", { mode: "full" }, {}, "sql-write"],
    ["where nothing may change, it does not", { mode: "read-only", sqlWrite: true }, {}, "sql-write"],
    ["a protected service is not written to", { sqlWrite: true, protect: ["d*"] }, {}, "protect"],
    ["nor is a protected database", { sqlWrite: true, protect: ["sh*"] }, { database: "shop" }, "protect"],
    ["other projects are out of reach", { projects: ["q"] }, READ, "projects"],
    ["its name excludes it", { operations: ["!aiven_sql"] }, READ, "operations"],
    ["it is not among those named", { operations: ["service"] }, READ, "operations"],
    ["it needs to read the service", { operations: ["aiven_sql"] }, READ, "operations"],
  ] as const)("%s", async (_, policy, request, rule) => {
    await expect(ask(policy, request)).rejects.toMatchObject({ name: "PolicyError", rule });
  });

  it.each([
    [{ sqlWrite: true }, {}],
    [{ sqlWrite: true, protect: ["d*"] }, READ],
    [{ mode: "read-only" }, READ],
    [{ operations: ["aiven_sql", "ServiceGet"] }, READ],
  ] as const)("with %j lets %j through", async (policy, request) => {
    await expect(ask(policy, request)).resolves.toMatchObject({ row_count: 1 });
  });

  it("and what does not read is refused before anything is asked of the database", async () => {
    await expect(ask({}, { write: false })).rejects.toMatchObject({ name: "InputError", issues: [{ field: "query" }] });
  });
});

describe("ClickHouse", () => {
  const CLICKHOUSE = { service_type: "clickhouse", databases: undefined };
  const data = [[1, "a", null, [1, null], 9007199254740993n]];
  const meta = ["n", "s", "nothing", "list", "big"].map((name) => ({ name, type: "" }));
  const door = (policy: Parameters<typeof fakeDoor>[1]) =>
    fakeDoor(
      { ...answers(CLICKHOUSE), ServiceClickHouseQuery: { data: [...data, ...data], meta, summary: {} } },
      policy,
    );

  it("is asked through the API, in every mode, and cut", async () => {
    const readOnly = door({ mode: "read-only", protect: ["*"] });
    const request = { ...WHERE, query: "SELECT 1", limit: 1 };
    expect(await runSql(readOnly, drivers, request, LIMITS)).toEqual({
      columns: ["n", "s", "nothing", "list", "big"],
      rows: [[1, "a", null, "[1,null]", 9007199254740993n]],
      row_count: 1,
      cut: "rows",
      affected: undefined,
    });
    expect(readOnly.calls.at(-1)).toEqual({
      id: "ServiceClickHouseQuery",
      input: { ...WHERE, database: "default", query: "SELECT 1" },
    });
  });

  it("is an operation that the rules for operations name", async () => {
    const request = { ...WHERE, query: "SELECT 1" };
    const refused = runSql(door({ operations: ["!ServiceClickHouse*"] }), drivers, request, LIMITS);
    await expect(refused).rejects.toMatchObject({ rule: "operations" });
    const write = { ...WHERE, query: "DROP TABLE t", write: true };
    await expect(runSql(door({}), drivers, write, LIMITS)).rejects.toMatchObject({ rule: "sql-write" });
    await expect(runSql(door({ sqlWrite: true }), drivers, write, LIMITS)).resolves.toBeDefined();
  });
});

describe("rows", () => {
  it("hide what is recognisable as a secret, and cut long texts", async () => {
    const uri = "postgres://u:p4ssw0rd@h/db";
    const { drivers: fake } = fakeDrivers({ columns: ["uri", "long"], rows: [[uri, "x".repeat(3_000)]] });
    const answer = await runSql(fakeDoor(answers({})), fake, { ...WHERE, query: "SELECT 1" }, LIMITS);
    const rows = "rows" in answer ? answer.rows : [];
    expect(rows[0]?.[0]).toBe("postgres://u:<redacted>@h/db");
    expect(rows[0]?.[1]).toMatch(/^x{2000}… \(\+1000 characters\)$/);
  });
});
