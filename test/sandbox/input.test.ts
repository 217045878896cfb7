import { describe, expect, test } from "vitest";
import { openSandbox, toRefusal } from "./api.js";

const json = { "content-type": "application/json" };

describe("where the fields of a request are", () => {
  test("the query does not tell what the body has to", async () => {
    await using api = await openSandbox();
    const headers = { authorization: `aivenv1 ${api.sandbox.token}`, ...json };
    const service = `/v1/project/${api.project}/service/demo-pg`;
    const updated = await api.fetch(`${service}?powered=false`, { method: "PUT", headers, body: "{}" });
    expect(updated.status).toBe(200);
    expect((await api.ok("ServiceGet", { project: api.project, service_name: "demo-pg" })).service.state).toBe(
      "RUNNING",
    );
    const body = JSON.stringify({ username: "app" });
    const made = await api.fetch(`${service}/user?username=other`, { method: "POST", headers, body });
    expect(await made.json()).toMatchObject({ user: { username: "app" } });
  });

  test("the body does not tell what the query has to", async () => {
    await using api = await openSandbox();
    const headers = { authorization: `aivenv1 ${api.sandbox.token}`, ...json };
    const body = JSON.stringify({ client_id: "x", "client-id": "app", user: "ana" });
    const path = `/v1/project/${api.project}/service/demo-kafka/quota`;
    const refusal = await toRefusal(await api.fetch(path, { method: "DELETE", headers, body }));
    expect(refusal).toMatchObject({ status: 400, message: "Invalid input: 'user' or 'client-id' is required" });
  });

  test("an unknown name in the query is ignored, as the Go clients need it", async () => {
    await using api = await openSandbox();
    const headers = { authorization: `aivenv1 ${api.sandbox.token}`, ...json };
    const path = `/v1/project/${api.project}/service/demo-pg/logs?limit=999`;
    const logs = await api.fetch(path, { method: "POST", headers, body: '{"limit":2}' });
    expect(((await logs.json()) as { logs: unknown[] }).logs).toHaveLength(2);
  });

  test("where the API refuses an unknown name in the query, it is told", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "demo-kafka" };
    await api.ok("ServiceKafkaQuotaCreate", { ...where, user: "avnadmin", request_percentage: 10 });
    const path = `/v1/project/${api.project}/service/demo-kafka/quota`;
    for (const [method, url] of [
      ["GET", `${path}/describe?user=avnadmin&limit=999`],
      ["DELETE", `${path}?user=avnadmin&limit=999`],
    ] as const) {
      const refusal = await toRefusal(await api.fetch(url, { method }));
      expect(refusal).toMatchObject({ status: 400, message: expect.stringContaining("'limit' was unexpected") });
    }
    await api.ok("ServiceKafkaQuotaDelete", { ...where, user: "avnadmin" });
  });

  test("a content type with an empty body is an empty object", async () => {
    await using api = await openSandbox();
    const headers = { authorization: `aivenv1 ${api.sandbox.token}`, ...json };
    const path = `/v1/project/${api.project}/service/demo-pg/logs`;
    expect((await api.fetch(path, { method: "POST", headers })).status).toBe(200);
  });
});
