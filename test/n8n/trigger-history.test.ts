import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { event, FakeN8n, service, TriggerWorld, timeAt } from "./trigger-world.js";

let world: TriggerWorld;
beforeEach(async () => {
  world = new TriggerWorld();
  await world.start();
});
afterEach(() => world.stop());

/** What n8n does between two things that happen. A stop loses what it did not save, as a crash does. */
const N8N = fc.constantFrom("poll", "restart", "nothing", "outage", "heal");
type Deed = typeof N8N extends fc.Arbitrary<infer T> ? T : never;

/** Lets n8n do something. In an outage polls fail, and n8n turns workflows on again until that succeeds. */
async function act(node: FakeN8n, deed: Deed, state: { on: boolean }): Promise<void> {
  if (deed === "outage" || deed === "heal") world.failing = deed === "outage";
  if (deed === "nothing" || deed === "outage" || deed === "heal") return;
  if (deed === "restart") state.on = false;
  await (state.on ? node.poll() : node.start()).then(
    () => Object.assign(state, { on: true }),
    (error: Error) => expect(error.message).toBe("Out of order"),
  );
}

async function settle(node: FakeN8n, state: { on: boolean }): Promise<void> {
  world.failing = false;
  await act(node, "poll", state);
  await act(node, "restart", state);
  await act(node, "poll", state);
}

const NAMES = ["a", "b"];
const TYPES = ["service_create", "service_delete", "service_poweroff", "service_poweron", "service_update"];
const KINDS: Record<string, string> = {
  serviceCreated: "service_create",
  serviceDeleted: "service_delete",
  servicePoweredOff: "service_poweroff",
  servicePoweredOn: "service_poweron",
};

