import { describe, expect, it } from "vitest";
import { type Json, openSandboxServer, openServer } from "./server.js";

const NEW = { service_name: "new-pg", service_type: "pg" };
const CLOUD = "google-europe-west1";
const WHOLE = { ...NEW, cloud: CLOUD, plan: "startup-4" };

const names = (data: Json) => (data["services"] as Json[]).map(({ service_name }) => service_name);

describe("provisioning", () => {
  it("asks for the cloud, then for the plan with prices, then creates; nothing before that", async () => {
    await using server = await openSandboxServer();
    const cloud = await server.ok("aiven_provision", NEW);
    expect(cloud).toMatchObject({ created: false, choose: "cloud" });
    expect(cloud["clouds"]).toContainEqual(expect.objectContaining({ cloud: "aws-eu-west-1" }));
    const plan = await server.ok("aiven_provision", { ...NEW, cloud: CLOUD });
    expect(plan).toMatchObject({ created: false, choose: "plan" });
    const prices = (plan["plans"] as Json[]).map(({ usd_month }) => Number(usd_month));
    expect(prices).toEqual(prices.slice().sort((a, b) => a - b));
    expect(names(await server.ok("aiven_overview"))).not.toContain("new-pg");
    expect(await server.ok("aiven_provision", WHOLE)).toMatchObject({
      created: true,
      plan: "startup-4",
      usd_month: 99,
    });
    expect(names(await server.ok("aiven_overview"))).toContain("new-pg");
  });

  it("tells a service type that there is not by its nearest, and a name that is taken", async () => {
    await using server = await openSandboxServer();
    expect(await server.refused("aiven_provision", { ...NEW, service_type: "pgg" })).toMatchObject({
      issues: [{ field: "service_type", nearest: "pg", allowed: expect.arrayContaining(["kafka"]) }],
    });
    const taken = await server.refused("aiven_provision", { ...WHOLE, service_name: "demo-pg" });
    expect(taken).toMatchObject({ error: "ApiError", status: 409 });
  });

  it("waits with progress until the service runs", async () => {
    await using server = await openServer();
    const seen: string[] = [];
    const onprogress = ({ message = "" }) => void seen.push(message);
    const answer = await server.ok("aiven_provision", { ...WHOLE, wait: true }, { onprogress });
    expect(answer).toMatchObject({ created: true, state: "RUNNING", wait: { outcome: "done" } });
    expect(seen[0]).toMatch(/^REBUILDING: 0 of 1 nodes running, new-pg-\d+ \w+$/);
  });
});

describe("a wait", () => {
  it("is pending when its time is up and can be gone on with", async () => {
    await using server = await openServer();
    await server.ok("aiven_provision", WHOLE);
    const wait = { for: "service", input: { service_name: "new-pg" } };
    const pending = await server.ok("aiven_wait", { ...wait, timeout_s: 1 });
    expect(pending).toMatchObject({ outcome: "pending", state: "REBUILDING", next: expect.any(String) });
    expect(await server.ok("aiven_wait", wait)).toMatchObject({ outcome: "done", state: "RUNNING" });
  });

  it("knows what is gone, and what will not come by itself", async () => {
    await using server = await openSandboxServer();
    const input = { service_name: "demo-valkey" };
    const gone = { for: "service-gone", input: { service_name: "not-there" } };
    expect(await server.ok("aiven_wait", gone)).toMatchObject({ outcome: "done", state: "gone" });
    const off = { operation: "ServiceUpdate", input: { ...input, powered: false } };
    const { plan } = await server.ok("aiven_destroy", off);
    await server.ok("aiven_destroy", { ...off, plan, confirm: "demo-valkey" });
    expect(await server.ok("aiven_wait", { for: "service", input })).toMatchObject({
      outcome: "failed",
      state: "POWEROFF",
    });
    expect(await server.ok("aiven_wait", { for: "service-off", input })).toMatchObject({ outcome: "done" });
  });
});

describe("a write", () => {
  it("changes something and shows it without its secret", async () => {
    await using server = await openSandboxServer();
    const write = { operation: "ServiceUserCreate", input: { service_name: "demo-pg", username: "anna" } };
    const { text, data } = await server.call("aiven_write", write);
    expect(data).toMatchObject({ done: "ServiceUserCreate", user: { username: "anna" } });
    expect(text).not.toContain("AVNS_");
    expect(await server.ok("aiven_service", { service_name: "demo-pg" })).toMatchObject({
      users: ["avnadmin", "anna"],
    });
  });

  it("of what destroys or only reads is sent to the tool for it", async () => {
    await using server = await openSandboxServer();
    const input = { service_name: "demo-pg" };
    const issue = async (tool: string, operation: string, more: Json = {}) => {
      const { issues } = await server.refused(tool, { operation, input: { ...input, ...more } });
      return (issues as Json[])[0]?.["message"];
    };
    expect(await issue("aiven_write", "ServiceDelete")).toBe("ServiceDelete is destructive here: call aiven_destroy");
    expect(await issue("aiven_write", "ServiceGet")).toBe("ServiceGet only reads: call aiven_read");
    expect(await issue("aiven_write", "ServiceUpdate", { powered: false })).toMatch(/powered: .*: call aiven_destroy$/);
    expect(await issue("aiven_read", "ServiceUpdate")).toBe("ServiceUpdate does not read: call aiven_write");
    expect(await issue("aiven_destroy", "ServiceGet")).toMatch(/call aiven_read$/);
    expect(await issue("aiven_destroy", "ServiceUpdate", { termination_protection: true })).toMatch(
      /call aiven_write$/,
    );
  });
});
