import { describe, expect, it } from "vitest";
import type { Sandbox } from "../../src/sandbox/index.js";
import { type Json, openSandboxServer, openServer } from "./server.js";

const NEW = { service_name: "new-pg", service_type: "pg" };
const CLOUD = "google-europe-west1";
const WHOLE = { ...NEW, cloud: CLOUD, plan: "startup-4" };

/** Lets the organization of the demo see repositories, as somebody who follows the link and agrees. */
async function connectAccount({ sandbox }: { readonly sandbox: Sandbox }): Promise<void> {
  const call = async (path: string, init?: RequestInit) => {
    const headers = { authorization: `aivenv1 ${sandbox.token}`, "content-type": "application/json" };
    return (await (await fetch(`${sandbox.url}/v1${path}`, { ...init, headers })).json()) as { project: Json };
  };
  const { project } = await call(`/project/${sandbox.project}`);
  const body = JSON.stringify({ vcs_type: "github" });
  const organization = `/organization/${project["organization_id"]}`;
  await call(`${organization}/application/vcs-integration-initialize`, { method: "POST", body });
  sandbox.advance(60_000);
}

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

describe("an application", () => {
  const WEB = { service_name: "web", service_type: "application", plan: "startup-50-1024", cloud: CLOUD };

  it("asks for what it cannot know: repository, then port", async () => {
    await using server = await openSandboxServer();
    const unconnected = await server.ok("aiven_provision", WEB);
    expect(unconnected).toMatchObject({ created: false, note: expect.stringContaining("VcsIntegrationInitialize") });
    await connectAccount(server);
    const repository = await server.ok("aiven_provision", WEB);
    expect(repository).toMatchObject({ created: false, choose: "application.repository" });
    const [name] = repository["repositories"] as string[];
    expect(name).toMatch(/^[\w-]+\/[\w-]+$/);
    const port = await server.ok("aiven_provision", { ...WEB, application: { repository: name } });
    expect(port).toMatchObject({ created: false, choose: "application.port" });
    expect(names(await server.ok("aiven_overview"))).not.toContain("web");
  });

  it("is deployed from a connected repository with credentials that nobody saw, its build followed", async () => {
    await using server = await openSandboxServer();
    await connectAccount(server);
    const { repositories } = await server.ok("aiven_provision", WEB);
    const [repository] = repositories as string[];
    const variables = {
      MODE: "production",
      OTHER_HOST: "$ref:demo-valkey/host",
      ADMIN_PASSWORD: "$ref:demo-pg/password",
    };
    const application = { repository, port: 8080, variables, uses: ["demo-pg", "demo-kafka"] };
    const made = await server.ok("aiven_provision", { ...WEB, application, wait: true });
    expect(made).toMatchObject({
      created: true,
      state: "RUNNING",
      url: expect.stringMatching(/^https:\/\/web-/),
      variables: expect.arrayContaining(["MODE", "PROJECT_CA_CERT", "DATABASE_URL", "KAFKA_ACCESS_KEY"]),
      wait: { build_log: [expect.stringMatching(/source|image|Layer/)] },
    });
    const { url, token, project } = server.sandbox;
    const response = await fetch(`${url}/v1/project/${project}/service/web?include_secrets=true`, {
      headers: { authorization: `aivenv1 ${token}` },
    });
    const { service } = (await response.json()) as { service: { user_config: Json; service_integrations: Json[] } };
    const { source, environment_variables } = service.user_config["application"] as {
      source: Json;
      environment_variables: { key: string; kind: string; value: string }[];
    };
    expect(source).toMatchObject({
      repository_url: expect.stringMatching(/\.git$/),
      vcs_integration_id: expect.any(String),
    });
    const byKey = new Map(environment_variables.map((variable) => [variable.key, variable]));
    expect(byKey.get("ADMIN_PASSWORD")).toMatchObject({ kind: "secret", value: expect.stringMatching(/^AVNS_/) });
    expect(byKey.get("OTHER_HOST")?.value).toMatch(/^demo-valkey-/);
    expect(atob(byKey.get("PROJECT_CA_CERT")?.value ?? "")).toMatch(/^-----BEGIN CERTIFICATE/);
    expect(service.service_integrations.map(({ source_service }) => source_service).sort()).toEqual([
      "demo-kafka",
      "demo-pg",
    ]);
    expect(JSON.stringify(made)).not.toContain(byKey.get("ADMIN_PASSWORD")?.value);
  });

  it("comes from a connected repository also when its address is given, with nothing twice", async () => {
    await using server = await openSandboxServer();
    await connectAccount(server);
    const { repositories } = await server.ok("aiven_provision", WEB);
    const [name] = repositories as string[];
    const application = { port: "8080", build_path: "api/", uses: ["demo-pg", "demo-pg"] };
    for (const [index, repository] of [`https://github.com/${name}/`, `git@github.com:${name}.git`].entries()) {
      const service_name = `web-${index}`;
      await server.ok("aiven_provision", { ...WEB, service_name, application: { ...application, repository } });
      const { service } = await server.ok("aiven_read", {
        operation: "ServiceGet",
        input: { service_name },
        fields: ["*"],
      });
      const { user_config, service_integrations } = service as { user_config: Json; service_integrations: Json[] };
      expect(user_config["application"]).toMatchObject({
        source: {
          repository_url: `https://github.com/${name}.git`,
          vcs_integration_id: expect.any(String),
          build_path: "./api",
        },
        ports: [{ port: 8080 }],
      });
      expect(service_integrations).toHaveLength(1);
    }
  });

  it("comes from a public repository by its address, with the branch that is told", async () => {
    await using server = await openSandboxServer();
    const application = { repository: "https://example.com/org/app/", port: 80 };
    const branch = await server.ok("aiven_provision", { ...WEB, application });
    expect(branch).toMatchObject({ created: false, choose: "application.branch" });
    await server.ok("aiven_provision", { ...WEB, application: { ...application, branch: "main" } });
    const answer = await server.call("aiven_read", {
      operation: "ServiceGet",
      input: { service_name: "web" },
      fields: ["*"],
    });
    expect(answer.text).toContain("https://example.com/org/app.git");
    const repository = "https://example.com/org/app/tree/main/api";
    expect(await server.refused("aiven_provision", { ...WEB, application: { repository, port: 80 } })).toMatchObject({
      issues: [{ field: "application.repository", message: expect.stringContaining("page in a repository") }],
    });
  });

  it("gets no variable that it could not read, and none from two sides", async () => {
    await using server = await openSandboxServer();
    const variables = { DATABASE_URL: "mine", PROJECT_CA_CERT: "mine", "bad name": "x", NESTED: { a: 1 }, N: 3 };
    const application = {
      repository: "https://example.com/a/b",
      branch: "main",
      port: 80,
      variables,
      uses: ["demo-pg"],
    };
    expect(await server.refused("aiven_provision", { ...WEB, application })).toMatchObject({
      issues: [
        { field: "application.variables.DATABASE_URL", message: expect.stringContaining("from demo-pg already") },
        { field: "application.variables.PROJECT_CA_CERT", message: expect.stringContaining("certificate authority") },
        { field: "application.variables.bad name", message: expect.stringContaining("no name") },
        { field: "application.variables.NESTED", message: expect.stringContaining("must be a text") },
      ],
    });
    expect(await server.refused("aiven_provision", { ...WEB, application: { port: 99999 } })).toMatchObject({
      issues: [{ field: "application.port", message: "must be a number from 1 to 65535" }],
    });
  });

  it("says what is wrong with what it was told, and which services it cannot use", async () => {
    await using server = await openSandboxServer();
    expect(
      await server.refused("aiven_provision", { ...WEB, application: { repo: "a/b", port: "http" } }),
    ).toMatchObject({
      issues: [{ field: "application.repo", nearest: "repository" }, { field: "application.port" }],
    });
    expect(await server.refused("aiven_provision", { ...WHOLE, application: { port: 80 } })).toMatchObject({
      issues: [{ field: "application" }],
    });
    await server.ok("aiven_provision", {
      ...WHOLE,
      service_name: "new-mysql",
      service_type: "mysql",
      network: "public",
    });
    const application = { repository: "https://example.com/a/b", branch: "main", port: 80, uses: ["new-mysql"] };
    const refused = await server.refused("aiven_provision", { ...WEB, application });
    expect(refused).toMatchObject({ issues: [{ field: "application.uses", allowed: expect.arrayContaining(["pg"]) }] });
  });
});

