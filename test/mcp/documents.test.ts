import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { operationIds } from "../../src/core/catalogue/index.js";
import { guides } from "../../src/tools/guides.js";
import { CLI, environment } from "../child.js";
import { openSandboxServer, openServer, type SandboxServer } from "./server.js";

const GUIDES = Object.keys(guides);
const SERVICE = "aiven://project/sandbox-demo/service/demo-pg";
const ROTATE = { service_name: "demo-pg", service_username: "avnadmin" };

let server: SandboxServer;

beforeAll(async () => {
  server = await openSandboxServer({ AIVEN_PROJECT: "" });
});
afterAll(() => server[Symbol.asyncDispose]());

async function textOf(uri: string): Promise<string> {
  const { contents } = await server.client.readResource({ uri });
  const [first, ...others] = contents;
  if (!first || !("text" in first) || others.length > 0 || first.uri !== uri) throw new Error("not one text");
  return first.text;
}

async function promptOf(name: string, args: Record<string, string>): Promise<string> {
  const { messages } = await server.client.getPrompt({ name, arguments: args });
  const [first, ...others] = messages;
  if (first?.content.type !== "text" || first.role !== "user" || others.length > 0) throw new Error("not one text");
  return first.content.text;
}

describe("resources", () => {
  it("are the guides; services and operations are found by their templates", async () => {
    const { resources } = await server.client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual(GUIDES.map((name) => `aiven://guide/${name}`));
    const { resourceTemplates } = await server.client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      "aiven://project/{project}",
      "aiven://project/{project}/service/{service_name}",
      "aiven://read/{operation}{?input,fields,filter,cursor}",
      "aiven://operation/{id}",
      "aiven://configuration/{service_type}",
      "aiven://guide/{name}",
    ]);
    for (const { name, title, description, mimeType } of [...resources, ...resourceTemplates]) {
      for (const text of [name, title, description, mimeType]) expect(text).toMatch(/\S/);
    }
  });

  it("a service is what aiven_service tells of it, its secrets hidden", async () => {
    const digest = await server.ok("aiven_service", { project: "sandbox-demo", service_name: "demo-pg" });
    const text = await textOf(SERVICE);
    expect(JSON.parse(text)).toMatchObject({ service_name: digest["service_name"], state: "RUNNING" });
    expect(text).not.toMatch(/AVNS_/);
  });

  it("a configuration is all of its parameters, of a service type, an integration or an endpoint", async () => {
    const { of, kind, parameters } = JSON.parse(await textOf("aiven://configuration/pg"));
    expect([of, kind]).toEqual(["pg", "services"]);
    expect(parameters.length).toBeGreaterThan(150);
    expect(parameters).toContainEqual(expect.stringMatching(/^pg\.max_connections: integer.*restarts\. \S/));
    expect(parameters).toContainEqual(expect.stringMatching(/^ip_filter: list of/));
    const integration = JSON.parse(await textOf("aiven://configuration/integration:datadog"));
    expect(integration).toMatchObject({ of: "datadog", kind: "integrations" });
    const endpoint = JSON.parse(await textOf("aiven://configuration/endpoint:datadog"));
    expect(endpoint).toMatchObject({ of: "datadog", kind: "endpoints" });
    expect(endpoint.parameters).toContainEqual(expect.stringMatching(/^datadog_api_key: .*secret/));
  });

  it("a project is its services and how they fare", async () => {
    const { project, services, totals } = JSON.parse(await textOf("aiven://project/sandbox-demo"));
    expect([project, totals.services]).toEqual(["sandbox-demo", 3]);
    expect(JSON.stringify(services)).toContain("demo-kafka");
  });

  it("an operation is what aiven_describe tells of it", async () => {
    const text = await textOf("aiven://operation/ServiceCreate");
    expect(JSON.parse(text)).toEqual(
      JSON.parse((await server.call("aiven_describe", { operations: ["ServiceCreate"] })).text),
    );
  });

  it("a guide is a page, and the same by aiven_describe for clients without resources", async () => {
    const page = await textOf("aiven://guide/upgrade-safely");
    expect(page).toMatch(/^# Upgrade a service to a new version\n/);
    expect(await server.ok("aiven_describe", { operations: ["upgrade-safely", "ServiceUpdate"] })).toMatchObject({
      operations: [
        { guide: "upgrade-safely", text: expect.stringContaining("upgrade_check") },
        { operation: "ServiceUpdate" },
      ],
    });
    const found = await server.ok("aiven_search", { query: "major version upgrade of postgres" });
    expect(found).toMatchObject({ guides: { "upgrade-safely": expect.any(String) } });
    // It tells all that it takes, and stands before what does a part of it.
    expect(Object.keys(found)[0]).toBe("guides");
  });

  it.each([
    ["aiven://guide/nothing", /The guides are spin-up-for-ci/],
    ["aiven://configuration/pgg", /"pgg" is no known type/],
    ["aiven://operation/ServiceCreat", /"ServiceCreat" is not an operation/],
    ["aiven://project/sandbox-demo/service/demo-pq", /did you mean demo-pg/],
    ["aiven://project/sandbox-demo/service/..%2F..", /cannot be read/],
    ["aiven://project/%E0%A4%A/service/x", /cannot be read/],
    ["aiven://read/ServiceDelete?input=%7B%7D", /does not read: call aiven_destroy/],
    ["aiven://read/ServiceList?input=%7B", /input is not JSON/],
    ["aiven://read/ServiceList?fields=%22state%22x", /fields is not JSON/],
    ["aiven://read/ServiceList?input=%7B%22project%22%3A%22nope%22%7D", /cannot be read/],
    ["aiven://read/ServiceList", /project is required/],
    ["aiven://else", /The addresses here are aiven:/],
    ["file:///etc/passwd", /The addresses here are/],
  ])("%s is refused with what there is", async (uri, message) => {
    await expect(server.client.readResource({ uri })).rejects.toMatchObject({
      code: -32602,
      message: expect.stringMatching(message),
      data: { uri },
    });
  });

  it("obey the policy", async () => {
    await using narrow = await openSandboxServer({ AIVEN_PROJECT: "another" });
    const read = "aiven://read/ServiceList?input=%7B%22project%22%3A%22sandbox-demo%22%7D";
    for (const uri of [SERVICE, read, "aiven://project/sandbox-demo"]) {
      await expect(narrow.client.readResource({ uri })).rejects.toThrow(/outside of what the operator allows/);
    }
  });
});

