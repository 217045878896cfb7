import { describe, expect, it } from "vitest";
import { MAX_CHARS } from "../../src/mcp/result.js";
import { type Json, openSandboxServer, openServer } from "./server.js";

const PG = { service_name: "demo-pg" };
const CLOUDS = "ListProjectClouds";
const PLANS = "ProjectServicePlanList";
const SANDBOX = "sandbox: nothing is real or billed";

describe("without a token", () => {
  it("every result says that it is of the sandbox, errors too", async () => {
    await using server = await openServer();
    expect(server.client.getInstructions()).toMatch(/^SANDBOX: /);
    const answers = [
      await server.call("aiven_search", { query: "create a topic" }),
      await server.call("aiven_describe", { operations: ["ServiceGet"] }),
      await server.call("aiven_read", { operation: "ServiceGet", input: PG }),
      await server.call("aiven_read", { calls: [{ operation: "ServiceGet", input: PG }] }),
      await server.call("aiven_write", { operation: "ServiceUserCreate", input: { ...PG, username: "anna" } }),
      await server.call("aiven_destroy", { operation: "ServiceDelete", input: PG }),
      await server.call("aiven_overview"),
      await server.call("aiven_service", PG),
      await server.call("aiven_provision", { service_name: "new", service_type: "pg" }),
      await server.call("aiven_wait", { for: "service", input: PG }),
      await server.call("aiven_read", {}),
      await server.call("no_such_tool"),
    ];
    expect(answers.map(({ data }) => data["sandbox"])).toEqual(answers.map(() => SANDBOX));
    expect(answers.map(({ isError }) => isError)).toEqual(answers.map((_, index) => index >= 10));
  });

  it("--sandbox keeps a token of the real API unused", async () => {
    await using server = await openServer({ AIVEN_TOKEN: "r34l", AIVEN_WEB_URL: "http://127.0.0.1:1" }, ["--sandbox"]);
    expect(await server.ok("aiven_overview")).toMatchObject({ sandbox: SANDBOX });
  });

  it("with one, nothing speaks of a sandbox", async () => {
    await using server = await openSandboxServer();
    expect(server.client.getInstructions()).not.toMatch(/sandbox: |emulated/i);
    expect(await server.ok("aiven_overview")).not.toHaveProperty("sandbox");
  });
});

describe("the overview", () => {
  it("shows projects, services, states and costs, and narrows them", async () => {
    await using server = await openSandboxServer();
    const all = await server.ok("aiven_overview", { cost: true });
    expect(all).toMatchObject({ project: server.sandbox.project, totals: { services: 3, RUNNING: 3 } });
    const services = all["services"] as Json[];
    expect(services.map(({ service_name }) => service_name)).toEqual(["demo-pg", "demo-kafka", "demo-valkey"]);
    const costs = services.map(({ usd_month }) => Number(usd_month));
    expect((all["totals"] as Json)["usd_month"]).toBeCloseTo(costs.reduce((sum, cost) => sum + cost));
    expect((await server.ok("aiven_overview", { search: "KAFKA running" }))["services"]).toMatchObject([
      { service_name: "demo-kafka" },
    ]);
    expect(await server.ok("aiven_overview", { search: "nothing" })).not.toHaveProperty("services");
  });
});

describe("a service's digest", () => {
  it("tells what it is and where, and no secret", async () => {
    await using server = await openSandboxServer();
    const { text, data } = await server.call("aiven_service", PG);
    expect(data).toMatchObject({
      service_type: "pg",
      state: "RUNNING",
      nodes: "1 running",
      users: ["avnadmin"],
      databases: ["defaultdb"],
      backups: 3,
      connect: [{ component: "pg", port: expect.any(Number) }, { component: "pgbouncer" }],
    });
    const headers = { authorization: `aivenv1 ${server.sandbox.token}` };
    const path = `/v1/project/${server.sandbox.project}/service/demo-pg?include_secrets=true`;
    const { service } = (await (await fetch(server.sandbox.url + path, { headers })).json()) as {
      service: { users: { password: string }[] };
    };
    const password = service.users[0]?.password ?? "";
    expect(password.length).toBeGreaterThan(8);
    expect(text).not.toContain(password);
    const whole = await server.call("aiven_read", { operation: "ServiceGet", input: PG, fields: ["*"] });
    expect(whole.text).toContain("<redacted>");
    expect(whole.text).not.toContain(password);
  });
});