it("a read replica follows its source", async () => {
  await using server = await openSandboxServer();
  await server.ok("aiven_provision", { ...WHOLE, service_name: "copy-pg", replica_of: "demo-pg", network: "public" });
  const { integrations } = await server.ok("aiven_service", { service_name: "copy-pg" });
  expect(JSON.stringify(integrations)).toMatch(/read_replica.*demo-pg|demo-pg.*read_replica/);
});

describe("a wait", () => {
  it("is pending when its time is up and can be gone on with", async () => {
    await using server = await openServer();
    const { next } = await server.ok("aiven_provision", WHOLE);
    expect(next).toMatch(/^aiven_wait \{.*"service_name":"new-pg"/);
    const wait = { for: "service", input: { service_name: "new-pg" } };
    const pending = await server.ok("aiven_wait", { ...wait, timeout_s: 1 });
    expect(pending).toMatchObject({ outcome: "pending", state: "REBUILDING" });
    expect(pending["next"]).toBe(`aiven_wait ${JSON.stringify(wait)} goes on waiting.`);
    expect(await server.ok("aiven_wait", wait)).toMatchObject({ outcome: "done", state: "RUNNING" });
  });

  it("tells what there is when what it waits for is missing, and asks for what it cannot do without", async () => {
    await using server = await openSandboxServer();
    const missing = { for: "service", input: { service_name: "demo-pgg" }, timeout_s: 1 };
    expect(await server.ok("aiven_wait", missing)).toMatchObject({
      outcome: "pending",
      state: "not there yet",
      detail: expect.stringContaining("did you mean demo-pg"),
    });
    expect(await server.refused("aiven_wait", { for: "static-ip" })).toMatchObject({
      issues: [{ field: "static_ip_address_id", message: "is required" }],
    });
  });

  it("knows what is gone, and what will not come by itself", async () => {
    await using server = await openSandboxServer();
    const input = { service_name: "demo-valkey" };
    const gone = { for: "service", gone: true, input: { service_name: "not-there" } };
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
  it("tells the state once when it was waited for: as it is now", async () => {
    await using server = await openSandboxServer();
    const write = { operation: "ServiceUpdate", input: { service_name: "demo-pg", maintenance: { dow: "monday" } } };
    const { service, wait } = await server.ok("aiven_write", { ...write, wait: true });
    expect(service).toMatchObject({ service_name: "demo-pg" });
    expect(service).not.toHaveProperty("state");
    expect(wait).toMatchObject({ outcome: "done", state: "RUNNING" });
  });

  it("of a plan that does not exist is refused with the nearest", async () => {
    await using server = await openSandboxServer();
    const write = { operation: "ServiceUpdate", input: { service_name: "demo-pg", plan: "startup-44" } };
    expect(await server.refused("aiven_write", write)).toMatchObject({
      issues: [{ field: "plan", nearest: "startup-4" }],
    });
  });

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
