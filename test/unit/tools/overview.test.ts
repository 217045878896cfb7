import { describe, expect, it } from "vitest";
import { overview } from "../../../src/tools/overview.js";
import { read } from "../../../src/tools/perform.js";
import { serviceDigest } from "../../../src/tools/service-digest.js";
import { rejection } from "../../fake-world.js";
import { apiError, fakeDoor, sandboxDoor } from "./doors.js";

interface Overview {
  readonly project?: string;
  readonly projects?: readonly { project_name: string; services: number }[];
  readonly totals: Readonly<Record<string, number>>;
  readonly services: readonly Readonly<Record<string, unknown>>[];
}

const look = async (...args: Parameters<typeof overview>) => (await overview(...args)).seen as unknown as Overview;

function service(service_name: string, more: object = {}) {
  return { service_name, service_type: "pg", plan: "p", cloud_name: "c", state: "RUNNING", node_count: 1, ...more };
}

describe("overview", () => {
  it("shows the services of the project that is meant, and how they fare", async () => {
    const door = await sandboxDoor();
    const { project, projects, totals, services } = await look(door, {});
    const { services: all } = await read(door, "ServiceList", {});
    expect([project, projects]).toEqual([door.project, undefined]);
    expect(totals["services"]).toBe(all.length);
    expect(services.map((row) => row["service_name"]).sort()).toEqual(all.map((one) => one.service_name).sort());
    for (const row of services) expect(Object.keys(row)).not.toContain("project");
    const states = Object.entries(totals).filter(([name]) => name === name.toUpperCase());
    expect(states.reduce((sum, [, count]) => sum + count, 0)).toBe(all.length);
  });

  it("adds prices only when they are asked for, each combination once", async () => {
    const services = [service("a"), service("b"), service("off", { state: "POWEROFF" }), service("d", { plan: "q" })];
    const door = fakeDoor(
      { ServiceList: { services }, ProjectServicePlanPriceGet: { base_price_usd: "1" } },
      {},
      "dev",
    );
    expect((await look(door, {})).totals["usd_month"]).toBeUndefined();
    const { totals, services: rows } = await look(door, { cost: true });
    expect(door.calls.filter(({ id }) => id === "ProjectServicePlanPriceGet")).toHaveLength(2);
    expect(rows.map((row) => row["usd_month"])).toEqual([730, 730, 0, 730]);
    expect(totals["usd_month"]).toBe(2190);
  });

  it("counts the disk space that was added to a plan", async () => {
    const services = [service("a", { disk_space_mb: 30 * 1024 }), service("b", { disk_space_mb: 20 * 1024 })];
    const price = { base_price_usd: "1", extra_disk_price_per_gb_usd: "0.1" };
    const specs = { disk_space_mb: 20 * 1024 };
    const answers = { ServiceList: { services }, ProjectServicePlanPriceGet: price };
    const door = fakeDoor({ ...answers, ProjectServicePlanSpecsGet: specs }, {}, "dev");
    expect((await look(door, { cost: true })).services.map((row) => row["usd_month"])).toEqual([1460, 730]);
    expect(door.calls.filter(({ id }) => id === "ProjectServicePlanSpecsGet")).toHaveLength(1);
    const unknown = fakeDoor(answers, {}, "dev");
    expect((await look(unknown, { cost: true })).services.map((row) => row["usd_month"])).toEqual([730, 730]);
  });

  it("looks into every project that the token reaches, where none is named", async () => {
    const door = fakeDoor({
      ProjectList: { projects: [{ project_name: "a" }, { project_name: "b" }] },
      ServiceList: ({ project }: { project: string }) => ({
        services: project === "a" ? [service("x"), service("y")] : [],
      }),
    });
    const { projects, services, totals } = await look(door, {});
    expect(projects).toEqual([
      { project_name: "a", services: 2 },
      { project_name: "b", services: 0 },
    ]);
    expect(services.map((row) => row["project"])).toEqual(["a", "a"]);
    expect(totals).toEqual({ services: 2, RUNNING: 2 });
  });

  it("looks only into the projects that the operator allows", async () => {
    const projects = ["a", "b", "c"].map((project_name) => ({ project_name }));
    const door = fakeDoor({ ProjectList: { projects }, ServiceList: { services: [] } }, { projects: ["a", "c"] });
    expect((await look(door, {})).projects?.map(({ project_name }) => project_name)).toEqual(["a", "c"]);
    expect(await rejection(overview(door, { project: "b" }))).toMatchObject({ rule: "projects" });
  });

  it("looks into every project on request, also where one is set", async () => {
    const projects = ["a", "b"].map((project_name) => ({ project_name }));
    const door = fakeDoor({ ProjectList: { projects }, ServiceList: { services: [] } }, {}, "a");
    expect((await look(door, {})).project).toBe("a");
    expect((await look(door, { project: "*" })).projects).toHaveLength(2);
  });

  it("goes on with the projects that are too many for one answer", async () => {
    const projects = Array.from({ length: 45 }, (_, n) => ({ project_name: `p${n}` }));
    const door = fakeDoor({ ProjectList: { projects }, ServiceList: { services: [] } });
    const { seen, next } = await overview(door, {});
    expect([seen["projects_read"], next]).toEqual(["1–40 of 45", 40]);
    expect(door.calls.filter(({ id }) => id === "ServiceList")).toHaveLength(40);
    const rest = await overview(door, {}, next);
    expect([rest.seen["projects_read"], rest.next]).toEqual(["41–45 of 45", undefined]);
    expect(door.calls.filter(({ id }) => id === "ServiceList")).toHaveLength(45);
  });

  it.each([
    ["pg", ["orders-pg"]],
    ["PG running", ["orders-pg"]],
    ["business", ["events"]],
    ["poweroff", ["events"]],
    ["nope", []],
  ])("finds %j in name, type, plan, cloud and state", async (search, names) => {
    const services = [
      service("orders-pg"),
      service("events", { service_type: "kafka", plan: "business-4", state: "POWEROFF" }),
    ];
    const { services: rows, totals } = await look(fakeDoor({ ServiceList: { services } }, {}, "dev"), { search });
    expect(rows.map((row) => row["service_name"])).toEqual(names);
    expect(totals).toMatchObject({ services: names.length, searched: 2 });
  });

  it("counts and prices the same services", async () => {
    const services = [service("a"), service("b", { service_type: "kafka" })];
    const door = fakeDoor(
      { ServiceList: { services }, ProjectServicePlanPriceGet: { base_price_usd: "1" } },
      {},
      "dev",
    );
    const { totals, ...rest } = await look(door, { cost: true, search: "kafka" });
    expect(totals).toEqual({ services: 1, searched: 2, RUNNING: 1, usd_month: 730 });
    expect(rest).toMatchObject({ cost_note: expect.stringMatching(/list prices/i) });
  });

  it("tells what is wrong and what changes next, of those first that have it", async () => {
    const now = Date.parse("2026-05-04T12:00:00Z");
    const services = [
      service("fine", { user_config: { pg_version: "17" } }),
      service("ends", { user_config: { pg_version: "13" } }),
      service("busy", {
        node_states: [
          { name: "busy-1", state: "running" },
          { name: "busy-2", state: "syncing_data" },
        ],
        maintenance: { updates: [{ description: "Security patches", deadline: "2026-05-09T00:00:00Z" }] },
        service_notifications: [{ type: "service_powered_off_removal", message: "Will be removed", level: "warning" }],
      }),
    ];
    const alerts = [
      { service_name: "busy", event: "disk_usage", severity: "critical", create_time: "2026-05-03T01:02:03Z" },
      { event: "of the project", severity: "notice", create_time: "2026-05-03T01:02:03Z" },
    ];
    const version = { service_type: "pg", upgrade_to_service_type: "pg", upgrade_to_version: "17" };
    const door = {
      ...fakeDoor(
        {
          ServiceList: { services },
          ProjectAlertsList: { alerts },
          ListServiceVersions: {
            service_versions: [
              { ...version, major_version: "13", aiven_end_of_life_time: "2026-06-01T00:00:00Z" },
              { ...version, major_version: "17", aiven_end_of_life_time: "2029-11-01T00:00:00Z" },
            ],
          },
        },
        {},
        "dev",
      ),
      now: () => now,
    };
    const { services: rows, totals } = await look(door, {});
    expect(rows.map((row) => [row["service_name"], row["attention"]])).toEqual([
      ["ends", ["version 13 end of life 2026-06-01; upgrade to 17"]],
      [
        "busy",
        [
          "critical since 2026-05-03: disk_usage",
          "1 of 2 nodes syncing_data",
          "Will be removed",
          "maintenance by 2026-05-09: Security patches",
        ],
      ],
      ["fine", []],
    ]);
    expect(totals["attention"]).toBe(2);
  });

  it("does without what may not be read, and says so", async () => {
    const answers = {
      ServiceList: { services: [service("a")] },
      ProjectAlertsList: apiError(403, "no"),
      ListServiceVersions: { service_versions: [] },
    };
    const seen = await look(fakeDoor(answers, {}, "dev"), {});
    expect(seen.services).toHaveLength(1);
    expect(seen).toMatchObject({ alerts_unknown: expect.stringMatching(/^Those of dev could not be read: .* 403/) });
    expect(seen).not.toHaveProperty("versions_unknown");
    const without = await look(fakeDoor({ ...answers, ListServiceVersions: apiError(403, "no") }, {}, "dev"), {});
    expect(without).toMatchObject({ versions_unknown: expect.stringContaining("403") });
  });

  it("names the projects whose alerts are not known, and how many more there are", async () => {
    const door = fakeDoor({
      ProjectList: { projects: Array.from({ length: 8 }, (_, n) => ({ project_name: `p${n}` })) },
      ServiceList: ({ project }: { project: string }) => ({ services: project === "p0" ? [] : [service("x")] }),
      ProjectAlertsList: ({ project }: { project: string }) => {
        if (project === "p1") return { alerts: [] };
        throw apiError(403, "no");
      },
    });
    expect(await look(door, {})).toMatchObject({
      alerts_unknown: expect.stringMatching(/p2, p3, p4, p5, p6 and 1 more/),
    });
  });

  it("fails with the client's error where the project is not there", async () => {
    const door = await sandboxDoor();
    expect(await rejection(overview(door, { project: "nope" }))).toMatchObject({ name: "ApiError" });
  });
});

