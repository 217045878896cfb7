import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Scenario, startSandbox } from "../../src/sandbox/index.js";
import { readScenario } from "../../src/sandbox/scenarios/read.js";
import { openSandbox } from "./api.js";

const user = { email: "me@example.com", password: "Some-where-1", real_name: "Me" };

describe("the scenarios that come with the sandbox", () => {
  test("empty has a user and an organization, and no project", async () => {
    await using api = await openSandbox({ scenario: "empty" });
    expect(api.project).toBe("");
    expect(await api.ok("ProjectList", {})).toMatchObject({ projects: [] });
    expect((await api.ok("UserOrganizationsList", {})).organizations).toHaveLength(1);
  });

  test("acme has thirty projects with three hundred services over several clouds, all with tags", async () => {
    await using api = await openSandbox({ scenario: "acme" });
    const { projects } = await api.ok("ProjectList", {});
    expect(projects).toHaveLength(30);
    const lists = await Promise.all(
      projects.map(({ project_name }) => api.ok("ServiceList", { project: project_name })),
    );
    const services = lists.flatMap((list) => list.services);
    expect(services).toHaveLength(300);
    expect(new Set(services.map(({ cloud_name }) => cloud_name)).size).toBeGreaterThan(3);
    expect(services.every(({ tags }) => tags?.["team"] && tags["env"])).toBe(true);
    expect(new Set(services.map(({ state }) => state))).toEqual(new Set(["RUNNING", "POWEROFF"]));
    const oldest = Math.min(...services.map(({ create_time }) => Date.parse(String(create_time))));
    expect((Date.now() - oldest) / (24 * 3600_000)).toBeGreaterThan(365);
    const pg = await api.ok("ServiceGet", { project: "acme-checkout-prod", service_name: "checkout-pg" });
    expect(pg.service.users?.map(({ username }) => username)).toEqual(["avnadmin", "app", "reader"]);
    expect(pg.service.databases).toEqual(["defaultdb", "app"]);
    const { billing_group_id } = (await api.ok("ProjectGet", { project: "acme-checkout-prod" })).project;
    const { invoices } = await api.ok("BillingGroupInvoiceList", { billing_group_id });
    expect(invoices.filter(({ state }) => state !== "estimate").length).toBeGreaterThanOrEqual(12);
    const kafka = { project: "acme-checkout-prod", service_name: "checkout-kafka" };
    expect((await api.ok("ServiceKafkaTopicList", kafka)).topics).toHaveLength(5);
  });
});

