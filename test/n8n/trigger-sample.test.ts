import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { event, FakeN8n, service, TriggerWorld } from "./trigger-world.js";

let world: TriggerWorld;
beforeEach(async () => {
  world = new TriggerWorld();
  await world.start();
});
afterEach(() => world.stop());

const n8n = (parameters: Record<string, unknown>) => new FakeN8n(world, parameters);

describe("a sample", () => {
  const TOKEN = { token_prefix: "abc", expiry_time: "2126-01-01T00:00:00Z" };
  const RISEN: [number, number][] = [
    [1, 10],
    [2, 90],
  ];

  it.each([
    ["projectEvent", () => [event(1, "a")]],
    ["serviceCreated", () => [event(1, "service_create")]],
    ["serviceDeleted", () => [event(1, "service_delete")]],
    ["servicePoweredOff", () => [event(1, "service_poweroff")]],
    ["servicePoweredOn", () => [event(1, "service_poweron")]],
    ["maintenanceChanged", () => [event(1, "service_maintenance_start")]],
  ])("of %s has the shape of an event, even when there was none yet, and is not remembered", async (on, entries) => {
    const node = n8n({ event: on });
    const [sample = {}] = await node.sample();
    await node.start();
    world.events = entries();
    const [told = {}] = await node.poll();
    expect(Object.keys(sample).sort()).toEqual(Object.keys(told).sort());
  });

  it("of a state, an update, a metric and a token has the shape of an event, too", async () => {
    world.services = [service("a", "RUNNING", "2026", { maintenance: { updates: [] } })];
    world.disk = { a: [[1, 10]] };
    world.tokens = [TOKEN];
    const changes: Record<string, () => void> = {
      serviceState: () => Object.assign(world.services[0] ?? {}, { state: "REBUILDING" }),
      maintenanceScheduled: () => Object.assign(world.services[0] ?? {}, { maintenance: { updates: [{}] } }),
      metricAbove: () => Object.assign(world.disk, { a: RISEN }),
      tokenExpiring: () => Object.assign(world.tokens, [{ ...TOKEN, expiry_time: "2026-01-01T00:00:00Z" }]),
    };
    for (const [on, change] of Object.entries(changes)) {
      const node = n8n({ event: on, metric: "disk_usage", threshold: 80, days: 1 });
      const [sample = {}] = await node.sample();
      await node.start();
      change();
      const [told = {}] = await node.poll();
      expect([on, Object.keys(sample).sort()]).toEqual([on, Object.keys(told).sort()]);
    }
  });
});
