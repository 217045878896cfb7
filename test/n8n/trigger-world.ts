import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { IDataObject, IPollFunctions } from "n8n-workflow";
import { AivenTrigger } from "../../src/n8n/nodes/Aiven/AivenTrigger.node.js";
import { fakeNode } from "./fake-node.js";

type Row = Record<string, unknown>;

/** What the API tells at this moment, over loopback. */
export class TriggerWorld {
  services: Row[] = [];
  /** Newest first, as the API gives them. */
  events: Row[] = [];
  tokens: Row[] = [];
  invoices: Row[] = [];
  /** Points of the disk's usage by service, oldest first; minutes since an hour that is fixed. */
  disk: Record<string, (readonly [minute: number, value: number])[]> = {};
  failing = false;
  /** The most entries of the event log that are given; more are refused. */
  mostEvents = Number.POSITIVE_INFINITY;
  url = "";
  readonly asked: string[] = [];
  #server: Server | undefined;

  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      let body = "";
      request.on("data", (data) => {
        body += data;
      });
      request.on("end", () => {
        const url = new URL(request.url ?? "", "http://x");
        this.asked.push(url.pathname + url.search);
        const answer = this.failing ? undefined : this.#answer(url, body);
        response.writeHead(answer ? 200 : 400, { "content-type": "application/json" });
        response.end(JSON.stringify(answer ?? { message: "Out of order" }));
      });
    });
    const server = this.#server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  stop(): Promise<unknown> {
    return new Promise((resolve) => this.#server?.close(resolve));
  }

  #answer(url: URL, body: string): object | undefined {
    const path = url.pathname;
    if (path.endsWith("/events")) {
      const limit = Number(url.searchParams.get("limit") ?? 100);
      return limit > this.mostEvents ? undefined : { events: this.events.slice(0, limit) };
    }
    if (path.endsWith("/metrics")) {
      const name = path.split("/").at(-2) ?? "";
      return { metrics: { disk_usage: { data: { rows: this.#points(name, JSON.parse(body).period) } } } };
    }
    if (path.includes("access_token")) return { tokens: this.tokens };
    if (path.endsWith("/invoices")) return { invoices: this.invoices };
    return path.endsWith("/service") ? { services: this.services } : undefined;
  }

  /** As far back as the period goes, from the newest point of all. */
  #points(name: string, period: string) {
    const minutes = { hour: 60, day: 1440 }[period] ?? Number.POSITIVE_INFINITY;
    const points = this.disk[name] ?? [];
    const newest = points.at(-1)?.[0] ?? 0;
    return points.filter(([minute]) => minute > newest - minutes).map(([minute, value]) => [timeAt(minute), value]);
  }
}

export function timeAt(minute: number): string {
  return new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString();
}

export const service = (name: string, state: string, born = "2026-01-01", more: Row = {}): Row => ({
  service_name: name,
  state,
  create_time: born,
  ...more,
});

export const event = (id: number, type: string, name = "a", description = ""): Row => ({
  id: String(id),
  event_type: type,
  event_desc: description,
  service_name: name,
  actor: "someone@example.com",
  time: "2026-01-01T00:00:00Z",
});

/**
 * n8n with one workflow that polls. As the real one does, it saves what a trigger remembers when the workflow is turned on, which a
 * restart does, too, and when a poll tells something; anything else is gone when n8n stops.
 */
export class FakeN8n {
  readonly told: IDataObject[] = [];
  readonly #type = new AivenTrigger();
  readonly #world: TriggerWorld;
  readonly #parameters: Row;
  #saved = "{}";
  #live: IDataObject = {};

  constructor(world: TriggerWorld, parameters: Row) {
    this.#world = world;
    this.#parameters = parameters;
  }

  /** Turns the workflow on, or n8n after it stopped: nothing is saved when its poll fails. */
  async start(): Promise<IDataObject[]> {
    this.#live = JSON.parse(this.#saved);
    const told = await this.poll();
    this.#saved = JSON.stringify(this.#live);
    return told;
  }

  async poll(): Promise<IDataObject[]> {
    const told = await this.#run("trigger");
    if (told === null) return [];
    this.#saved = JSON.stringify(this.#live);
    this.told.push(...told);
    return told;
  }

  /** What is shown to somebody who tries the workflow by hand. */
  async sample(): Promise<IDataObject[]> {
    return (await this.#run("manual")) ?? [];
  }

  /** Begins two polls at once, as n8n does when the first takes long. */
  async pollTwice(): Promise<IDataObject[]> {
    return (await Promise.all([this.poll(), this.poll()])).flat();
  }

  async #run(mode: "trigger" | "manual"): Promise<IDataObject[] | null> {
    const { node } = fakeNode(this.#type, {
      credential: { token: "t", baseUrl: this.#world.url },
      items: [{ project: "p", ...this.#parameters }],
    });
    const polling = {
      ...node,
      getNodeParameter: (name: string, fallback: unknown) => node.getNodeParameter(name, 0, fallback as object),
      getWorkflowStaticData: () => this.#live,
      getWorkflow: () => ({ id: "w", active: true }),
      getMode: () => mode,
    };
    const answer = await this.#type.poll.call(polling as unknown as IPollFunctions);
    return answer?.[0]?.map(({ json }) => json) ?? null;
  }
}