describe("prompts", () => {
  it("are the guides, with what has to be known as arguments", async () => {
    const { prompts } = await server.client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual(GUIDES);
    expect(prompts.find(({ name }) => name === "rotate-credentials")?.arguments).toEqual([
      { name: "project", description: expect.any(String), required: false },
      { name: "service_name", description: expect.any(String), required: true },
      { name: "service_username", description: expect.any(String), required: true },
    ]);
  });

  it("are filled in; what is not known is said to be so", async () => {
    const text = await promptOf("rotate-credentials", ROTATE);
    expect(text).toMatch(/^Give avnadmin of demo-pg in the project <project> new credentials\./);
    expect(text).toContain("find it out, or ask the user");
    expect(await promptOf("rotate-credentials", { ...ROTATE, project: "p" })).toContain("in the project p new");
  });

  it("know the project when there is only one", async () => {
    await using one = await openSandboxServer();
    const { prompts } = await one.client.listPrompts();
    expect(prompts.flatMap((prompt) => prompt.arguments ?? []).map(({ name }) => name)).not.toContain("project");
    const { messages } = await one.client.getPrompt({ name: "rotate-credentials", arguments: ROTATE });
    expect(JSON.stringify(messages)).toContain("in the project sandbox-demo new");
  });

  it("know the project of the sandbox, which can be another", async () => {
    await using embedded = await openServer();
    const get = async (more: Record<string, string>) =>
      JSON.stringify(
        await embedded.client.getPrompt({ name: "rotate-credentials", arguments: { ...ROTATE, ...more } }),
      );
    expect(await get({})).toContain("in the project sandbox-demo new");
    expect(await get({ project: "other" })).toContain("in the project other new");
    const { prompts } = await embedded.client.listPrompts();
    expect(prompts.flatMap((prompt) => prompt.arguments ?? []).map(({ name }) => name)).toContain("project");
    const described = await embedded.ok("aiven_describe", { operations: ["rotate-credentials"] });
    expect(JSON.stringify(described)).toContain("in the project sandbox-demo new");
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["rotate-credential", {}, /did you mean rotate-credentials/],
    ["rotate-credentials", {}, /needs service_name, service_username/],
    ["rotate-credentials", { ...ROTATE, service_name: " " }, /needs service_name/],
    ["constructor", {}, /There is no prompt "constructor"/],
  ])("%s with %j is refused with what is wrong", async (name, args, message) => {
    await expect(server.client.getPrompt({ name, arguments: args })).rejects.toMatchObject({
      code: -32602,
      message: expect.stringMatching(message),
    });
  });
});

