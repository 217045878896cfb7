import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { json, type Reply, serveApi } from "../server/api-server.js";
import { type Json, openSandboxServer, openServer, type SandboxServer, type TestServer } from "./server.js";

const PG = { service_name: "demo-pg" };
const LOGS = "ProjectGetServiceLogs";

let server: SandboxServer;
beforeAll(async () => {
  server = await openSandboxServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** The times of the first lines that the API itself has. */
async function firstTimes(limit: number): Promise<unknown[]> {
  const { url, token, project } = server.sandbox;
  const response = await fetch(`${url}/v1/project/${project}/service/demo-pg/logs`, {
    method: "POST",
    headers: { authorization: `aivenv1 ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ limit, sort_order: "asc" }),
  });
  const { logs } = (await response.json()) as { logs: Json[] };
  return logs.map(({ time }) => time);
}

/** Whether times are some that follow each other without a gap: while a test runs the oldest lines go. */
function expectIn(times: readonly unknown[], whole: readonly unknown[]): void {
  const at = whole.indexOf(times[0]);
  expect(at).toBeGreaterThanOrEqual(0);
  expect(times).toEqual(whole.slice(at, at + times.length));
}

/** So many pages of a read, one after the other. */
async function pages(of: TestServer, args: Json, list: string, most = 100): Promise<{ rows: Json[]; seen: Json[] }> {
  const [rows, seen]: [Json[], Json[]] = [[], []];
  let cursor: unknown;
  do {
    const answer = await of.ok("aiven_read", { ...args, ...(cursor ? { cursor } : {}) });
    rows.push(...((answer[list] ?? []) as Json[]));
    seen.push((answer["page"] ?? {}) as Json);
    cursor = seen.at(-1)?.["cursor"];
  } while (cursor !== undefined && seen.length < most);
  return { rows, seen };
}

describe("a list that the API answers in pages", () => {
  it("goes on by the one cursor, and the API's own word for it is not shown", async () => {
    const input = { ...PG, sort_order: "asc" };
    const { logs, page, ...others } = await server.ok("aiven_read", { operation: LOGS, input });
    expect(logs).toHaveLength(100);
    expect(page).toEqual({ shown: 100, cursor: expect.any(String) });
    expect(others).toEqual({});
    const whole = await firstTimes(500);
    const { rows } = await pages(server, { operation: LOGS, input }, "logs", 3);
    expect(rows).toHaveLength(300);
    expectIn(
      rows.map(({ time }) => time),
      whole,
    );
  });

  it("asks the API for as many as are wanted, and meets each once, whatever the size of the pages", async () => {
    const input = { ...PG, sort_order: "asc" };
    const whole = await firstTimes(500);
    const { rows, seen } = await pages(server, { operation: LOGS, input, limit: 30 }, "logs", 5);
    expect(seen.map(({ shown }) => shown)).toEqual([30, 30, 30, 30, 30]);
    expectIn(
      rows.map(({ time }) => time),
      whole,
    );
    const first = await server.ok("aiven_read", { operation: LOGS, input, limit: 30 });
    const wider = { operation: LOGS, input, limit: 120, cursor: (first["page"] as Json)["cursor"] };
    expect((await server.ok("aiven_read", wider))["logs"]).toHaveLength(120);
  });

  it("ends with the last page", async () => {
    const { rows, seen } = await pages(
      server,
      { operation: "PGServiceQueryStatistics", input: PG, limit: 2 },
      "queries",
    );
    const { queries } = await server.ok("aiven_read", { operation: "PGServiceQueryStatistics", input: PG });
    expect(rows).toHaveLength((queries as Json[]).length);
    expect(new Set(rows.map((row) => JSON.stringify(row["query"]))).size).toBe(rows.length);
    expect(seen.length).toBeGreaterThan(1);
  });

  it("goes through a filter page by page, which is said", async () => {
    const read = { operation: LOGS, input: { ...PG, sort_order: "asc" }, filter: ".logs | length" };
    const { result, page } = await server.ok("aiven_read", read);
    expect([result, page]).toEqual([100, { cursor: expect.any(String), note: expect.stringMatching(/saw 100 items/) }]);
    const { cursor } = page as Json;
    expect(await server.ok("aiven_read", { ...read, cursor })).toMatchObject({ result: 100 });
  });
});

describe("a list whose pages the API tells itself", () => {
  const STEPS = { operation: "UpgradePipelineStepList", input: { organization_id: "org1" } };
  const reply: Reply = (response, request, socket) => {
    const url = new URL(request.url, "http://api");
    const at = Number(url.searchParams.get("cursor") ?? 0);
    const steps = Array.from({ length: 30 }, (_, n) => ({ step_id: `s${at + n}` }));
    const next = at < 60 ? { next: String(at + 30) } : {};
    return json(200, { steps, total_count: 90, ...next })(response, request, socket);
  };

  it("is walked to its end, with the total that the API gives", async () => {
    const api = await serveApi([reply]);
    await using of = await openServer({ AIVEN_WEB_URL: api.url, AIVEN_TOKEN: "t0ken-of-a-test" });
    const { rows, seen } = await pages(of, { ...STEPS, fields: ["step_id"] }, "steps");
    expect(rows.map(({ step_id }) => step_id)).toEqual(Array.from({ length: 90 }, (_, n) => `s${n}`));
    expect(seen).toEqual([
      { shown: 30, total: 90, cursor: expect.any(String) },
      { shown: 30, total: 90, cursor: expect.any(String) },
      { shown: 30, total: 90 },
    ]);
  });
});

describe("a list with a limit and no pages", () => {
  it("is told to go on where the limit is reached", async () => {
    const users = Array.from({ length: 100 }, (_, n) => ({ user_id: `u${n}`, user_email: `u${n}@example.com` }));
    const api = await serveApi([json(200, { users })]);
    await using of = await openServer({ AIVEN_WEB_URL: api.url, AIVEN_TOKEN: "t0ken-of-a-test" });
    const search = { operation: "AccountUsersSearch", input: { account_id: "a1" } };
    expect((await of.ok("aiven_read", search))["page"]).toEqual({ note: expect.stringMatching(/raise input.limit/) });
    expect((await of.ok("aiven_read", { ...search, input: { ...search.input, limit: 500 } }))["page"]).toBeUndefined();
  });
});

/** Pages of a tool's answer, by its cursor to the last. */
async function pagesOf(tool: string, args: Json): Promise<Json[]> {
  const pages: Json[] = [];
  let cursor: unknown;
  do {
    const page = await server.ok(tool, { ...args, ...(cursor ? { cursor } : {}) });
    pages.push(page);
    cursor = (page["page"] as Json | undefined)?.["cursor"];
  } while (cursor !== undefined);
  return pages;
}

describe("what is cut goes on by a cursor", () => {
  it("of a search, to the last hit", async () => {
    const [first = {}, ...others] = await pagesOf("aiven_search", { query: "kafka connector", limit: 5 });
    const ids = [first["best"], first["more"], ...others.map(({ more }) => more)]
      .flatMap((rows) => rows as Json[])
      .map(({ operation }) => operation);
    expect(others.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
    const whole = await pagesOf("aiven_search", { query: "kafka connector", limit: 30 });
    expect(ids.length).toBe(whole.flatMap(({ best = [], more = [] }) => [...(best as []), ...(more as [])]).length);
  });

  it.each([
    ["a group", { service_type: "opensearch", config: "opensearch" }],
    ["an answer to a purpose", { service_type: "kafka", config: "retention of deleted segments and logs" }],
  ])("of a description of %s, to the last parameter", async (_, args) => {
    const pages = await pagesOf("aiven_describe", args);
    const told = pages.flatMap(({ parameters = [], found = [] }) => [
      ...(parameters as string[]),
      ...(found as Json[]),
    ]);
    const names = told.map((one) => (typeof one === "string" ? one.slice(0, one.indexOf(":")) : String(one["path"])));
    expect(new Set(names).size).toBe(names.length);
    const { more = [], more_count = (more as string[]).length } = pages[0] ?? {};
    const first = pages[0]?.["parameters"] ?? pages[0]?.["found"];
    expect(names.length).toBe((first as []).length + Number(more_count));
  });

  it("of the descriptions of operations, and of none by the cursor of another", async () => {
    const operations = ["ServiceKafkaTopicCreate", "ServiceUpdate", "ServiceCreate", "ServiceKafkaTopicUpdate"];
    const pages = await pagesOf("aiven_describe", { operations });
    expect(pages.flatMap((page) => (page["operations"] as Json[]).map(({ operation }) => operation))).toEqual(
      operations,
    );
    const { page } = await server.ok("aiven_search", { query: "kafka" });
    const cursor = (page as Json)["cursor"];
    expect(await server.refused("aiven_search", { query: "pg", cursor })).toMatchObject({
      issues: [{ field: "cursor" }],
    });
  });
});
