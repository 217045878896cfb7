import type { Sandbox } from "../../../src/sandbox/index.js";
import type { Client } from "../client.js";
import { type Instance, until } from "../instance.js";
import { expectEqual } from "../report.js";
import { byName, chain } from "../workflow.js";
import { World } from "../world.js";

const WATCHED = "demo-valkey";
const MAINTAINED = "demo-pg";
/** Powered off at first, so that its memory rises over the threshold later. */
const RISING = "demo-kafka";
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** n8n polls once a minute at most often. */
const POLLED_MS = 2 * MINUTE_MS;

/** Created and deleted while n8n is down. */
const BRIEF = { service_name: "brief", service_type: "valkey", plan: "startup-4", cloud: "google-europe-west1" };
const TOKEN = { description: "ends soon", max_age_seconds: 7 * 86_400 };

const STATES_AFTER_OUTAGE = [`${RISING} RUNNING`, `${WATCHED} POWEROFF`];

interface Watch {
  readonly event: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The field by which what is told is known, and its values in the end. */
  readonly told: string;
  readonly entries: readonly string[];
  /** How many of them are told when the outage is over. */
  readonly afterOutage?: number;
}

/** What is watched beside all events, all states and the invoices. */
const WATCHES: readonly Watch[] = [
  { event: "serviceCreated", told: "service_name", entries: [BRIEF.service_name] },
  { event: "serviceDeleted", told: "service_name", entries: [BRIEF.service_name] },
  { event: "servicePoweredOff", told: "service_name", entries: [WATCHED, WATCHED], afterOutage: 2 },
  { event: "servicePoweredOn", told: "service_name", entries: [RISING, WATCHED, WATCHED], afterOutage: 2 },
  { event: "maintenanceChanged", told: "phase", entries: ["started", "finished"] },
  // What was scheduled before it was turned on is not told.
  { event: "maintenanceScheduled", told: "service_name", entries: [] },
  { event: "tokenExpiring", told: "description", entries: [TOKEN.description], afterOutage: 1 },
  {
    event: "metricAbove",
    parameters: { metric: "mem_usage", threshold: 1, service_name: byName(RISING) },
    told: "service_name",
    entries: [RISING],
    afterOutage: 1,
  },
];

/**
 * Workflows that n8n polls by itself, through an outage of the API, two ends of n8n, one of them a crash, and a jump of
 * the clock. What happens while they are watched must be told once each.
 */
export class TriggerTrial {
  readonly #sandbox: Sandbox;
  readonly #world: World;
  readonly #client: Client;
  readonly #known = new Set<string>();
  readonly #watched = new Map<string, string>();
  #events = "";
  #states = "";

  /** The sandbox has to be its own: nothing else may happen in it. */
  constructor(sandbox: Sandbox, client: Client) {
    this.#sandbox = sandbox;
    this.#world = new World(sandbox);
    this.#client = client;
  }

