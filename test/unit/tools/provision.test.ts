import { describe, expect, it } from "vitest";
import { type ProvisionRequest, provision } from "../../../src/tools/provision.js";
import { rejection } from "../../fake-world.js";
import { fakeDoor, type SandboxDoor, sandboxDoor } from "./doors.js";

const CLOUD = "aws-eu-west-1";
const BASE: ProvisionRequest = { service_name: "new-pg", service_type: "pg" };

/** The choices that a request gets; fails when something was created. */
async function choices(door: SandboxDoor, request: ProvisionRequest): Promise<Record<string, unknown>> {
  const result = await provision(door, request);
  if (!("choose" in result)) throw new Error("something was created");
  expect(door.calls.map(({ id }) => id)).not.toContain("ServiceCreate");
  return result.choose;
}

describe("provision", () => {
  it("asks for the cloud first, and creates nothing", async () => {
    const choose = await choices(await sandboxDoor(), BASE);
    expect(choose).toMatchObject({ choose: "cloud", total: expect.any(Number) });
    const clouds = choose["clouds"] as { cloud: string; where: string }[];
    expect(clouds.length).toBeGreaterThan(0);
    expect(clouds.length).toBeLessThanOrEqual(25);
    for (const { cloud, where } of clouds) expect([cloud, where]).toEqual([expect.any(String), expect.any(String)]);
    expect(choose["clouds"]).toContainEqual(expect.objectContaining({ from_usd_month: expect.any(Number) }));
    expect(choose["note"]).toMatch(/25 of \d+ shown: part of a name or place as cloud shows others, e\.g\. /);
  });

  it("lists the clouds of a place or provider, with the price of a plan that is named", async () => {
    const choose = await choices(await sandboxDoor(), { ...BASE, cloud: "Ireland", plan: "startup-4" });
    expect(choose["clouds"]).toContainEqual({ cloud: CLOUD, where: expect.any(String), usd_month: expect.any(Number) });
    for (const { where } of choose["clouds"] as { where: string }[]) expect(where).toContain("Ireland");
  });

  it("puts the clouds first that are in use, and tells where a source runs", async () => {
    const door = await sandboxDoor();
    const choose = await choices(door, BASE);
    expect(choose["in_use"]).toEqual(["google-europe-west1"]);
    expect((choose["clouds"] as { cloud: string }[])[0]).toMatchObject({ cloud: "google-europe-west1" });
    expect(choose["source"]).toBeUndefined();
    const source = { service_name: "demo-pg", cloud: "google-europe-west1", plan: "startup-4" };
    const fork = { ...BASE, user_config: { service_to_fork_from: "demo-pg" } };
    expect(await choices(door, fork)).toMatchObject({ choose: "cloud", source });
    expect(await choices(door, { ...fork, cloud: CLOUD })).toMatchObject({ choose: "plan", source });
    expect(await choices(door, { ...BASE, replica_of: "demo-pg" })).toMatchObject({ source });
  });

  it.each<[string, object, object]>([
    ["a cloud", { cloud: "aws-eu-west1" }, { field: "cloud", nearest: CLOUD }],
    ["a plan", { plan: "startup4" }, { field: "plan", nearest: "startup-4" }],
    [
      "a name",
      { service_name: "X_pg" },
      { field: "service_name", nearest: "x-pg", message: expect.stringMatching(/lower-case/) },
    ],
    ["the source of a replica", { replica_of: "demo-pgg" }, { field: "replica_of", nearest: "demo-pg" }],
    [
      "a moment of no source",
      { user_config: { recovery_target_time: "2026-11-30T10:00:00Z" } },
      { field: "user_config.recovery_target_time", message: expect.stringContaining("service_to_fork_from") },
    ],
    [
      "a fork that is a replica",
      { replica_of: "demo-pg", user_config: { service_to_fork_from: "demo-pg" } },
      { field: "user_config.service_to_fork_from", message: expect.stringContaining("one of them") },
    ],
    [
      "the source of a fork",
      { user_config: { service_to_fork_from: "demo-pgg" } },
      { field: "user_config.service_to_fork_from", nearest: "demo-pg" },
    ],
    [
      "an application beside the one that is described",
      {
        service_type: "application",
        plan: "startup-50-1024",
        application: { repository: "https://example.com/a/b", branch: "main", port: 80 },
        user_config: { application: { source: { branch: "x" } } },
      },
      { field: "user_config.application", message: expect.stringContaining("is made from application") },
    ],
    ["the type by another name", { service_type: "PostgreSQL" }, { field: "service_type", nearest: "pg" }],
    ["the type that came after", { service_type: "redis" }, { field: "service_type", nearest: "valkey" }],
  ])("refuses %s that does not exist before anything is sent, with the nearest", async (_, wrong, issue) => {
    const door = await sandboxDoor();
    const error = await rejection(provision(door, { ...BASE, cloud: CLOUD, plan: "startup-4", ...wrong }));
    expect(error).toMatchObject({ name: "InputError", issues: [issue] });
    expect(door.calls.map(({ id }) => id)).not.toContain("ServiceCreate");
  });

  it("then asks for the plan, cheapest first, each with its price and size", async () => {
    const choose = await choices(await sandboxDoor(), { ...BASE, cloud: CLOUD });
    const plans = choose["plans"] as { plan: string; usd_month: number; nodes: number; memory_mb: number }[];
    expect(choose["choose"]).toBe("plan");
    expect(plans.length).toBeGreaterThan(5);
    const prices = plans.map(({ usd_month }) => usd_month);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    const startup = plans.find(({ plan }) => plan === "startup-4");
    expect(startup).toMatchObject({
      nodes: 1,
      cpu: expect.any(Number),
      memory_mb: expect.any(Number),
      disk_mb: expect.any(Number),
    });
  });

  it("creates when plan and cloud are certain, and tells the price", async () => {
    const door = await sandboxDoor();
    const result = await provision(door, { ...BASE, cloud: CLOUD, plan: "startup-4", tags: { team: "a" } });
    expect(result).toMatchObject({
      created: { service_name: "new-pg", plan: "startup-4", cloud_name: CLOUD },
      usd_month: expect.any(Number),
    });
    const [created] = door.calls.filter(({ id }) => id === "ServiceCreate");
    expect(created?.input).toMatchObject({ project: door.project, tags: { team: "a" } });
    expect(created?.input).not.toHaveProperty("network");
    expect(created?.input).not.toHaveProperty("project_vpc_id");
  });

  it("checks the configuration before anybody has to choose, and passes warnings on", async () => {
    const door = await sandboxDoor();
    const error = await rejection(provision(door, { ...BASE, user_config: { pg: { jit: "yes" }, work_mm: 3 } }));
    expect(error).toMatchObject({
      issues: [
        { field: "user_config.pg.jit", nearest: "true" },
        { field: "user_config.work_mm", nearest: "work_mem" },
      ],
    });
    const user_config = { admin_password: "a-long-password" };
    expect(await provision(door, { ...BASE, cloud: CLOUD, plan: "startup-4", user_config })).toMatchObject({
      warnings: [{ field: "user_config.admin_password" }],
    });
  });

  it("refuses a moment that is none, with the span of the source's backups", async () => {
    const door = await sandboxDoor();
    const user_config = { service_to_fork_from: "demo-pg", recovery_target_time: "yesterday" };
    const error = await rejection(provision(door, { ...BASE, cloud: CLOUD, plan: "startup-4", user_config }));
    const form = 'must be an ISO 8601 time such as 2026-05-04T10:15:00Z, not "yesterday"';
    const message = expect.stringMatching(new RegExp(`^${form}; demo-pg can be had as of \\d{4}-\\S+Z to now$`));
    expect(error).toMatchObject({ issues: [{ field: "user_config.recovery_target_time", message }] });
    const hidden = await sandboxDoor({ operations: ["ServiceCreate", "Project*", "List*"] });
    expect(await rejection(provision(hidden, { ...BASE, user_config }))).toMatchObject({
      issues: [{ field: "user_config.recovery_target_time", message: form }],
    });
  });

  it.each<[string, object]>([
    ["read replica", { replica_of: "demo-pg" }],
    ["fork", { user_config: { service_to_fork_from: "demo-pg" } }],
  ])("refuses a %s of another type before it speaks of plans", async (as, more) => {
    const door = await sandboxDoor();
    const request = { ...BASE, service_type: "kafka", cloud: CLOUD, plan: "startup-4", ...more };
    const message = `must be pg: a ${as} is of the type of its source, and demo-pg is of type pg`;
    expect(await rejection(provision(door, request))).toMatchObject({
      issues: [{ field: "service_type", message, nearest: "pg" }],
    });
    // What took the place of a retired type goes on with its data.
    const answers = {
      ProjectServiceTypesList: { valkey: {} },
      ServiceList: { services: [{ service_name: "demo-pg" }] },
      ServiceGet: { service: { service_type: "redis" } },
      ListProjectClouds: { clouds: [] },
      ProjectServicePlanList: { service_plans: [] },
    };
    const retired = { ...BASE, service_type: "valkey", ...more };
    expect(await provision(fakeDoor(answers, {}, "dev"), retired)).toMatchObject({ choose: { choose: "cloud" } });
  });

  it("asks for the network where the project has a VPC in the cloud", async () => {
    const vpcs = [
      { project_vpc_id: "v1", cloud_name: CLOUD, state: "ACTIVE" },
      { project_vpc_id: "v2", cloud_name: CLOUD, state: "DELETED" },
      { project_vpc_id: "v3", cloud_name: "elsewhere", state: "ACTIVE" },
    ];
    const service = { service_name: "new-pg" };
    const answers = {
      ProjectServiceTypesList: { pg: {} },
      ListProjectClouds: { clouds: [{ cloud_name: CLOUD, geo_region: "europe" }] },
      ProjectServicePlanList: { service_plans: [{ service_plan: "startup-4" }] },
      VpcList: { vpcs },
      ServiceCreate: { service },
    };
    const request = { ...BASE, cloud: CLOUD, plan: "startup-4" };
    const door = () => fakeDoor(answers, {}, "dev");
    expect(await provision(door(), request)).toMatchObject({
      choose: { choose: "network", networks: ["public", "v1"] },
    });
    const sent = async (network: string) => {
      const one = door();
      await provision(one, { ...request, network });
      return one.calls.find(({ id }) => id === "ServiceCreate")?.input["project_vpc_id"];
    };
    const id = "11111111-2222-3333-4444-555555555555";
    expect([await sent("public"), await sent(id)]).toEqual([null, id]);
  });

  it("refuses a service type that does not exist, with the nearest", async () => {
    const error = await rejection(provision(await sandboxDoor(), { ...BASE, service_type: "postgres" }));
    expect(error).toMatchObject({
      name: "InputError",
      issues: [
        { field: "service_type", message: '"postgres" is not a service type', allowed: expect.arrayContaining(["pg"]) },
      ],
    });
    const typo = await rejection(provision(await sandboxDoor(), { ...BASE, service_type: "kafkaa" }));
    expect(typo).toMatchObject({ issues: [{ nearest: "kafka" }] });
  });

  it("names what took the place of a service type that is retired", async () => {
    const retired = await rejection(provision(await sandboxDoor(), { ...BASE, service_type: "redis" }));
    expect(retired).toMatchObject({ issues: [{ message: expect.stringContaining("use valkey"), nearest: "valkey" }] });
  });

  it("keeps to the operator's rules", async () => {
    const request = { ...BASE, cloud: CLOUD, plan: "premium-64" };
    expect(await rejection(provision(await sandboxDoor({ mode: "read-only" }), request))).toMatchObject({
      rule: "mode",
    });
    expect(await rejection(provision(await sandboxDoor({ maxUsdPerHour: 0.1 }), request))).toMatchObject({
      rule: "price",
    });
    expect(await rejection(provision(await sandboxDoor({ projects: ["other"] }), request))).toMatchObject({
      rule: "projects",
    });
  });
});