describe("serviceDigest", () => {
  it("tells in one answer what the sandbox knows of a service, and no secret", async () => {
    const door = await sandboxDoor();
    const digest = await serviceDigest(door, { service_name: "demo-pg" });
    const { service: whole } = await door.client.call("ServiceGet", {
      project: door.project ?? "",
      service_name: "demo-pg",
      include_secrets: true,
    });
    expect(digest).toMatchObject({
      service_name: "demo-pg",
      service_type: "pg",
      state: whole.state,
      plan: whole.plan,
      cloud: whole.cloud_name,
      usd_month: expect.any(Number),
      nodes: expect.stringMatching(/^\d+ running$/),
      databases: whole.databases,
    });
    expect(digest["users"]).toContain("avnadmin");
    expect(digest["connect"]).toContainEqual(expect.objectContaining({ component: "pg", host: expect.any(String) }));
    const passwords = (whole.users ?? []).map(({ password }) => password).filter((password) => password !== undefined);
    expect(passwords.length).toBeGreaterThan(0);
    for (const password of passwords) expect(JSON.stringify(digest)).not.toContain(password);
  });

  it("names the nodes only while one of them does not run", async () => {
    const busy = [
      { name: "s-1", role: "master", state: "running" },
      { name: "s-2", role: "standby", state: "syncing_data" },
    ];
    const door = (node_states: unknown) =>
      fakeDoor({ ServiceGet: { service: { ...service("s"), service_integrations: [], node_states } } }, {}, "dev");
    const nodes = async (states: unknown) => (await serviceDigest(door(states), { service_name: "s" }))["nodes"];
    expect(await nodes(busy)).toEqual(busy);
    expect(await nodes(busy.slice(0, 1))).toBe("1 running");
    expect(await nodes([])).toBeUndefined();
    expect(await nodes(undefined)).toBeUndefined();
  });

  it("does without price and alerts where they cannot be had", async () => {
    const door = fakeDoor({ ServiceGet: { service: { ...service("s"), service_integrations: [] } } }, {}, "dev");
    const digest = await serviceDigest(door, { service_name: "s" });
    const alerts_unknown = "They could not be read: the API answered 404. ServiceAlertsList says more.";
    expect(digest).toMatchObject({ service_name: "s", alerts_unknown });
    expect(digest).not.toHaveProperty("alerts");
    expect(digest).not.toHaveProperty("usd_month");
  });

  it("tells when maintenance comes and what it changes", async () => {
    const maintenance = {
      dow: "sunday",
      time: "03:00:00",
      updates: [{ description: "New minor version", deadline: "d", start_after: "a" }],
    };
    const door = fakeDoor(
      { ServiceGet: { service: { ...service("s"), service_integrations: [], maintenance } } },
      {},
      "dev",
    );
    expect((await serviceDigest(door, { service_name: "s" }))["maintenance"]).toEqual({
      window: "sunday 03:00:00",
      pending: [{ what: "New minor version", deadline: "d", from: "a" }],
    });
  });

  it("fails with the client's error where the service is not there", async () => {
    const error = apiError(404, "Service does not exist");
    expect(
      await rejection(serviceDigest(fakeDoor({ ServiceGet: error }, {}, "dev"), { service_name: "s" })),
    ).toMatchObject({ status: 404 });
  });
});
