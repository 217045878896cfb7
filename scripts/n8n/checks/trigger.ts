import type { Sandbox } from "../../../src/sandbox/index.js";
import type { Client } from "../client.js";
import { type Instance, until } from "../instance.js";
import { expectEqual } from "../report.js";
import { byName, chain } from "../workflow.js";
import { World } from "../world.js";

const WATCHED = "demo-valkey";
const MAINTAINED = "demo-pg";
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** n8n polls once a minute at most often. */
const POLLED_MS = 2 * MINUTE_MS;

/** Created and deleted while n8n is down. */
const BRIEF = { service_name: "brief", service_type: "valkey", plan: "startup-4", cloud: "google-europe-west1" };
const TOKEN = { description: "ends soon", max_age_seconds: 7 * 86_400 };

interface Watch {
  readonly event: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The field by which what is told is known, and its values in the end. */
  readonly told: string;
  readonly entries: readonly string[];
}

/** What is watched beside all events, all states and the invoices. */
const WATCHES: readonly Watch[] = [
  { event: "serviceCreated", told: "service_name", entries: [BRIEF.service_name] },
  { event: "serviceDeleted", told: "service_name", entries: [BRIEF.service_name] },
  { event: "servicePoweredOff", told: "service_name", entries: [WATCHED, WATCHED] },
  { event: "servicePoweredOn", told: "service_name", entries: [WATCHED, WATCHED] },
  { event: "maintenanceChanged", told: "phase", entries: ["started", "finished"] },
  // What was scheduled before it was turned on is not told.
  { event: "maintenanceScheduled", told: "service_name", entries: [] },
  { event: "tokenExpiring", told: "description", entries: [TOKEN.description] },
  {
    event: "metricAbove",
    parameters: { metric: "mem_usage", threshold: 1, service_name: byName("demo-kafka") },
    told: "service_name",
    entries: ["demo-kafka"],
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
    for (const id of await this.#eventIds()) this.#known.add(id);
    this.#sandbox.requests.clear();
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
    await until("the first polls", POLLED_MS, async () => {
      const polled = this.#sandbox.requests.list().map(({ operation }) => operation);
      const times = (wanted: string) => polled.filter((operation) => operation === wanted).length;
      // All events and five kinds of them; all states, what is scheduled, and whose metric it is.
      return times("ProjectGetEventLogs") >= 6 && times("ServiceList") >= 3 && times("AccessTokenList") >= 1;
    });
    await this.#world.update(WATCHED, { powered: false });
    this.#sandbox.faults.add({ fault: 500, path: "/v1/project/**", method: "GET", count: null });
  }

  /** Waits for polls that fail, restarts n8n while the API is down, and heals the API. */
  async restartInOutage(instance: Instance): Promise<void> {
    await until("polls that fail", POLLED_MS, async () => (await this.#failures()) === 2);
    // What is undone before n8n looks again has happened all the same.
    await this.#world.update(WATCHED, { powered: true });
    await this.#world.update(WATCHED, { powered: false });
    await instance.stop();
    await instance.start();
    await this.#client.login();
    this.#sandbox.faults.clear();
    await until("what happened in the outage", POLLED_MS, async () => (await this.#toldStates()).length > 0);
    await until("what happened in the outage", POLLED_MS, async () => (await this.#toldEvents()).length > 0);
    expectEqual("the states told after the outage", await this.#toldStates(), ["POWEROFF"]);
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
    await until("what happened in the crash", POLLED_MS, async () => (await this.#toldStates()).length > 1);
    await until("all events", POLLED_MS, async () => (await this.#toldEvents()).length >= expected.length);
    await until("what happened to services", POLLED_MS, async () => {
      const counts = await Promise.all(WATCHES.map(async ({ event }) => (await this.#toldOf(event)).length));
      return WATCHES.every(({ entries }, index) => (counts[index] ?? 0) >= entries.length);
    });
    const invoices = (await this.#invoices()).filter((number) => !this.#known.has(number)).sort();
    await until(
      "the invoices",
      POLLED_MS,
      async () => (await this.#toldOf("invoiceCreated")).length >= invoices.length,
    );
    expectEqual("the states told", await this.#toldStates(), ["POWEROFF", "RUNNING"]);
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

  async #toldEvents(): Promise<string[]> {
    return (await this.#told(this.#events)).map(({ id }) => String(id));
  }

  async #toldStates(): Promise<string[]> {
    return (await this.#told(this.#states)).map(({ to }) => String(to));
  }

  #toldOf(event: string): Promise<Record<string, unknown>[]> {
    return this.#told(this.#watched.get(event) ?? "");
  }

  async #told(workflow: string): Promise<Record<string, unknown>[]> {
    const executions = await this.#client.executions(workflow);
    return executions.flatMap(({ nodes }) => nodes.get("Told")?.items ?? []);
  }
}