describe("a read", () => {
  it("shows the usual fields, those that are named in their order, or all", async () => {
    await using server = await openSandboxServer();
    const read = async (fields?: string[]) => server.ok("aiven_read", { operation: "ServiceList", fields });
    const [usual, named, all] = [await read(), await read(["plan", "services[].state"]), await read(["*"])];
    expect(named["services"]).toEqual(Array(3).fill({ plan: expect.any(String), state: "RUNNING" }));
    expect(Object.keys((named["services"] as Json[])[0] ?? {})).toEqual(["plan", "state"]);
    const size = (data: Json) => Object.keys((data["services"] as Json[])[0] ?? {}).length;
    expect(size(usual)).toBeGreaterThan(2);
    expect(size(all)).toBeGreaterThan(size(usual));
  });

  it("takes its input as JSON text too", async () => {
    await using server = await openSandboxServer();
    const input = JSON.stringify(PG);
    expect(await server.ok("aiven_read", { operation: "ServiceGet", input })).toMatchObject({ service: PG });
  });

  it("runs several at once; one that fails does not spoil the others", async () => {
    await using server = await openSandboxServer();
    const calls = [
      { operation: "ServiceGet", input: PG },
      { operation: "ServiceGet", input: { service_name: "nope" } },
      { operation: "ServiceDelete", input: PG },
      { operation: "ServicGet" },
      { operation: CLOUDS },
    ];
    const { results } = await server.ok("aiven_read", { calls, fields: ["state", "cloud_name"], limit: 2 });
    expect(results).toMatchObject([
      { operation: "ServiceGet", service: { state: "RUNNING" } },
      { operation: "ServiceGet", error: "ApiError", status: 404, hint: expect.stringContaining("demo-pg") },
      { error: "InputError", issues: [{ message: "ServiceDelete does not read: call aiven_destroy" }] },
      { error: "InputError", issues: [{ nearest: "ServiceGet" }] },
      { operation: CLOUDS, clouds: [{}, {}], page: { shown: 2 } },
    ]);
  });

  it.each([1, 7, 1000])("walks a list by its cursor, %i at a time, and meets each item once", async (limit) => {
    await using server = await openSandboxServer();
    const names: unknown[] = [];
    let total = 0;
    let cursor: unknown;
    do {
      const data = await server.ok("aiven_read", { operation: CLOUDS, limit, ...(cursor ? { cursor } : {}) });
      const page = (data["page"] ?? {}) as Json;
      const clouds = data["clouds"] as Json[];
      expect(clouds.length).toBe(page["shown"] ?? clouds.length);
      names.push(...clouds.map(({ cloud_name }) => cloud_name));
      total = Number(page["total"] ?? clouds.length);
      cursor = page["cursor"];
    } while (cursor !== undefined);
    expect(total).toBeGreaterThan(50);
    expect(names).toHaveLength(total);
    expect(new Set(names).size).toBe(total);
  });

  it("cuts a list that is too long at the bounds of its items, and goes on from there", async () => {
    await using server = await openSandboxServer();
    const first = await server.call("aiven_read", {
      operation: PLANS,
      input: { service_type: "kafka" },
      fields: ["*"],
    });
    expect(first.text.length).toBeLessThanOrEqual(MAX_CHARS + 500);
    const { cursor, shown, total } = first.data["page"] as { cursor: string; shown: number; total: number };
    expect(shown).toBeLessThan(total);
    const input = { service_type: "kafka" };
    const second = await server.ok("aiven_read", { operation: PLANS, input, fields: ["*"], cursor });
    expect(second["service_plans"]).not.toContainEqual((first.data["service_plans"] as Json[])[0]);
  });

  it("tells by its size what is too long without being a list", async () => {
    await using server = await openSandboxServer();
    const call = { operation: "ProjectServiceTypesList" };
    const { text, data } = await server.call("aiven_read", { calls: [call, call], fields: ["*"] });
    expect(text.length).toBeLessThanOrEqual(MAX_CHARS + 500);
    expect(data["results"]).toMatchObject([{ pg: { description: expect.any(String) } }, { valkey: {} }]);
    expect(text).toMatch(/… \(\d+ characters: name its fields, or read the linked resource\)/);
    expect(text).not.toContain("cursor");
    const fields = ["pg.description"];
    expect(await server.ok("aiven_read", { ...call, fields })).toEqual({ pg: { description: expect.any(String) } });
  });

  it("tells the fields that are not in the answer, with the nearest, and refuses when none of them is", async () => {
    await using server = await openSandboxServer();
    const list = { operation: "ServiceList" };
    const some = await server.ok("aiven_read", { ...list, fields: ["service_nam", "state"] });
    expect(some).toMatchObject({
      services: [{ state: "RUNNING" }, {}, {}],
      unknown_fields: { service_nam: "not in the answer; did you mean service_name?" },
    });
    const { issues } = await server.refused("aiven_read", { operation: "ServiceGet", input: PG, fields: ["bogus"] });
    const [issue] = issues as Json[];
    expect(issue).toMatchObject({ field: "fields", message: '"bogus" is not in the answer' });
    expect(issue?.["allowed"]).toContain("service_name");
    const calls = [{ operation: "ServiceGet", input: PG }, { operation: CLOUDS }];
    const both = await server.ok("aiven_read", { calls, fields: ["state", "cloud_name", "plam"] });
    expect(
      (both["results"] as Json[]).map(({ unknown_fields }) => Object.keys((unknown_fields ?? {}) as Json)),
    ).toEqual([["plam"], ["plam"]]);
  });

  it("takes a limit for lists that are asked for, not for those inside of a thing", async () => {
    await using server = await openSandboxServer();
    const calls = [{ operation: "ServiceGet", input: PG }, { operation: CLOUDS }];
    const { results } = await server.ok("aiven_read", { calls, limit: 1, fields: ["*"] });
    expect(results).toMatchObject([{ service: { components: [{}, {}] } }, { page: { shown: 1 } }]);
  });

  it("refuses a cursor that was altered or is of something else", async () => {
    await using server = await openSandboxServer();
    const read = { operation: CLOUDS, limit: 2 };
    const { page } = await server.ok("aiven_read", read);
    const cursor = String((page as Json)["cursor"]);
    await server.ok("aiven_read", { ...read, cursor });
    const [offset = "", digest] = cursor.split(".");
    const others = [
      { ...read, cursor: `${Number.parseInt(offset, 36) + 1}.${digest}` },
      { ...read, cursor: `-1.${digest}` },
      { ...read, cursor: `${cursor}x` },
      { ...read, cursor: ` ${cursor}` },
      { ...read, cursor: "" },
      { ...read, cursor: "not a cursor" },
      { ...read, cursor, fields: ["*"] },
      { operation: "ServiceList", cursor },
      { operation: "ServiceGet", input: PG, cursor },
    ];
    for (const args of others) {
      expect(await server.refused("aiven_read", args), JSON.stringify(args)).toMatchObject({
        error: "InputError",
        issues: [{ field: "cursor" }],
        hint: "Leave it out to start again.",
      });
    }
  });
});

describe("finding", () => {
  it("a search gives calls that can be made", async () => {
    await using server = await openSandboxServer();
    const { best, more } = await server.ok("aiven_search", { query: "list services", limit: 5 });
    const [first, ...others] = best as Json[];
    expect(first).toMatchObject({ tool: "aiven_read", operation: "ServiceList" });
    expect(others).toHaveLength(2);
    expect(more).toHaveLength(2);
    await server.ok(String(first?.["tool"]), { operation: first?.["operation"] });
    expect(await server.ok("aiven_search", { query: "qqqq zzzz" })).toMatchObject({ hint: expect.any(String) });
  });

  it("a description tells fields, tool and risk, of one or of several", async () => {
    await using server = await openSandboxServer();
    const one = await server.ok("aiven_describe", { operations: ["ServiceDelete"] });
    expect(one).toMatchObject({
      tool: "aiven_destroy",
      risk: "destructive",
      input: { service_name: expect.stringContaining("required") },
    });
    const { operations } = await server.ok("aiven_describe", { operations: ["ServiceGet", "ServiceCreate"] });
    expect(operations).toMatchObject([{ operation: "ServiceGet" }, { operation: "ServiceCreate" }]);
  });
});
