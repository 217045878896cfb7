import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.js";
import { openPerson, PROTOCOLS, type Reply } from "./person.js";
import { type Json, openServer } from "./server.js";

const INPUT = { service_name: "demo-valkey" };
const DELETE = { operation: "ServiceDelete", input: INPUT };
const yes = (name: string): Reply => ({ action: "accept", content: { name } });

let sandbox: Sandbox;
let variables: Record<string, string>;

beforeEach(async () => {
  sandbox = await startSandbox({ speed: "instant" });
  variables = { AIVEN_WEB_URL: sandbox.url, AIVEN_TOKEN: sandbox.token, AIVEN_PROJECT: sandbox.project };
  return () => sandbox.close();
});

/** The names of the services that there are. */
async function services(): Promise<string[]> {
  const headers = { authorization: `aivenv1 ${sandbox.token}` };
  const response = await fetch(`${sandbox.url}/v1/project/${sandbox.project}/service`, { headers });
  const { services: list } = (await response.json()) as { services: { service_name: string }[] };
  return list.map(({ service_name }) => service_name);
}

describe.each(PROTOCOLS)("a person at a client of %s", (protocol) => {
  it("is shown what would be lost and types the name; then it is done, in one call of the assistant", async () => {
    const person = await openPerson(protocol, variables, () => yes("demo-valkey"));
    const { isError, data } = await person.call("aiven_destroy", DELETE);
    expect({ isError, data }).toMatchObject({ isError: false, data: { done: "ServiceDelete", target: INPUT } });
    expect(await services()).not.toContain("demo-valkey");
    expect(person.forms).toHaveLength(1);
    const [form] = person.forms;
    expect(form?.message).toMatch(/service_name demo-valkey/);
    expect(form?.message).toMatch(/^- service: valkey on startup-4 in .*^- users: default$/ms);
    expect(form?.requestedSchema).toEqual({
      type: "object",
      properties: { name: { type: "string", title: "Type demo-valkey to approve" } },
      required: ["name"],
    });
  });

  it.each<[string, Reply, RegExp]>([
    ["declines", { action: "decline" }, /declined/],
    ["closes the form", { action: "cancel" }, /closed the form/],
    ["types another name", yes("demo-pg"), /typed another name/],
    ["types it in capitals", yes("DEMO-VALKEY"), /typed another name/],
    ["types nothing", yes(""), /typed another name/],
  ])("%s, and the assistant is told plainly that nothing was done", async (_, reply, said) => {
    const person = await openPerson(protocol, variables, () => reply);
    const { data } = await person.call("aiven_destroy", DELETE);
    expect(data).toMatchObject({
      nothing_done: true,
      approved: false,
      target: INPUT,
      next: expect.stringMatching(said),
    });
    expect(data).not.toHaveProperty("plan");
    expect(await services()).toContain("demo-valkey");
  });

  it("is asked also when the assistant brings a plan and a name of its own", async () => {
    await using typed = await openServer({ ...variables, AIVEN_STATE_KEY: "shared by processes" });
    const { plan } = await typed.ok("aiven_destroy", DELETE);
    const person = await openPerson(protocol, { ...variables, AIVEN_STATE_KEY: "shared by processes" }, () => ({
      action: "decline",
    }));
    const { data } = await person.call("aiven_destroy", { ...DELETE, plan, confirm: "demo-valkey" });
    expect(data).toMatchObject({ nothing_done: true });
    expect(person.forms).toHaveLength(1);
    expect(await services()).toContain("demo-valkey");
  });

  it("approves one target: another of the same name by then is left alone", async () => {
    const person = await openPerson(protocol, variables, async () => {
      await recreate();
      return yes("demo-valkey");
    });
    const { isError, data } = await person.call("aiven_destroy", DELETE);
    expect(isError).toBe(true);
    expect(data).toMatchObject({ issues: [{ field: "plan", message: expect.stringContaining("does not fit") }] });
    expect(await services()).toContain("demo-valkey");
  });

  it("is asked once for several calls, by all their names", async () => {
    const calls = [DELETE, { operation: "ServiceDelete", input: { service_name: "demo-pg" } }];
    const person = await openPerson(protocol, variables, () => yes("demo-valkey, demo-pg"));
    const { data } = await person.call("aiven_destroy", { calls });
    expect(data).toMatchObject({ results: [{ done: "ServiceDelete" }, { done: "ServiceDelete" }] });
    expect(person.forms[0]?.message.match(/service_name/g)).toHaveLength(2);
  });

  it("is not bothered with what something protects", async () => {
    const person = await openPerson(protocol, variables, () => yes("demo-valkey"));
    await person.call("aiven_write", { operation: "ServiceUpdate", input: { ...INPUT, termination_protection: true } });
    const { data } = await person.call("aiven_destroy", DELETE);
    expect(data).toMatchObject({ blocked: [expect.stringMatching(/protection is on/)] });
    expect(person.forms).toEqual([]);
  });

  it("is asked with strict, and not with typed", async () => {
    const strict = await openPerson(protocol, { ...variables, AIVEN_CONFIRM: "strict" }, () => ({ action: "decline" }));
    expect((await strict.call("aiven_destroy", DELETE)).data).toMatchObject({ approved: false });
    const typed = await openPerson(protocol, { ...variables, AIVEN_CONFIRM: "typed" }, () => yes("demo-valkey"));
    expect((await typed.call("aiven_destroy", DELETE)).data).toHaveProperty("plan");
    expect(typed.forms).toEqual([]);
  });
});

describe("without forms", () => {
  it("strict refuses, also with a plan, and says what else there is", async () => {
    const key = { AIVEN_STATE_KEY: "shared by processes" };
    await using asking = await openServer({ ...variables, ...key });
    const { plan } = await asking.ok("aiven_destroy", DELETE);
    await using strict = await openServer({ ...variables, ...key, AIVEN_CONFIRM: "strict" });
    const refusal = { error: "PolicyError", hint: expect.stringContaining("AIVEN_CONFIRM=ask") };
    expect(await strict.refused("aiven_destroy", DELETE)).toMatchObject(refusal);
    expect(await strict.refused("aiven_destroy", { ...DELETE, plan, confirm: "demo-valkey" })).toMatchObject(refusal);
    expect(await services()).toContain("demo-valkey");
  });
});

/** Deletes the service and creates another under its name. */
async function recreate(): Promise<void> {
  const server = await openServer(variables);
  onTestFinished(() => server.client.close());
  const plan = String((await server.ok("aiven_destroy", DELETE))["plan"]);
  await server.ok("aiven_destroy", { ...DELETE, plan, confirm: "demo-valkey" });
  sandbox.advance(5_000);
  const again: Json = { ...INPUT, service_type: "valkey", plan: "startup-4", cloud: "google-europe-west1" };
  await server.ok("aiven_provision", again);
}
