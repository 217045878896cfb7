import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.js";
import { json, type Reply, serveApi } from "../server/api-server.js";
import { type Json, openServer, type TestServer } from "./server.js";

const EVERY = { project: "*" };

let sandbox: Sandbox;
let server: TestServer;
beforeAll(async () => {
  sandbox = await startSandbox({ speed: "instant", scenario: "acme" });
  server = await openServer({ AIVEN_WEB_URL: sandbox.url, AIVEN_TOKEN: sandbox.token });
});
afterAll(async () => {
  await server.client.close();
  await sandbox.close();
});

/** A list read page by page to its end. */
async function walk(args: Json, name: string): Promise<Json[]> {
  const rows: Json[] = [];
  let cursor: unknown;
  do {
    const answer = await server.ok("aiven_read", { ...args, ...(cursor ? { cursor } : {}) });
    rows.push(...((answer[name] ?? []) as Json[]));
    cursor = ((answer["page"] ?? {}) as Json)["cursor"];
  } while (cursor !== undefined);
  return rows;
}

describe("a read of every project", () => {
  it("answers with each row of each project, once, the project beside it", async () => {
    const rows = await walk({ operation: "ServiceList", input: EVERY, fields: ["service_name"] }, "services");
    const projects = await walk({ operation: "ProjectList", fields: ["project_name"] }, "projects");
    const names = new Set(projects.map(({ project_name }) => project_name));
    expect(names.size).toBeGreaterThan(20);
    expect(rows.length).toBeGreaterThan(200);
    expect(new Set(rows.map(({ project, service_name }) => `${project}/${service_name}`)).size).toBe(rows.length);
    for (const { project } of rows) expect(names).toContain(project);
    const [first] = rows;
    const one = await server.ok("aiven_read", { operation: "ServiceList", input: { project: first?.["project"] } });
    expect((one["services"] as Json[])[0]).toMatchObject({ service_name: first?.["service_name"] });
  });

  it("goes through a filter as a whole", async () => {
    const filter = ".services | group_by(.project) | map({p: .[0].project, n: length}) | (map(.n) | add), length";
    const [services, projects] = (await server.ok("aiven_read", { operation: "ServiceList", input: EVERY, filter }))[
      "result"
    ] as number[];
    expect(services).toBeGreaterThan(200);
    expect(projects).toBeGreaterThan(20);
  });

  it("has a row for each project of what is no list", async () => {
    const rows = await walk(
      { operation: "ProjectGet", input: EVERY, fields: ["project_name", "default_cloud"] },
      "project",
    );
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect(row["project"]).toBe(row["project_name"]);
  });

  it("can be one of several reads", async () => {
    const calls = [{ operation: "ProjectList" }, { operation: "VpcList", input: EVERY }];
    const { results } = await server.ok("aiven_read", { calls, limit: 2 });
    expect(results).toMatchObject([{ operation: "ProjectList" }, { operation: "VpcList" }]);
  });

  it("tells what is wrong with the input once", async () => {
    expect(await server.refused("aiven_read", { operation: "ServiceGet", input: EVERY })).toMatchObject({
      issues: [{ field: "service_name", message: "is required" }],
    });
    expect(
      await server.refused("aiven_read", { operation: "ServiceList", input: EVERY, fields: ["nope"] }),
    ).toMatchObject({
      issues: [{ field: "fields" }],
    });
  });

  it("is only a read's: a write goes to one project", async () => {
    const user = { operation: "ServiceUserCreate", input: { ...EVERY, service_name: "a", username: "b" } };
    expect(await server.refused("aiven_write", user)).toMatchObject({ error: expect.stringMatching(/Error$/) });
  });
});

describe("a read of every project that the operator allows", () => {
  it("leaves the others alone", async () => {
    const { projects } = await server.ok("aiven_read", { operation: "ProjectList", fields: ["project_name"] });
    const allowed = (projects as Json[]).slice(2, 5).map(({ project_name }) => String(project_name));
    await using narrow = await openServer({
      AIVEN_WEB_URL: sandbox.url,
      AIVEN_TOKEN: sandbox.token,
      AIVEN_PROJECT: allowed.join(","),
    });
    const rows = await narrow.ok("aiven_read", { operation: "ProjectGet", input: EVERY, fields: ["project_name"] });
    expect(rows["project"]).toEqual(allowed.sort().map((project) => ({ project, project_name: project })));
  });
});