describe("over outages, restarts that forget, and clocks that jump", { timeout: 120_000 }, () => {
  it("each entry of the event log is told once, in its order", async () => {
    const entry = fc.record({
      type: fc.constantFrom(...TYPES),
      name: fc.constantFrom(...NAMES),
      /** Entries about other things that come with it. */
      noise: fc.constantFrom(0, 0, 1, 120),
      day: fc.integer({ min: 1, max: 28 }),
      next: N8N,
    });
    const histories = fc.array(entry, { maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(KINDS)), histories, async (on, history) => {
        Object.assign(world, { events: [event(-1, "service_create"), event(-2, "service_poweroff")], failing: false });
        const node = new FakeN8n(world, { event: on });
        const state = { on: false };
        await act(node, "poll", state);
        const expected: string[] = [];
        let id = 0;
        for (const { type, name, noise, day, next } of history) {
          for (let more = 0; more < noise; more += 1) world.events.unshift(event(id++, "service_user_create", name));
          if (KINDS[on] === type) expected.push(String(id));
          world.events.unshift({ ...event(id++, type, name), time: `2026-01-${String(day).padStart(2, "0")}` });
          await act(node, next, state);
        }
        await settle(node, state);
        expect(node.told.map((told) => told["id"])).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it("each state that was there at a poll, or when n8n started, is told once", async () => {
    const states = fc.constantFrom("RUNNING", "POWEROFF", "REBUILDING", "gone");
    const change = fc.record({ name: fc.constantFrom(...NAMES), state: states, next: N8N });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 25 }), async (history) => {
        Object.assign(world, { services: [service("a", "RUNNING", "0")], failing: false });
        const node = new FakeN8n(world, { event: "serviceState" });
        const state = { on: false };
        await act(node, "poll", state);
        let seen = new Map([["a", "0 RUNNING"]]);
        let born = 0;
        const expected: string[] = [];
        for (const { name, state: to, next } of [...history, ...LAST]) {
          const is = world.services.find((row) => row["service_name"] === name);
          world.services = world.services.filter((row) => row !== is);
          if (to !== "gone") {
            born += 1;
            world.services.push(service(name, to, String(is?.["create_time"] ?? born)));
          }
          await act(node, next, state);
          if (world.failing || !["poll", "restart"].includes(next)) continue;
          const now = new Map(world.services.map((row) => [String(row["service_name"]), markOf(row)]));
          expected.push(
            ...[...now].filter(([key, mark]) => seen.get(key) !== mark).map(([key, mark]) => `${key} ${mark}`),
          );
          seen = now;
        }
        await settle(node, state);
        expect(node.told.map((told) => `${told["service_name"]} ${markOf(told["service"])}`).sort()).toEqual(
          expected.sort(),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("each update that waits is told once", async () => {
    const change = fc.record({ add: fc.boolean(), next: N8N });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 20 }), async (history) => {
        let updates: object[] = [];
        let made = 0;
        const show = () => {
          world.services = [service("a", "RUNNING", "0", { maintenance: { updates: [...updates].reverse() } })];
        };
        show();
        world.failing = false;
        const node = new FakeN8n(world, { event: "maintenanceScheduled" });
        const state = { on: false };
        await act(node, "poll", state);
        for (const { add, next } of history) {
          if (add) updates.push({ description: "Patches", deadline: timeAt(++made) });
          // One that was there at a poll may go; what came and went unseen is no loss.
          else if (next === "poll" && !world.failing) updates = updates.slice(0, -1);
          show();
          await act(node, next, state);
        }
        updates = Array.from({ length: made }, (_, index) => ({ description: "Patches", deadline: timeAt(index + 1) }));
        show();
        await settle(node, state);
        const told = node.told
          .flatMap((row) => row["updates"] as { deadline: string }[])
          .map(({ deadline }) => deadline);
        expect(new Set(told).size).toBe(made);
      }),
      { numRuns: 30 },
    );
  });

  it("each rise of a metric is told once, those included that fell again unseen", async () => {
    const point = fc.record({
      name: fc.constantFrom(...NAMES),
      high: fc.boolean(),
      gap: fc.constantFrom(1, 5, 200),
      next: N8N,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(point, { maxLength: 25 }), async (history) => {
        Object.assign(world, { services: NAMES.map((name) => service(name, "RUNNING", "0")), failing: false });
        const disk: Record<string, [number, number][]> = { a: [[0, 10]], b: [[0, 10]] };
        world.disk = disk;
        const node = new FakeN8n(world, { event: "metricAbove", metric: "disk_usage", threshold: 80 });
        const state = { on: false };
        await act(node, "poll", state);
        const expected: string[] = [];
        let minute = 0;
        for (const { name, high, gap, next } of history) {
          minute += gap;
          const points = disk[name] ?? [];
          if (high && (points.at(-1)?.[1] ?? 0) <= 80) expected.push(`${name} ${timeAt(minute)}`);
          points.push([minute, high ? 90 : 70]);
          await act(node, next, state);
        }
        await settle(node, state);
        expect(node.told.map((told) => `${told["service_name"]} ${told["time"]}`).sort()).toEqual(expected.sort());
      }),
      { numRuns: 30 },
    );
  });

  it("each token that comes near its end, and each invoice, is told once", async () => {
    const step = fc.record({ add: fc.boolean(), next: N8N });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("tokenExpiring", "invoiceCreated"), fc.array(step), async (on, history) => {
        Object.assign(world, { tokens: [], invoices: [], failing: false });
        const node = new FakeN8n(world, { event: on, organization_id: "org", days: 1 });
        const state = { on: false };
        await act(node, "poll", state);
        let made = 0;
        for (const { add, next } of history) {
          if (add) {
            made += 1;
            world.tokens.push({ token_prefix: String(made), expiry_time: "2026-01-01T00:00:00Z" });
            world.invoices.unshift({ invoice_number: String(made), state: "mailed" });
          }
          await act(node, next, state);
        }
        await settle(node, state);
        const told = node.told.map((row) => Number(row["token_prefix"] ?? row["invoice_number"])).sort((a, b) => a - b);
        expect(told).toEqual(Array.from({ length: made }, (_, index) => index + 1));
      }),
      { numRuns: 20 },
    );
  });
});

/** The end of a history: a poll sees all that was left unseen. */
const LAST: { name: string; state: string; next: Deed }[] = [
  { name: "a", state: "RUNNING", next: "heal" },
  { name: "b", state: "RUNNING", next: "poll" },
];

function markOf(row: unknown): string {
  const { create_time, state } = row as Record<string, unknown>;
  return `${create_time} ${state}`;
}
