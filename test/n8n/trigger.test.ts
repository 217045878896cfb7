import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { IDataObject, IPollFunctions } from "n8n-workflow";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AivenTrigger } from "../../src/n8n/nodes/Aiven/AivenTrigger.node.js";
import { fakeNode } from "./fake-node.js";

/** What the API would tell at this moment. */
const api = { services: [] as object[], events: [] as object[], tokens: [] as object[], disk: 10, failing: false };
let server: Server;
let url: string;

beforeEach(async () => {
  Object.assign(api, { services: [], events: [], tokens: [], disk: 10, failing: false });
  server = createServer((request, response) => {
    const path = request.url ?? "";
    const answer = path.includes("/events")
      ? { events: api.events }
      : path.includes("/metrics")
        ? { metrics: { disk_usage: { data: { rows: [["2026-01-01T00:00:00Z", api.disk]] } } } }
        : path.includes("access_token")
          ? { tokens: api.tokens }
          : { services: api.services };
    response.writeHead(api.failing ? 400 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(api.failing ? { message: "Out of order" } : answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Polls with what was remembered; the memory goes through JSON, as it does when n8n stops and starts. */
function poller(parameters: Record<string, unknown>) {
  let memory: IDataObject = {};
  return async (mode: "trigger" | "manual" = "trigger") => {
    const type = new AivenTrigger();
    memory = JSON.parse(JSON.stringify(memory));
    const items = [{ project: "p", ...parameters }];
    const { node } = fakeNode(type, { credential: { token: "t", baseUrl: url }, items });
    const held = memory;
    const polling = {
      ...node,
      getNodeParameter: (name: string, fallback: unknown) => node.getNodeParameter(name, 0, fallback as object),
      getWorkflowStaticData: () => held,
      getMode: () => mode,
    };
    const answer = await type.poll.call(polling as unknown as IPollFunctions);
    return answer?.[0]?.map(({ json }) => json) ?? [];
  };
}

const service = (name: string, state: string, born = "2026-01-01") => ({
  service_name: name,
  state,
  create_time: born,
});
const event = (id: number, type: string, time: string) => ({ id: String(id), event_type: type, time });

describe("the trigger", () => {
  it("tells nothing of what was there before, and each event once", async () => {
    const poll = poller({ event: "projectEvent" });
    api.events = [event(1, "service_create", "2026-01-01T00:00:00Z")];
    expect(await poll()).toEqual([]);
    expect(await poll()).toEqual([]);
    api.events.unshift(event(2, "service_poweroff", "2026-01-01T00:00:01Z"));
    expect(await poll()).toMatchObject([{ id: "2" }]);
    expect(await poll()).toEqual([]);
  });

  it("neither loses nor repeats an event over failures, restarts and clocks that jump", async () => {
    const poll = poller({ event: "projectEvent" });
    api.events = [event(1, "a", "2026-01-01T00:00:00Z")];
    await poll();
    api.events.unshift(event(2, "b", "2026-01-01T00:00:05Z"));
    api.failing = true;
    await expect(poll()).rejects.toThrow("Out of order");
    await expect(poll()).rejects.toThrow("Out of order");
    api.events.unshift(event(3, "c", "2020-01-01T00:00:00Z"));
    api.failing = false;
    const told = [...(await poll()), ...(await poll())].map(({ id }) => id);
    expect(told.sort()).toEqual(["2", "3"]);
  });

  it("filters project events by type", async () => {
    const poll = poller({ event: "projectEvent", eventTypes: "service_create, x" });
    await poll();
    api.events = [event(1, "other", "2026"), event(2, "service_create", "2026")];
    expect(await poll()).toMatchObject([{ id: "2" }]);
  });

  it.each([
    [
      "serviceCreated",
      [service("a", "RUNNING"), service("b", "REBUILDING")],
      [{ service_name: "b", to: "REBUILDING" }],
    ],
    ["serviceDeleted", [], [{ service_name: "a", from: "RUNNING" }]],
    ["serviceState", [service("a", "REBUILDING")], [{ service_name: "a", from: "RUNNING", to: "REBUILDING" }]],
    ["servicePoweredOff", [service("a", "POWEROFF")], [{ service_name: "a", to: "POWEROFF" }]],
    ["servicePoweredOff", [service("a", "REBUILDING")], []],
    ["serviceCreated", [service("a", "REBUILDING", "2026-02-02")], [{ service_name: "a" }]],
  ])("tells of %s by comparing with what it saw", async (on, then, told) => {
    const poll = poller({ event: on });
    api.services = [service("a", "RUNNING")];
    expect(await poll()).toEqual([]);
    api.services = then;
    expect(await poll()).toMatchObject(told);
    expect(await poll()).toEqual([]);
  });

  it("tells of maintenance once it is scheduled", async () => {
    const poll = poller({ event: "maintenanceScheduled" });
    api.services = [{ ...service("a", "RUNNING"), maintenance: { updates: [] } }];
    await poll();
    const updates = [{ description: "Patches", deadline: "2026-02-01" }];
    api.services = [{ ...service("a", "RUNNING"), maintenance: { updates } }];
    expect(await poll()).toMatchObject([{ service_name: "a", updates }]);
    expect(await poll()).toEqual([]);
  });

  it("tells when a metric rises above its threshold, and again after it fell", async () => {
    const poll = poller({ event: "metricAbove", service_name: "a", metric: "disk_usage", threshold: 80 });
    expect(await poll()).toEqual([]);
    api.disk = 91;
    expect(await poll()).toMatchObject([{ service_name: "a", value: 91 }]);
    expect(await poll()).toEqual([]);
    api.disk = 10;
    expect(await poll()).toEqual([]);
    api.disk = 85;
    expect(await poll()).toMatchObject([{ value: 85 }]);
  });

  it("tells of a token that ends soon, without the token", async () => {
    const poll = poller({ event: "tokenExpiring", days: 3650 * 100 });
    api.tokens = [{ token_prefix: "abc", expiry_time: "2030-01-01T00:00:00Z", full_token: "hush" }];
    const told = await poll();
    expect(told).toMatchObject([{ token_prefix: "abc" }]);
    expect(JSON.stringify(told)).not.toContain("hush");
    expect(await poll()).toEqual([]);
  });

  it("shows a sample when it is tried by hand, and remembers nothing of that", async () => {
    const poll = poller({ event: "projectEvent" });
    api.events = [event(1, "a", "2026")];
    expect(await poll("manual")).toMatchObject([{ id: "1" }]);
    expect(await poll()).toEqual([]);
  });

  it("starts anew when it is asked something else", async () => {
    const poll = poller({ event: "serviceCreated" });
    api.services = [service("a", "RUNNING")];
    await poll();
    const other = poller({ event: "projectEvent" });
    api.events = [event(1, "a", "2026")];
    expect(await other()).toEqual([]);
  });
});