describe("projects that cannot be read", () => {
  const projects = (count: number) => Array.from({ length: count }, (_, n) => ({ project_name: `p${n + 100}` }));

  /** An API with so many projects, of which some answer with an error. */
  async function open(count: number, isDown: (url: string) => boolean) {
    const reply: Reply = (response, request, socket) => {
      if (request.url.endsWith("/project")) return json(200, { projects: projects(count) })(response, request, socket);
      if (isDown(request.url)) return json(403, { message: "no access", errors: [] })(response, request, socket);
      return json(200, { services: [{ service_name: "s" }] })(response, request, socket);
    };
    const api = await serveApi([reply]);
    return { api, server: await openServer({ AIVEN_WEB_URL: api.url, AIVEN_TOKEN: "t0ken-of-a-test" }) };
  }

  it("are told by name, and spoil nothing", async () => {
    const { server } = await open(5, (url) => url.includes("p101/") || url.includes("p103/"));
    await using _ = server;
    const answer = await server.ok("aiven_read", { operation: "ServiceList", input: EVERY });
    expect((answer["services"] as Json[]).map(({ project }) => project)).toEqual(["p100", "p102", "p104"]);
    expect(answer["failed"]).toMatchObject([{ projects: ["p101", "p103"], error: "ApiError", status: 403 }]);
  });

  it("are not asked about a service that another has, which answers and goes on", async () => {
    const service = (request: string) => `${/p10(\d)/.exec(request)?.[1] === "3" ? "only" : "all"}`;
    const reply: Reply = (response, request, socket) => {
      const { url } = request;
      if (url.endsWith("/project")) return json(200, { projects: projects(5) })(response, request, socket);
      const logs = Array.from({ length: 100 }, (_, n) => ({ msg: `m${n}`, time: `t${n}` }));
      if (url.endsWith("/only/logs")) return json(200, { logs, offset: "o1" })(response, request, socket);
      return json(200, { services: [{ service_name: service(url) }] })(response, request, socket);
    };
    const api = await serveApi([reply]);
    await using server = await openServer({ AIVEN_WEB_URL: api.url, AIVEN_TOKEN: "t0ken-of-a-test" });
    const call = { operation: "ProjectGetServiceLogs", input: { ...EVERY, service_name: "only" } };
    const answer = await server.ok("aiven_read", call);
    expect(answer).toMatchObject({ project: "p103", page: { shown: 100, cursor: expect.any(String) } });
    expect(answer).not.toHaveProperty("failed");
    const { cursor } = answer["page"] as Json;
    expect(await server.ok("aiven_read", { ...call, cursor })).toMatchObject({ project: "p103" });
    const nowhere = { ...call, input: { ...EVERY, service_name: "onyl" } };
    expect(await server.refused("aiven_read", nowhere)).toMatchObject({
      issues: [{ field: "service_name", nearest: "only" }],
    });
  });

  it("more than fifty are read fifty at a time, few at once, each once", async () => {
    const { api, server } = await open(120, () => false);
    await using _ = server;
    const call = { operation: "ServiceList", input: EVERY };
    const seen: unknown[] = [];
    let cursor: unknown;
    for (const expected of ["50 of 120", "50 of 120", "20 of 120"]) {
      const answer = await server.ok("aiven_read", { ...call, ...(cursor ? { cursor } : {}) });
      expect(answer["projects_read"]).toBe(expected);
      seen.push(...(answer["services"] as Json[]).map(({ project }) => project));
      cursor = ((answer["page"] ?? {}) as Json)["cursor"];
    }
    expect(cursor).toBeUndefined();
    expect(seen).toEqual(projects(120).map(({ project_name }) => project_name));
    expect(api.requests).toHaveLength(120 + 3);
    expect(api.connections()).toBeLessThanOrEqual(12);
  });
});
