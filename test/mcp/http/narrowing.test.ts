import { describe, expect, it } from "vitest";
import { callTool, LIST, openHttpServer, post, type Sent } from "./server.js";

function names({ message }: Sent): string[] {
  const tools = (message.result?.["tools"] ?? []) as { name: string }[];
  return tools.map(({ name }) => name);
}

describe("a request narrows what the operator allows", () => {
  it("by query and by header", async () => {
    const { url } = await openHttpServer();
    expect(names(await post(url, LIST))).toContain("aiven_write");
    expect(names(await post(`${url}?mode=read-only`, LIST))).not.toContain("aiven_write");
    expect(names(await post(url, LIST, { "x-aiven-mode": "read-only" }))).not.toContain("aiven_write");
    const one = await callTool(`${url}?projects=elsewhere`, "aiven_read", {
      operation: "ServiceList",
      input: { project: "sandbox-demo" },
    });
    expect(one).toMatchObject({ isError: true, data: { error: "PolicyError" } });
    const write = { operation: "ProjectTagsUpdate", input: { project: "sandbox-demo", tags: {} } };
    const narrowed = await callTool(`${url}?mode=read-only`, "aiven_write", write);
    expect(narrowed).toMatchObject({ isError: true, data: { error: "PolicyError" } });
    expect((await callTool(url, "aiven_write", write)).isError).toBe(false);
  });

  it("and never widens it", async () => {
    const { url } = await openHttpServer(["--mode", "write", "--project", "a,b"]);
    const refusals: [string, Record<string, string>, number, RegExp][] = [
      ["?mode=full", {}, 403, /full is wider than write/],
      ["?mode=read-only", { "x-aiven-mode": "write" }, 403, /write is wider than read-only/],
      ["?projects=a,c", {}, 403, /Project c is not among: a, b/],
      ["?projects=a", { "x-aiven-projects": "b" }, 403, /Project b is not among: a/],
      ["?projects=", {}, 400, /items with commas/],
      ["", { "x-aiven-projects": "a,,b" }, 400, /items with commas/],
      ["?mode=readonly", {}, 400, /did you mean read-only/],
      ["?operations=ServiceLists", {}, 400, /did you mean ServiceList/],
      ["?operations=,", {}, 400, /items with commas/],
      ["?tools=kafka", {}, 403, /kafka are not among: default/],
      ["?tools=kafak", {}, 400, /did you mean kafka/],
      ["?reveal=1", {}, 400, /can only be turned off/],
      ["", { "x-aiven-sql-write": "1" }, 400, /can only be turned off/],
      ["?max_usd_per_hour=much", {}, 400, /US dollars per hour/],
      ["", { "x-aiven-project": "a" }, 400, /did you mean x-aiven-projects/],
      ["?project=a", {}, 400, /did you mean projects/],
    ];
    for (const [query, headers, status, expected] of refusals) {
      const sent = await post(url + query, LIST, headers);
      expect(sent.status, query).toBe(status);
      expect(sent.message.error?.["message"], query).toMatch(expected);
    }
    expect((await post(`${url}?projects=a&mode=write`, LIST, { "x-aiven-projects": "a" })).status).toBe(200);
  });

  it("to operations inside of the operator's, with his exclusions", async () => {
    const { url } = await openHttpServer([], { AIVEN_OPERATIONS: "service,ProjectGet,!ServiceDelete" });
    const refused = async (query: string, operation: string, headers: Record<string, string> = {}) => {
      const one = operation === "ServiceGet" ? { service_name: "demo-pg" } : {};
      const input = { project: "sandbox-demo", ...one };
      const { data } = await callTool(url + query, "aiven_read", { operation, input }, headers);
      return data["error"] === "PolicyError";
    };
    expect(await refused("", "ServiceGet")).toBe(false);
    expect(await refused("?operations=ServiceG*", "ServiceGet")).toBe(false);
    expect(await refused("?operations=ServiceG*", "ServiceList")).toBe(true);
    expect(await refused("?operations=!ServiceGet", "ServiceGet")).toBe(true);
    expect(await refused("?operations=!ServiceGet", "ServiceList")).toBe(false);
    expect(await refused("?operations=service", "ServiceList", { "x-aiven-operations": "ServiceGet" })).toBe(true);
    const wide = await post(`${url}?operations=kafka`, LIST);
    expect(wide).toMatchObject({ status: 403 });
    expect(wide.text).toMatch(/kafka holds \w+, which is not among: service, ProjectGet/);
    const destroy = { operation: "ServiceDelete", input: { project: "sandbox-demo", service_name: "demo-pg" } };
    const gone = await callTool(`${url}?operations=service`, "aiven_destroy", destroy);
    expect(gone).toMatchObject({ isError: true, data: { message: expect.stringContaining("!ServiceDelete") } });
  });

  it("to names that are safe, a lower price, and without what the operator lets out", async () => {
    const server = await openHttpServer(["--mode", "full"], {
      AIVEN_PROTECT: "*-kafka",
      AIVEN_MAX_USD_PER_HOUR: "5",
      AIVEN_SQL_WRITE: "1",
    });
    const destroy = (service_name: string) => ({
      operation: "ServiceDelete",
      input: { project: "sandbox-demo", service_name },
    });
    for (const name of ["demo-pg", "demo-kafka"]) {
      const kept = await callTool(`${server.url}?protect=demo-pg`, "aiven_destroy", destroy(name));
      expect(kept.data, name).toMatchObject({ error: "PolicyError" });
    }
    expect((await callTool(server.url, "aiven_destroy", destroy("demo-pg"))).data).toHaveProperty("plan");
    const create = {
      operation: "ServiceCreate",
      input: {
        project: "sandbox-demo",
        service_name: "new-pg",
        service_type: "pg",
        plan: "startup-4",
        cloud: "google-europe-west1",
      },
    };
    const dear = await callTool(server.url, "aiven_write", create, { "x-aiven-max-usd-per-hour": "0" });
    expect(dear.data).toMatchObject({ error: "PolicyError" });
    expect((await post(`${server.url}?max_usd_per_hour=6`, LIST)).status).toBe(403);
    const token = { operation: "AccessTokenCreate", input: { description: "ci" } };
    const hidden = await callTool(`${server.url}?reveal=0`, "aiven_write", token);
    expect(hidden.data).toMatchObject({ error: "PolicyError", message: expect.stringContaining("secret") });
    expect((await callTool(server.url, "aiven_write", token)).isError).toBe(false);
    const sql = async (url: string) => {
      const { message } = await post(url, LIST);
      return JSON.stringify(message.result).includes("The statement may change data");
    };
    expect([await sql(server.url), await sql(`${server.url}?sql_write=0`)]).toEqual([true, false]);
  });

  it("to some of the sets of tools that the operator publishes", async () => {
    const { url } = await openHttpServer(["--tools", "default,pg,kafka"]);
    const pg = names(await post(`${url}?tools=pg`, LIST));
    expect(pg).not.toEqual([]);
    expect(pg.filter((name) => /kafka|^aiven_/.test(name))).toEqual([]);
    expect(names(await post(url, LIST, { "x-aiven-tools": "default" }))).toHaveLength(11);
    const call = await callTool(`${url}?tools=pg`, "aiven_read", { operation: "UserInfo" });
    expect(call).toMatchObject({ isError: true, data: { error: "InputError" } });
    expect((await post(`${url}?tools=mysql`, LIST)).status).toBe(403);
  });
});
