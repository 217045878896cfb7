import { request } from "node:http";
import { describe, expect, test } from "vitest";
import type { FaultSpec } from "../../src/sandbox/index.js";
import { DAY_MS, openSandbox, pgSpec, type TestApi, toRefusal } from "./api.js";

/** Steers the sandbox over HTTP with its own token. */
async function steer(api: TestApi, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await api.fetch(`/__sandbox${path}`, {
    method,
    headers: { authorization: `aivenv1 ${api.sandbox.token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const data: unknown = await response.json();
  expect(response.status, JSON.stringify(data)).toBe(200);
  return data;
}

const me = (api: TestApi) => api.fetch("/v1/me");

describe("the control API", () => {
  test("needs the sandbox's own token", async () => {
    await using api = await openSandbox();
    const { full_token } = await api.ok("AccessTokenCreate", { description: "other" });
    for (const headers of [{}, { authorization: `aivenv1 ${full_token}` }]) {
      expect((await api.fetch("/__sandbox/faults", { headers })).status).toBe(401);
    }
  });

  test("refuses requests that another name has led to", async () => {
    await using api = await openSandbox();
    const status = await new Promise((resolve, reject) => {
      const headers = { host: "attacker.example", authorization: `aivenv1 ${api.sandbox.token}` };
      request(`${api.sandbox.url}/__sandbox`, { headers }, (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
  });

  test("tells what the sandbox is, and what it can do", async () => {
    await using api = await openSandbox({ seed: "x" });
    const status = await steer(api, "GET", "");
    expect(status).toMatchObject({ scenario: "demo", seed: "x", project: "sandbox-demo", speed: "real", faults: 0 });
    const response = await api.fetch("/__sandbox/nothing");
    expect([response.status, await response.json()]).toEqual([
      404,
      { message: "Not found", actions: expect.arrayContaining(["POST /faults", "GET /requests"]) },
    ]);
  });

  test.each([
    ["POST", "/faults", { fault: 200 }, "fault must be a status from 400 to 599"],
    [
      "POST",
      "/faults",
      { fault: 500, operation: "ServiceGot" },
      'operation has no "ServiceGot" (did you mean ServiceGet',
    ],
    ["POST", "/faults", { fault: 500, times: 2 }, "times is no field of a fault"],
    ["POST", "/faults", { fault: 500, count: -1 }, "count must be a whole number"],
    ["DELETE", "/faults/fault-9", undefined, 'id has no fault "fault-9"'],
    ["PUT", "/clock", { speed: "fats" }, "did you mean fast?"],
    ["POST", "/clock/advance", { by: "soon" }, "by must be milliseconds"],
    ["POST", "/clock/advance", { to: "2000-01-01" }, "to lies in the past"],
    ["POST", "/clock/advance", { by: -1 }, "time only moves forward"],
    ["POST", "/clock/advance", { by: "9999999d" }, "time jumps at most"],
    ["POST", "/clock/advance", {}, "Give either by or to"],
    ["POST", "/reset", { scenario: "dmeo" }, "did you mean demo?"],
    ["POST", "/reset", { scenario: "../x.json" }, 'scenario has no "../x.json"'],
  ])("refuses %s %s %j in words", async (method, path, body, message) => {
    await using api = await openSandbox();
    const response = await api.fetch(`/__sandbox${path}`, {
      method,
      headers: { authorization: `aivenv1 ${api.sandbox.token}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect([response.status, await response.json()]).toEqual([400, { message: expect.stringContaining(message) }]);
  });
});

describe("time", () => {
  test("stands still where it is paused, and steps from one event to the next", async () => {
    await using api = await openSandbox({ speed: "paused" });
    await api.ok("ServiceCreate", pgSpec(api.project, "new"));
    const before = api.sandbox.now();
    const state = async () => (await api.ok("ServiceGet", { project: api.project, service_name: "new" })).service.state;
    expect(await state()).toBe("REBUILDING");
    expect(api.sandbox.now()).toBe(before);
    expect(api.sandbox.advanceToNext()).toMatchObject({ event: "service-syncing", of: `${api.project}/new` });
    expect(await steer(api, "POST", "/clock/advance", { to: "next" })).toMatchObject({
      speed: "paused",
      next: { event: "service-backup" },
    });
    expect(await state()).toBe("RUNNING");
  });

  test("jumps by a duration and to a moment, and changes its speed without a leap", async () => {
    await using api = await openSandbox({ speed: "paused", start: Date.UTC(2026, 10, 23) });
    expect(await steer(api, "POST", "/clock/advance", { by: "2h" })).toMatchObject({ now: "2026-11-23T02:00:00.000Z" });
    expect(await steer(api, "POST", "/clock/advance", { to: "2026-12-01T00:00:00Z" })).toMatchObject({
      now: "2026-12-01T00:00:00.000Z",
    });
    await steer(api, "PUT", "/clock", { speed: "real" });
    api.sandbox.setSpeed("paused");
    expect(api.sandbox.now() - Date.UTC(2026, 11, 1)).toBeLessThan(10_000);
  });
});