describe("a scenario of one's own", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sandbox-scenario-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const write = async (text: string): Promise<string> => {
    const file = join(folder, "own.json");
    await writeFile(file, text);
    return file;
  };

  test("is read from a file, and made as the API would make it", async () => {
    const scenario: Scenario = {
      user,
      organizations: [
        {
          name: "Own",
          billing_groups: [{ name: "A" }, { name: "B", city: "Turku" }],
          projects: [
            {
              name: "own-project",
              billing_group: "B",
              age_days: 3,
              services: [
                { service_name: "old", service_type: "pg", plan: "startup-4", powered: false, databases: ["orders"] },
                { service_name: "new", service_type: "valkey", plan: "startup-4", age_days: 0 },
              ],
            },
          ],
        },
      ],
      calls: [
        {
          operation: "ServiceUserCreate",
          input: { project: "own-project", service_name: "new", username: "called" },
        },
      ],
    };
    await using api = await openSandbox({ scenario: await write(JSON.stringify(scenario)), speed: "paused" });
    expect(api.project).toBe("own-project");
    expect((await api.ok("ProjectGet", { project: "own-project" })).project.billing_group_name).toBe("B");
    const { services } = await api.ok("ServiceList", { project: "own-project" });
    expect(services.map(({ service_name, state }) => [service_name, state])).toEqual([
      ["old", "POWEROFF"],
      ["new", "REBUILDING"],
    ]);
    expect(services[0]?.databases).toContain("orders");
    expect(services[1]?.users?.map(({ username }) => username)).toContain("called");
  });

  test("tells how busy a service is, which its metrics show", async () => {
    const services = [pg({ load: 0 }), pg({ service_name: "y" })];
    const scenario = { user, organizations: [{ name: "O", projects: [{ name: "p", services }] }] };
    await using api = await openSandbox({ scenario: await write(JSON.stringify(scenario)) });
    const cpuOf = async (service_name: string) => {
      const { metrics } = await api.ok("ServiceMetricsFetch", { project: "p", service_name, period: "day" });
      const { rows } = (metrics["cpu_usage"] as { data: { rows: [string, number][] } }).data;
      return rows.reduce((sum, [, value]) => sum + value, 0) / rows.length;
    };
    expect(await cpuOf("x")).toBe(0);
    expect(await cpuOf("y")).toBeGreaterThan(5);
  });

  test("can be that of the documentation", async () => {
    const docs = await readFile("docs/sandbox.md", "utf8");
    const example = /```json\n(.*?)```/s.exec(docs)?.[1] ?? "";
    await using api = await openSandbox({ scenario: await write(example) });
    const { services } = await api.ok("ServiceList", { project: "shop" });
    expect(services.map(({ service_name, state }) => [service_name, state])).toEqual([
      ["db", "RUNNING"],
      ["old", "POWEROFF"],
      ["bus", "RUNNING"],
    ]);
    expect(services[0]?.users?.map(({ username }) => username)).toEqual(["avnadmin", "app", "reader"]);
  });

  test.each<[string, unknown, string]>([
    ["no object", [], "[] is not of type 'object'"],
    ["a lack", { user }, "organizations is required"],
    ["a slip", { user, organisations: [] }, "organisations is not known (did you mean organizations?)"],
    ["a wrong type", { user, organizations: [{ name: 5 }] }, "organizations[0].name 5 is not of type 'string'"],
    [
      "a wrong plan",
      { user, organizations: [{ name: "O", projects: [{ name: "p", services: [pg({ plan: "startup-5" })] }] }] },
      'organizations[0].projects[0].services[0].plan has no "startup-5" (did you mean startup-4?)',
    ],
    [
      "a wrong type of service",
      { user, organizations: [{ name: "O", projects: [{ name: "p", services: [pg({ service_type: "kafkaa" })] }] }] },
      'services[0].service_type has no "kafkaa" (did you mean kafka?)',
    ],
    [
      "a wrong cloud",
      { user, organizations: [{ name: "O", projects: [{ name: "p", cloud: "aws-eu-west-11" }] }] },
      'projects[0].cloud has no "aws-eu-west-11" (did you mean aws-eu-west-1?)',
    ],
    [
      "two services of one name",
      { user, organizations: [{ name: "O", projects: [{ name: "p", services: [pg({}), pg({})] }] }] },
      "services[1] cannot be: Service x already exists",
    ],
    [
      "an unknown billing group",
      { user, organizations: [{ name: "O", projects: [{ name: "p", billing_group: "B" }] }] },
      'organizations[0].projects[0].billing_group has no "B"; allowed: O billing group',
    ],
    [
      "an unknown operation",
      { user, organizations: [], calls: [{ operation: "ServiceGott", input: {} }] },
      'calls[0].operation has no "ServiceGott" (did you mean ServiceGet?)',
    ],
    [
      "a call that is refused",
      { user, organizations: [], calls: [{ operation: "ServiceGet", input: { project: "p" } }] },
      "calls[0] cannot be: Invalid input: 'service_name' is a required property",
    ],
  ])("is refused for %s, in words that tell where", async (_, scenario, message) => {
    await expect(startSandbox({ scenario: await write(JSON.stringify(scenario)) })).rejects.toThrow(message);
  });

  test("is read from a file with the mark that editors of Windows put before it", async () => {
    const file = await write(`\uFEFF${JSON.stringify({ user, organizations: [] })}`);
    expect(readScenario(file)).toMatchObject({ organizations: [] });
  });

  test("is refused when it cannot be read or is no JSON", async () => {
    expect(() => readScenario(join(folder, "none.json"))).toThrow("cannot be read: ENOENT");
    const file = await write("{");
    expect(() => readScenario(file)).toThrow("is not JSON");
    expect(() => readScenario("acmee")).toThrow('scenario has no "acmee" (did you mean acme?)');
  });
});

function pg(fields: object): object {
  return { service_name: "x", service_type: "pg", plan: "startup-4", ...fields };
}