  /** Turns the workflows on, lets something happen, and lets the API break before n8n polls. */
  async begin(): Promise<void> {
    await this.#world.update(RISING, { powered: false });
    for (const id of await this.#eventIds()) this.#known.add(id);
    this.#events = await this.#watch("projectEvent");
    this.#states = await this.#watch("serviceState");
    await this.#world.ask("POST", "/access_token", TOKEN);
    for (const { event, parameters } of WATCHES) this.#watched.set(event, await this.#watch(event, parameters));
    const organization_id = await this.#organization();
    this.#watched.set(
      "invoiceCreated",
      await this.#watch("invoiceCreated", { organization_id: byName(organization_id) }),
    );
    for (const number of await this.#invoices()) this.#known.add(number);
    // n8n turns them on in its own time, and polls once at that.
    const watching = [this.#events, this.#states, ...this.#watched.values()];
    await until("the first polls", POLLED_MS, async () => {
      const memories = await Promise.all(watching.map((id) => this.#client.memory(id, "Watch")));
      return memories.every((memory) => memory !== undefined);
    });
    await this.#world.update(WATCHED, { powered: false });
    this.#sandbox.faults.add({ fault: 500, path: "/v1/project/**", method: "GET", count: null });
  }

  /** Waits for polls that fail, restarts n8n while the API is down, and heals the API. */
  async restartInOutage(instance: Instance): Promise<void> {
    await until("polls that fail", POLLED_MS, async () => (await this.#failures()) === 2);
    // What is undone before n8n looks again has happened all the same.
    await this.#world.update(RISING, { powered: true });
    await this.#world.update(WATCHED, { powered: true });
    await this.#world.update(WATCHED, { powered: false });
    await instance.stop();
    await instance.start();
    await this.#client.login();
    this.#sandbox.faults.clear();
    const unknown = (await this.#eventIds()).filter((id) => !this.#known.has(id));
    // n8n does not run again what a crash cuts short: all that is told now has to be done with before the crash.
    await until("what happened in the outage", POLLED_MS, async () => (await this.#toldStates()).length > 1);
    await until("the events of the outage", POLLED_MS, async () => (await this.#toldEvents()).length >= unknown.length);
    await this.#untilTold("after the outage", ({ afterOutage = 0 }) => afterOutage);
    expectEqual("the states told after the outage", await this.#toldStates(), STATES_AFTER_OUTAGE);
  }

  /** Lets the clock jump and n8n crash, and looks at all that was told. */
  async crashAfterJump(instance: Instance): Promise<string> {
    await instance.stop("SIGKILL");
    this.#sandbox.advance(40 * DAY_MS);
    await this.#world.update(WATCHED, { powered: true });
    await this.#world.ask("PUT", `/project/${this.#sandbox.project}/service/${MAINTAINED}/maintenance/start`);
    await this.#world.create(BRIEF);
    await this.#world.ask("DELETE", `/project/${this.#sandbox.project}/service/${BRIEF.service_name}`);
    await instance.start();
    await this.#client.login();
    const expected = (await this.#eventIds()).filter((id) => !this.#known.has(id)).sort();
    await until("what happened in the crash", POLLED_MS, async () => (await this.#toldStates()).length > 2);
    await until("all events", POLLED_MS, async () => (await this.#toldEvents()).length >= expected.length);
    await this.#untilTold("in the end", ({ entries }) => entries.length);
    const invoices = (await this.#invoices()).filter((number) => !this.#known.has(number)).sort();
    await until(
      "the invoices",
      POLLED_MS,
      async () => (await this.#toldOf("invoiceCreated")).length >= invoices.length,
    );
    expectEqual("the states told", await this.#toldStates(), [...STATES_AFTER_OUTAGE, `${WATCHED} RUNNING`]);
    for (const { event, told, entries } of WATCHES) {
      const found = (await this.#toldOf(event)).map((entry) => entry[told]);
      expectEqual(`what is told of ${event}`, found, entries);
    }
    const numbers = (await this.#toldOf("invoiceCreated")).map((invoice) => String(invoice["invoice_number"]));
    expectEqual("the invoices told", numbers.sort(), invoices);
    expectEqual("the events told", (await this.#toldEvents()).sort(), expected);
    return `${expected.length} events and ${invoices.length} invoices, each told once`;
  }

  async #watch(event: string, parameters: Watch["parameters"] = {}): Promise<string> {
    return this.#client.publish(
      chain(`Watch ${event}`, [
        {
          name: "Watch",
          type: "n8n-nodes-aiven.aivenTrigger",
          parameters: { event, ...parameters, pollTimes: { item: [{ mode: "everyMinute" }] } },
          credentials: { aivenApi: { id: "watched", name: "Watched" } },
        },
        { name: "Told", type: "n8n-nodes-base.noOp", parameters: {} },
      ]),
    );
  }

  async #eventIds(): Promise<string[]> {
    const { events } = await this.#world.ask("GET", `/project/${this.#sandbox.project}/events`);
    return (events as Record<string, unknown>[]).map(({ id }) => String(id));
  }

  async #organization(): Promise<string> {
    const { organizations } = await this.#world.ask("GET", "/organizations");
    return String((organizations as Record<string, unknown>[])[0]?.["organization_id"]);
  }

  /** The numbers of the invoices that were issued. */
  async #invoices(): Promise<string[]> {
    const { invoices } = await this.#world.ask("GET", `/organization/${await this.#organization()}/invoices`);
    const issued = (invoices as Record<string, unknown>[]).filter(({ state }) => state !== "estimate");
    return issued.map((invoice) => String(invoice["invoice_number"]));
  }

  /** How many of the workflows have a run that tells of the outage. */
  async #failures(): Promise<number> {
    const runs = [await this.#client.executions(this.#events), await this.#client.executions(this.#states)];
    return runs.filter((executions) => executions.some(({ status }) => status === "error")).length;
  }

  /** Waits until so many entries are told of each. */
  async #untilTold(when: string, expected: (watch: Watch) => number): Promise<void> {
    for (const watch of WATCHES) {
      await until(`what is told of ${watch.event} ${when}`, POLLED_MS, async () => {
        return (await this.#toldOf(watch.event)).length >= expected(watch);
      });
    }
  }

  async #toldEvents(): Promise<string[]> {
    return (await this.#told(this.#events)).map(({ id }) => String(id));
  }

  async #toldStates(): Promise<string[]> {
    return (await this.#told(this.#states)).map(({ service_name, to }) => `${service_name} ${to}`);
  }

  #toldOf(event: string): Promise<Record<string, unknown>[]> {
    return this.#told(this.#watched.get(event) ?? "");
  }

  async #told(workflow: string): Promise<Record<string, unknown>[]> {
    const executions = await this.#client.executions(workflow);
    return executions.flatMap(({ nodes }) => nodes.get("Told")?.items ?? []);
  }
}
