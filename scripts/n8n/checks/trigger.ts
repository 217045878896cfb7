import type { Sandbox } from "../../../src/sandbox/index.js";
import type { Client } from "../client.js";
import { type Instance, until } from "../instance.js";
import { expectEqual } from "../report.js";
import { chain } from "../workflow.js";
import { World } from "../world.js";

const WATCHED = "demo-valkey";
const MAINTAINED = "demo-pg";
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** n8n polls once a minute at most often. */
const POLLED_MS = 2 * MINUTE_MS;

/** What is watched in the event log, beside all of it. */
const LOGGED = ["servicePoweredOff", "maintenanceChanged"];

/**
 * Workflows that n8n polls by itself, through an outage of the API, two ends of n8n, one of them a crash, and a jump of
 * the clock. What happens while they are watched must be told once each.
 */
export class TriggerTrial {
  readonly #sandbox: Sandbox;
  readonly #world: World;
  readonly #client: Client;
  readonly #known = new Set<string>();
  readonly #logged = new Map<string, string>();
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
    for (const event of LOGGED) this.#logged.set(event, await this.#watch(event));
    // n8n turns them on in its own time, and polls once at that.
    await until("the first polls", MINUTE_MS, async () => {
      const polled = this.#sandbox.requests.list().map(({ operation }) => operation);
      const logs = polled.filter((operation) => operation === "ProjectGetEventLogs");
      return logs.length > LOGGED.length && polled.includes("ServiceList");
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
    await instance.start();
    await this.#client.login();
    const expected = (await this.#eventIds()).filter((id) => !this.#known.has(id)).sort();
    await until("what happened in the crash", POLLED_MS, async () => (await this.#toldStates()).length > 1);
    await until("all events", POLLED_MS, async () => (await this.#toldEvents()).length >= expected.length);
    await until(
      "what happened to a service",
      POLLED_MS,
      async () => (await this.#toldOf("maintenanceChanged")).length > 1,
    );
    expectEqual("the states told", await this.#toldStates(), ["POWEROFF", "RUNNING"]);
    expectEqual(
      "who was powered off",
      (await this.#toldOf("servicePoweredOff")).map((told) => told["service_name"]),
      [WATCHED, WATCHED],
    );
    expectEqual(
      "the maintenance told",
      (await this.#toldOf("maintenanceChanged")).map((told) => [told["service_name"], told["phase"]]),
      [
        [MAINTAINED, "started"],
        [MAINTAINED, "finished"],
      ],
    );
    expectEqual("the events told", (await this.#toldEvents()).sort(), expected);
    return `${expected.length} events, each told once`;
  }

  async #watch(event: string): Promise<string> {
    return this.#client.publish(
      chain(`Watch ${event}`, [
        {
          name: "Watch",
          type: "n8n-nodes-aiven.aivenTrigger",
          parameters: { event, pollTimes: { item: [{ mode: "everyMinute" }] } },
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
    return this.#told(this.#logged.get(event) ?? "");
  }

  async #told(workflow: string): Promise<Record<string, unknown>[]> {
    const executions = await this.#client.executions(workflow);
    return executions.flatMap(({ nodes }) => nodes.get("Told")?.items ?? []);
  }
}
