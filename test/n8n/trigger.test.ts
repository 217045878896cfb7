import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { event, FakeN8n, service, TriggerWorld, timeAt } from "./trigger-world.js";

let world: TriggerWorld;
beforeEach(async () => {
  world = new TriggerWorld();
  await world.start();
});
afterEach(() => world.stop());

const n8n = (parameters: Record<string, unknown>) => new FakeN8n(world, parameters);

describe("the event log", () => {
  it("tells nothing of what was there before, and each entry once, the oldest first", async () => {
    const node = n8n({ event: "projectEvent" });
    world.events = [event(1, "service_create")];
    expect(await node.start()).toEqual([]);
    world.events.unshift(event(3, "service_poweron"), event(2, "service_poweroff"));
    expect(await node.poll()).toMatchObject([{ id: "2" }, { id: "3" }]);
    expect(await node.poll()).toEqual([]);
  });

  it("tells project events of the types that are asked for", async () => {
    const node = n8n({ event: "projectEvent", eventTypes: "service_create, x" });
    await node.start();
    world.events = [event(2, "service_create"), event(1, "other")];
    expect(await node.poll()).toMatchObject([{ id: "2" }]);
  });

  it.each([
    ["serviceCreated", "service_create"],
    ["serviceDeleted", "service_delete"],
    ["servicePoweredOff", "service_poweroff"],
    ["servicePoweredOn", "service_poweron"],
  ])("tells of %s, even of what was undone before it looked", async (on, type) => {
    const node = n8n({ event: on });
    await node.start();
    const types = ["service_create", "service_poweroff", "service_poweron", "service_delete", "service_user_create"];
    world.events = types.map((entry, index) => event(index, entry)).reverse();
    expect(await node.poll()).toMatchObject([{ event_type: type, service_name: "a" }]);
    expect(await node.poll()).toEqual([]);
  });

  it("shows the service as the nodes simplify it, without secrets, and none where it is gone", async () => {
    const node = n8n({ event: "servicePoweredOff" });
    await node.start();
    world.services = [service("a", "POWEROFF", "2026-01-01", { service_uri: "postgres://u:hush@h", plan: "hobbyist" })];
    world.events = [event(2, "service_poweroff", "b"), event(1, "service_poweroff", "a")];
    const told = await node.poll();
    expect(told).toMatchObject([{ service: { state: "POWEROFF", plan: "hobbyist" } }, { service: null }]);
    expect(JSON.stringify(told)).not.toContain("hush");
  });

  it("watches one service where one is chosen", async () => {
    const node = n8n({ event: "serviceDeleted", service_name: "b" });
    await node.start();
    world.events = [event(2, "service_delete", "b"), event(1, "service_delete", "a")];
    expect(await node.poll()).toMatchObject([{ service_name: "b" }]);
  });

  it.each([
    ["service_maintenance_start", "Started maintenance", "started"],
    ["service_maintenance_finish", "Finished maintenance", "finished"],
    ["service_maintenance_end", "", "finished"],
    ["service_update", "Maintenance updates applied", "finished"],
    ["service_maintenance_start", "Maintenance failed to start", "failed"],
    ["service_maintenance", "", "unclear"],
    ["service_update", "Changed maintenance", undefined],
  ])("reads from %s, %s, that maintenance has %s", async (type, description, phase) => {
    const node = n8n({ event: "maintenanceChanged" });
    await node.start();
    world.events = [event(1, type, "a", description)];
    expect((await node.poll()).map((told) => told["phase"])).toEqual(phase ? [phase] : []);
  });

  it("tells of the end of maintenance alone where that is asked for", async () => {
    const node = n8n({ event: "maintenanceChanged", phases: ["finished"] });
    await node.start();
    world.events = [event(2, "service_maintenance_finish"), event(1, "service_maintenance_start")];
    expect(await node.poll()).toMatchObject([{ id: "2", phase: "finished" }]);
  });

  it("asks for more entries until it meets one that it knows, and for few otherwise", async () => {
    const node = n8n({ event: "projectEvent" });
    world.events = [event(0, "x")];
    await node.start();
    for (let id = 1; id <= 1500; id += 1) world.events.unshift(event(id, "x"));
    expect(await node.poll()).toHaveLength(1500);
    world.asked.length = 0;
    expect(await node.poll()).toEqual([]);
    expect(world.asked).toEqual(["/v1/project/p/events?limit=100"]);
  });

  it("takes what it is given where the API refuses to give more", async () => {
    world.mostEvents = 250;
    const node = n8n({ event: "projectEvent" });
    world.events = [event(0, "x")];
    await node.start();
    for (let id = 1; id <= 400; id += 1) world.events.unshift(event(id, "x"));
    expect(await node.poll()).toHaveLength(250);
    expect(await node.poll()).toEqual([]);
  });
});

describe("states of services", () => {
  it("are told when they change, from the first of a new service on", async () => {
    const node = n8n({ event: "serviceState" });
    world.services = [service("a", "RUNNING")];
    expect(await node.start()).toEqual([]);
    world.services = [service("a", "REBUILDING"), service("b", "REBUILDING")];
    expect(await node.poll()).toMatchObject([
      { service_name: "a", from: "RUNNING", to: "REBUILDING", service: { state: "REBUILDING" } },
      { service_name: "b", from: null, to: "REBUILDING" },
    ]);
    expect(await node.poll()).toEqual([]);
  });

  it("do not change to what they were when a service is created anew", async () => {
    const node = n8n({ event: "serviceState" });
    world.services = [service("a", "RUNNING")];
    await node.start();
    world.services = [service("a", "RUNNING", "2026-02-02")];
    expect(await node.poll()).toMatchObject([{ service_name: "a", from: null, to: "RUNNING" }]);
  });
});

