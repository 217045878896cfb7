import { describe, expect, it } from "vitest";
import { runCli } from "../child.js";
import { openPerson, PROTOCOLS } from "./person.js";
import { openSandboxServer, openServer } from "./server.js";

const TOOLS = { AIVEN_TOOLS: "service,kafka,pg" };
const VALKEY = { service_name: "demo-valkey" };

describe("native tools", () => {
  it("stand in place of the default ones, or beside them", async () => {
    await using alone = await openSandboxServer(TOOLS);
    const names = (await alone.tools()).map(({ name }) => name);
    expect(names).toContain("service_get");
    expect(names.filter((name) => name.startsWith("aiven_"))).toEqual([]);
    expect(alone.client.getInstructions()).not.toContain("aiven_overview");
    expect(await alone.refused("aiven_overview")).toMatchObject({ error: "InputError" });
    await using beside = await openServer({}, ["--sandbox", "--tools", "pg,default"]);
    expect((await beside.tools()).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["aiven_overview", "service_pg_bouncer_create"]),
    );
    expect(beside.client.getInstructions()).toContain("aiven_overview");
  });

  it("read, with the fields that are asked for, page by page", async () => {
    await using server = await openSandboxServer(TOOLS);
    const fields = ["service_name"];
    const first = await server.ok("service_list", { show: { fields, limit: 2 } });
    expect(first).toMatchObject({ page: { shown: 2, total: 3, cursor: expect.any(String) } });
    const { cursor } = first["page"] as { cursor: string };
    const second = await server.ok("service_list", { show: { fields, cursor } });
    expect(second["services"]).toHaveLength(1);
  });

  it("hide secrets", async () => {
    await using server = await openSandboxServer(TOOLS);
    const answer = await server.ok("service_user_get", {
      service_name: "demo-pg",
      service_username: "avnadmin",
      show: { fields: ["*"] },
    });
    expect(answer).toMatchObject({ user: { username: "avnadmin", password: "<redacted>" } });
  });

  it("write, and wait until it is done", async () => {
    await using server = await openSandboxServer(TOOLS);
    const topic = { service_name: "demo-kafka", topic_name: "made-by-its-own-tool" };
    const made = await server.ok("service_kafka_topic_create", { ...topic, partitions: 3, wait: true });
    expect(made).toMatchObject({ done: "ServiceKafkaTopicCreate", wait: { outcome: "done", state: "ACTIVE" } });
    expect(await server.ok("service_kafka_topic_get", topic)).toMatchObject({
      topic: { topic_name: topic.topic_name },
    });
  });

  it("take fields whose names clients refuse under more", async () => {
    await using server = await openSandboxServer(TOOLS);
    const quota = {
      service_name: "demo-kafka",
      user: "app",
      consumer_byte_rate: 1_000_000,
      more: { "client-id": "c1" },
    };
    expect(await server.ok("service_kafka_quota_create", quota)).toHaveProperty("done");
    const list = await server.ok("service_kafka_quota_list", { service_name: "demo-kafka" });
    expect(JSON.stringify(list)).toContain('"c1"');
    expect(await server.refused("service_kafka_quota_create", { ...quota, more: "client-id" })).toMatchObject({
      issues: [{ field: "more", message: "is not a field here" }],
    });
  });

  it("destroy what was approved: in a second call with the plan and the name", async () => {
    await using server = await openSandboxServer(TOOLS);
    const { plan, next } = await server.ok("service_delete", VALKEY);
    expect(next).toContain('approval: {"plan": this plan, "confirm": "demo-valkey"}');
    expect(await server.refused("service_delete", { ...VALKEY, approval: { plan, confirm: "demo" } })).toMatchObject({
      issues: [{ field: "confirm" }],
    });
    expect(await server.ok("service_delete", { ...VALKEY, approval: { plan, confirm: "demo-valkey" } })).toMatchObject({
      done: "ServiceDelete",
    });
    expect(await server.refused("service_get", VALKEY)).toMatchObject({ status: 404 });
  });

  it("need approval for arguments that destroy, and only for those", async () => {
    await using server = await openSandboxServer(TOOLS);
    const off = { ...VALKEY, powered: false };
    expect(await server.ok("service_update", off)).toMatchObject({ nothing_done_yet: true, plan: expect.any(String) });
    expect(await server.ok("service_get", VALKEY)).toMatchObject({ service: { state: "RUNNING" } });
    const day = { ...VALKEY, maintenance: { dow: "monday", time: "03:00:00" } };
    expect(await server.ok("service_update", day)).toMatchObject({ done: "ServiceUpdate" });
  });

  it.each(PROTOCOLS)("ask a person at a client of %s by a form", async (protocol) => {
    await using server = await openSandboxServer();
    const { url, token, project } = server.sandbox;
    const variables = { AIVEN_WEB_URL: url, AIVEN_TOKEN: token, AIVEN_PROJECT: project, ...TOOLS };
    const person = await openPerson(protocol, variables, () => ({ action: "decline" }));
    expect((await person.call("service_delete", VALKEY)).data).toMatchObject({ approved: false });
    expect(person.forms[0]?.message).toContain("demo-valkey");
  });

  it("obey the same policy", async () => {
    await using server = await openSandboxServer({
      ...TOOLS,
      AIVEN_MODE: "read-only",
      AIVEN_OPERATIONS: "!ServiceList",
    });
    const tools = await server.tools();
    expect(tools.filter(({ annotations }) => !annotations?.readOnlyHint)).toEqual([]);
    expect(await server.refused("service_list")).toMatchObject({ error: "InputError" });
    expect(await server.refused("service_delete", VALKEY)).toMatchObject({ error: "InputError" });
    await using narrow = await openSandboxServer({ ...TOOLS, AIVEN_PROTECT: "demo-*" });
    expect(await narrow.refused("service_delete", VALKEY)).toMatchObject({ error: "PolicyError" });
  });

  it("correct what is misspelt: tools, fields and own arguments", async () => {
    await using server = await openSandboxServer(TOOLS);
    expect(await server.refused("service_gett", VALKEY)).toMatchObject({ issues: [{ nearest: "service_get" }] });
    expect(await server.refused("service_get", { servicename: "x" })).toMatchObject({
      issues: expect.arrayContaining([expect.objectContaining({ field: "servicename", nearest: "service_name" })]),
    });
    expect(await server.refused("service_get", { ...VALKEY, show: { feilds: ["*"] } })).toMatchObject({
      issues: [{ field: "show.feilds", nearest: "fields" }],
    });
  });

  it("of a family that there is not are refused at the start, with the nearest", async () => {
    const { code, stdout, stderr } = await runCli(["--sandbox", "--tools", "kafak"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/"kafak" is no set of tools \(did you mean kafka\?\)/);
  });
});
