import { describe, expect, it } from "vitest";
import { createNodeClient } from "../../../src/node/client.js";
import { serveApi } from "../../server/api-server.js";
import type { Json } from "../server.js";
import { bearer, callTool, openHttpServer, post, serveSandbox } from "./server.js";

/** What the API tells one user; both have a project of the same name. */
function accountOf(who: string, path: string): unknown {
  if (path.includes("/alerts")) return { alerts: [] };
  if (path.includes("/service_versions")) return { service_versions: [] };
  if (path === "/v1/me") return { user: { user: `${who}@example.com`, user_id: who }, projects: [] };
  if (path === "/v1/project") return { projects: [{ project_name: `${who}-own` }, { project_name: "shared" }] };
  if (path === "/v1/project/shared") return { project: { project_name: "shared", organization_id: `${who}-org` } };
  const service = {
    service_name: `${who}-pg`,
    service_type: "pg",
    plan: "startup-4",
    cloud_name: "c",
    state: "RUNNING",
  };
  return { services: [service] };
}

describe("two principals on one server", () => {
  it("never see each other's data, however many calls run at once", async () => {
    const waiting: (() => void)[] = [];
    const api = await serveApi([
      (response, { headers, url }) => {
        const body = JSON.stringify(accountOf(String(headers.authorization).replace("aivenv1 ", ""), url));
        waiting.push(() => response.writeHead(200, { "content-type": "application/json" }).end(body));
        // The last to ask is the first to be answered.
        setImmediate(() => waiting.pop()?.());
      },
    ]);
    const { url } = await openHttpServer([], { AIVEN_WEB_URL: api.url });
    const calls = [
      ["aiven_read", { operation: "UserInfo" }],
      ["aiven_overview", {}],
      ["aiven_overview", { project: "shared" }],
    ] as const;
    const callAs = async (who: string, [name, args]: (typeof calls)[number]) => {
      const { text, isError } = await callTool(url, name, args, bearer(who));
      expect({ isError, seen: [...new Set(text.match(/\bp\d+(?=-|@)/g))] }, text).toEqual({
        isError: false,
        seen: [who],
      });
    };
    for (let round = 0; round < 2; round++) {
      const callers = Array.from({ length: 33 }, (_, n) => `p${n}`);
      await Promise.all(callers.flatMap((who) => calls.map((call) => callAs(who, call))));
    }
    expect(new Set(api.requests.map(({ headers }) => headers.authorization)).size).toBe(33);
  });

  it("never read each other's documents or completions, by addresses that are the same", async () => {
    const api = await serveApi([
      (response, { headers, url }) => {
        const body = JSON.stringify(accountOf(String(headers.authorization).replace("aivenv1 ", ""), url));
        setImmediate(() => response.writeHead(200, { "content-type": "application/json" }).end(body));
      },
    ]);
    const { url } = await openHttpServer([], { AIVEN_WEB_URL: api.url });
    const service = { type: "ref/resource", uri: "aiven://project/{project}/service/{service_name}" };
    const requests: [string, Json][] = [
      ["resources/read", { uri: "aiven://read/UserInfo" }],
      ["resources/read", { uri: "aiven://read/ServiceList?input=%7B%22project%22%3A%22shared%22%7D" }],
      ["completion/complete", { ref: service, argument: { name: "project", value: "p" } }],
      [
        "completion/complete",
        {
          ref: service,
          argument: { name: "service_name", value: "" },
          context: { arguments: { project: "shared" } },
        },
      ],
    ];
    const ask = async (who: string, [method, params]: (typeof requests)[number], id: number) => {
      const { message, text } = await post(url, { jsonrpc: "2.0", id, method, params }, bearer(who));
      const seen = [...new Set(JSON.stringify(message.result).match(/\bp\d+(?=-|@)/g))];
      expect({ id: message.id, seen }, text).toEqual({ id, seen: [who] });
    };
    const callers = Array.from({ length: 16 }, (_, n) => `p${n}`);
    await Promise.all(callers.flatMap((who) => requests.map((request, id) => ask(who, request, id))));
  });

  it("cannot use each other's plans", async () => {
    const { variables, token, sandbox } = await serveSandbox();
    const { url } = await openHttpServer(["--project", sandbox.project], variables);
    const target = { operation: "ServiceDelete", input: { service_name: "demo-valkey" } };
    const planned = await callTool(url, "aiven_destroy", target, bearer(token));
    const confirmed = { ...target, plan: planned.data["plan"], confirm: "demo-valkey" };
    // Another token of the same user: the API would let it, and the plan is still not its own.
    const client = createNodeClient({ baseUrl: sandbox.url, token });
    const { full_token } = await client.call("AccessTokenCreate", { description: "another" });
    await client.close();
    const stolen = await callTool(url, "aiven_destroy", confirmed, bearer(full_token));
    expect(stolen).toMatchObject({ isError: true, data: { issues: [{ field: "plan" }] } });
    expect((await callTool(url, "aiven_destroy", confirmed, bearer(token))).data).toMatchObject({
      done: "ServiceDelete",
    });
  });
});