describe("updates that wait for maintenance", () => {
  const patches = { description: "Patches", deadline: "2026-02-01" };
  const engine = { description: "New engine", deadline: null };
  const waiting = (...updates: object[]) => [service("a", "RUNNING", "2026-01-01", { maintenance: { updates } })];

  it("are told once each, whatever becomes of the others and in whatever order they stand", async () => {
    const node = n8n({ event: "maintenanceScheduled" });
    world.services = waiting();
    await node.start();
    world.services = waiting(patches, engine);
    expect(await node.poll()).toMatchObject([{ service_name: "a", updates: [patches, engine] }]);
    world.services = waiting(engine, patches);
    expect(await node.poll()).toEqual([]);
    world.services = waiting(engine);
    expect(await node.poll()).toEqual([]);
    world.services = waiting(engine, { ...patches, deadline: "2026-03-01" });
    expect(await node.poll()).toMatchObject([{ updates: [{ deadline: "2026-03-01" }] }]);
  });
});

describe("a metric above its threshold", () => {
  const above = { event: "metricAbove", metric: "disk_usage", threshold: 80 };
  beforeEach(() => {
    world.services = [
      service("a", "RUNNING", "2026", { service_type: "pg", tags: { env: "prod" }, plan: "startup-4" }),
      service("b", "RUNNING", "2026", { service_type: "kafka" }),
      service("c", "POWEROFF", "2026"),
    ];
    world.disk = { a: [[1, 10]], b: [[1, 10]] };
  });

  it("is told when it rises, of every service, and again after it fell", async () => {
    const node = n8n(above);
    expect(await node.start()).toEqual([]);
    world.disk["b"]?.push([2, 91]);
    expect(await node.poll()).toMatchObject([
      { service_name: "b", metric: "disk_usage", value: 91, threshold: 80, time: timeAt(2) },
    ]);
    world.disk["b"]?.push([3, 92], [4, 80], [5, 85]);
    expect(await node.poll()).toMatchObject([{ value: 85 }]);
    expect(await node.poll()).toEqual([]);
  });

  it("is told at once where it is above already, for somebody has to act", async () => {
    world.disk = { a: [[1, 95]] };
    const node = n8n({ ...above, service_name: "a" });
    expect(await node.start()).toMatchObject([{ value: 95, service: { plan: "startup-4" } }]);
    expect(await node.poll()).toEqual([]);
  });

  it.each([
    ["a type", { service_type: "pg" }],
    ["a tag and its value", { tag: "env=prod" }],
    ["a tag", { tag: "env" }],
    ["a name", { service_name: "a" }],
  ])("is watched for services with %s", async (_, filter) => {
    world.disk = { a: [[1, 95]], b: [[1, 95]] };
    expect(await n8n({ ...above, ...filter }).start()).toMatchObject([{ service_name: "a" }]);
  });

  it("says so when there is no service of that name", async () => {
    await expect(n8n({ ...above, service_name: "z" }).start()).rejects.toThrow();
  });
});

describe("tokens and invoices", () => {
  it("tells of a token that ends soon, without the token", async () => {
    const node = n8n({ event: "tokenExpiring", days: 3650 * 100 });
    world.tokens = [{ token_prefix: "abc", expiry_time: "2030-01-01T00:00:00Z", full_token: "hush" }];
    const told = await node.start();
    expect(told).toMatchObject([{ token_prefix: "abc" }]);
    expect(JSON.stringify(told)).not.toContain("hush");
    expect(await node.poll()).toEqual([]);
  });

  it("tells of an invoice once it is issued: an estimate is none", async () => {
    const node = n8n({ event: "invoiceCreated", organization_id: "org1" });
    world.invoices = [{ invoice_number: "1", state: "paid" }];
    expect(await node.start()).toEqual([]);
    world.invoices.unshift({ invoice_number: "2", state: "estimate" });
    expect(await node.poll()).toEqual([]);
    world.invoices = [{ invoice_number: "2", state: "mailed" }, ...world.invoices.slice(1)];
    expect(await node.poll()).toMatchObject([{ invoice_number: "2", state: "mailed" }]);
    expect(await node.poll()).toEqual([]);
  });
});

describe("what the trigger is asked", () => {
  it.each([
    [{ event: "invoiceCreated" }, "Organization must not be empty"],
    [{ event: "metricAbove", project: "" }, "Project must not be empty"],
  ])("has to be complete: %j", async (parameters, message) => {
    await expect(n8n(parameters).start()).rejects.toThrow(message);
  });

  it("tells of a failing API in its own words", async () => {
    world.failing = true;
    await expect(n8n({ event: "projectEvent" }).start()).rejects.toThrow(/^Out of order$/);
  });

  it("leaves the poll before it to end", async () => {
    const node = n8n({ event: "projectEvent" });
    await node.start();
    world.events = [event(1, "a")];
    expect(await node.pollTwice()).toHaveLength(1);
  });
});