describe("reset", () => {
  test("begins anew with the same token, and keeps neither faults nor requests", async () => {
    await using api = await openSandbox();
    const { token } = api.sandbox;
    await api.ok("ServiceDelete", { project: api.project, service_name: "demo-pg" });
    api.sandbox.advance(DAY_MS);
    api.sandbox.faults.add({ fault: 500 });
    await steer(api, "POST", "/reset");
    expect(api.sandbox.token).toBe(token);
    expect((await api.ok("ServiceList", { project: api.project })).services).toHaveLength(3);
    expect(api.sandbox.faults.list()).toEqual([]);
    expect(api.sandbox.now()).toBeLessThan(Date.now() + DAY_MS / 2);
  });

  test("takes another scenario, and keeps what it has when that one cannot be", async () => {
    await using api = await openSandbox();
    expect(await steer(api, "POST", "/reset", { scenario: "empty" })).toMatchObject({ scenario: "empty", project: "" });
    expect(await api.ok("ProjectList", {})).toMatchObject({ projects: [] });
    await steer(api, "POST", "/reset");
    const scenario = {
      user: { email: "a@example.com", password: "x", real_name: "A" },
      organizations: [{ name: "O", projects: [{ name: "Upper" }] }],
    };
    expect(() => api.sandbox.reset(scenario)).toThrow("organizations[0].projects[0] cannot be: Project name must");
    expect((await me(api)).status).toBe(200);
  });
});

describe("requests", () => {
  test("are listed with operation and status, and nothing secret", async () => {
    await using api = await openSandbox();
    await api
      .ok("AccessTokenRevoke", {
        token_prefix: (await api.ok("AccessTokenCreate", { description: "x" })).full_token,
      })
      .catch(() => undefined);
    await api.fetch("/v1/nothing?password=hunter2");
    const list = api.sandbox.requests.list();
    expect(list.map(({ method, operation, status }) => [method, operation, status])).toEqual([
      ["POST", "AccessTokenCreate", 200],
      ["DELETE", "AccessTokenRevoke", expect.any(Number)],
      ["GET", null, 404],
    ]);
    expect(list[1]?.path).toBe("/v1/access_token/<redacted>");
    expect(JSON.stringify(list)).not.toContain("hunter2");
    expect(await steer(api, "GET", "/requests")).toEqual({ requests: list });
    await steer(api, "DELETE", "/requests");
    expect(api.sandbox.requests.list()).toEqual([]);
  });
});

describe("faults", () => {
  const inject = async (fault: FaultSpec) => {
    const api = await openSandbox();
    api.sandbox.faults.add(fault);
    return api;
  };

  test("429 tells the delay in its text and header, as often as told", async () => {
    await using api = await inject({ fault: 429, operation: "UserInfo", count: 2, retry_after: 28 });
    for (let n = 0; n < 2; n++) {
      const response = await me(api);
      expect(response.headers.get("retry-after")).toBe("28");
      expect((await toRefusal(response)).message).toContain("try again in 28s");
    }
    expect((await me(api)).status).toBe(200);
    expect(await steer(api, "GET", "/faults")).toMatchObject({ faults: [{ hits: 2, remaining: 0 }] });
  });

  test.each([500, 501, 503, 418])("%d comes in the API's form", async (status) => {
    await using api = await inject({ fault: status, path: "/v1/*" });
    expect((await toRefusal(await me(api))).status).toBe(status);
  });

  test("408 is a page of the load balancer's", async () => {
    await using api = await inject({ fault: 408, method: "get" });
    const response = await me(api);
    expect([response.status, response.headers.get("content-type")]).toEqual([408, "text/html"]);
    expect(await response.text()).toContain("<h1>408 Request Time-out</h1>");
  });

  test("a reset breaks the connection before the answer, and the request has no effect unless told", async () => {
    await using api = await inject({ fault: "reset", operation: "ServiceUserCreate" });
    const input = { project: api.project, service_name: "demo-pg", username: "app" };
    await expect(api.ok("ServiceUserCreate", input)).rejects.toThrow("fetch failed");
    expect(api.sandbox.requests.list().at(-1)).toMatchObject({ status: null, fault: "fault-1" });
    api.sandbox.faults.add({ fault: "reset", operation: "ServiceUserCreate", applied: true });
    await expect(api.ok("ServiceUserCreate", input)).rejects.toThrow("fetch failed");
    expect((await api.refused("ServiceUserCreate", input)).status).toBe(409);
  });

  test("a cut answer ends in the middle", async () => {
    await using api = await inject({ fault: "cut", operation: "UserInfo" });
    const response = await me(api);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  test("a slow answer takes its time and is whole", async () => {
    await using api = await inject({ fault: "slow", operation: "UserInfo", ms: 200 });
    const started = performance.now();
    expect(await (await me(api)).json()).toMatchObject({ user: { user: "demo@example.com" } });
    expect(performance.now() - started).toBeGreaterThan(150);
  });

  test("a request that arrives twice runs twice", async () => {
    await using api = await inject({ fault: "twice", operation: "AccessTokenCreate" });
    const count = async () => (await api.ok("AccessTokenList", {})).tokens.length;
    const before = await count();
    await api.ok("AccessTokenCreate", { description: "x" });
    expect(await count()).toBe(before + 2);
    api.sandbox.faults.add({ fault: "twice", operation: "Service*Create" });
    const input = { project: api.project, service_name: "demo-pg", username: "app" };
    expect((await api.refused("ServiceUserCreate", input)).status).toBe(409);
  });

  test("wait for their turn, spare what they do not name, and can be taken away", async () => {
    await using api = await inject({ fault: 500, path: "/v1/project/**", after: 1, count: null });
    const events = () => api.fetch(`/v1/project/${api.project}/events`).then(({ status }) => status);
    expect([await events(), await events(), await events(), (await me(api)).status]).toEqual([200, 500, 500, 200]);
    await steer(api, "DELETE", "/faults/fault-1");
    expect(await events()).toBe(200);
  });
});