describe("completions", () => {
  const prompt = { type: "ref/prompt", name: "spin-up-for-ci" } as const;
  const template = { type: "ref/resource", uri: "aiven://project/{project}/service/{service_name}" } as const;
  const complete = async (
    ref: typeof prompt | { readonly type: "ref/resource"; readonly uri: string },
    name: string,
    value: string,
    known = {},
  ) => {
    const { completion } = await server.client.complete({
      ref,
      argument: { name, value },
      context: { arguments: known },
    });
    return completion;
  };

  it("know projects, services of the project, users, types, plans of the type and clouds", async () => {
    const project = "sandbox-demo";
    expect((await complete(template, "project", "sand")).values).toEqual([project]);
    expect((await complete(template, "service_name", "demo-p", { project })).values).toEqual(["demo-pg"]);
    expect((await complete(template, "service_name", "kafka", { project })).values).toEqual(["demo-kafka"]);
    const user = await complete(template, "service_username", "", { project, service_name: "demo-pg" });
    expect(user.values).toContain("avnadmin");
    expect((await complete(prompt, "service_type", "kaf", { project })).values).toContain("kafka");
    const plans = await complete(prompt, "plan", "startup", { project, service_type: "pg" });
    expect(plans.values).toContain("startup-4");
    expect((await complete(prompt, "cloud", "google-europe-w", { project })).values).toContain("google-europe-west1");
  });

  it("know the types of services and their configurations without a project", async () => {
    expect((await complete(prompt, "service_type", "")).values).toEqual(
      expect.arrayContaining(["kafka", "pg", "valkey"]),
    );
    expect((await complete(prompt, "service_type", "integration:")).values).toEqual([]);
    expect((await complete(prompt, "service_type", "dragonfly")).values).toEqual([]);
    const configuration = { type: "ref/resource", uri: "aiven://configuration/{service_type}" } as const;
    expect((await complete(configuration, "service_type", "integration:data")).values).toContain("integration:datadog");
    expect((await complete(configuration, "service_type", "endpoint:data")).values).toContain("endpoint:datadog");
  });

  it("know the versions that a service can go to, and operations that read", async () => {
    const of = { project: "sandbox-demo", service_name: "demo-pg" };
    const { values } = await complete(prompt, "target_version", "1", of);
    expect(values).toContain("17");
    expect((await complete(template, "operation", "ServiceGet")).values).toContain("ServiceGet");
    expect((await complete(template, "operation", "ServiceDelete")).values).toEqual([]);
  });

  it("know operations and guides without an account, at most a hundred", async () => {
    const { values, total, hasMore } = await complete(template, "id", "");
    expect({ count: values.length, total, hasMore }).toEqual({
      count: 100,
      total: operationIds().length,
      hasMore: true,
    });
    expect((await complete(template, "id", "servicecreat")).values[0]).toBe("ServiceCreate");
    expect((await complete(template, "name", "up")).values[0]).toBe("upgrade-safely");
  });

  it("are empty where nothing is known", async () => {
    expect((await complete(prompt, "run", "")).values).toEqual([]);
    expect((await complete(prompt, "plan", "", { project: "sandbox-demo" })).values).toEqual([]);
    expect((await complete(template, "service_name", "", { project: "nowhere" })).values).toEqual([]);
    expect((await complete(prompt, "__proto__", "")).values).toEqual([]);
  });
});

describe("what may be kept", () => {
  it("is the client's own, since it depends on settings; what changes is kept by nobody", async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [CLI],
      env: environment(),
      stderr: "ignore",
    });
    const client = new Client({ name: "tests", version: "1" }, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
    await client.connect(transport);
    onTestFinished(() => client.close());
    const hour = { ttlMs: 3_600_000, cacheScope: "private" };
    for (const list of [
      client.listTools(),
      client.listPrompts(),
      client.listResources(),
      client.listResourceTemplates(),
    ]) {
      expect(await list).toMatchObject(hour);
    }
    expect(await client.readResource({ uri: SERVICE })).toMatchObject({ ttlMs: 0, cacheScope: "private" });
    expect(await client.readResource({ uri: "aiven://guide/incident" })).toMatchObject({ cacheScope: "private" });
  });
});

describe("with native tools alone", () => {
  it("there are no guides, since they speak of the default tools; the rest is there", async () => {
    const native = await openServer({}, ["--sandbox", "--tools", "service"]);
    onTestFinished(() => native.client.close());
    expect(native.client.getServerCapabilities()).toMatchObject({ resources: {}, completions: {} });
    expect(native.client.getServerCapabilities()).not.toHaveProperty("prompts");
    expect((await native.client.listResources()).resources).toEqual([]);
    expect((await native.client.listResourceTemplates()).resourceTemplates).toHaveLength(5);
  });
});
