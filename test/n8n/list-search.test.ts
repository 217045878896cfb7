import type { ILoadOptionsFunctions, INodeListSearchResult } from "n8n-workflow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AivenCloud } from "../../src/n8n/nodes/AivenCloud/AivenCloud.node.js";
import { LISTINGS } from "../../src/n8n/shared/lists/listings.js";
import { openSandbox, type TestApi } from "../sandbox/api.js";
import { fakeNode } from "./fake-node.js";
import { NODES } from "./nodes.js";

let api: TestApi;
beforeAll(async () => {
  api = await openSandbox({ speed: "instant" });
});
afterAll(() => api[Symbol.asyncDispose]());

async function search(method: string, parameters: Record<string, unknown>, filter?: string, project = api.project) {
  const { url, token } = api.sandbox;
  const { node } = fakeNode(new AivenCloud(), { credential: { token, baseUrl: url, project }, items: [parameters] });
  const type = NODES.find(({ methods }) => methods?.listSearch?.[method]);
  const find = type?.methods?.listSearch?.[method];
  if (!find) throw new Error(method);
  const { results }: INodeListSearchResult = await find.call(node as unknown as ILoadOptionsFunctions, filter);
  return results;
}

const locator = (value: string) => ({ __rl: true, mode: "list", value });

describe("a list to choose from", () => {
  it("is there for every locator, and no other", () => {
    const asked = NODES.flatMap(({ description }) => {
      const text = JSON.stringify(description.properties);
      return [...text.matchAll(/"searchListMethod":"(\w+)"/g)].map(([, name]) => name);
    });
    expect([...new Set(asked)].sort()).toEqual(Object.keys(LISTINGS).sort());
  });

  it("is of what was chosen before, by name and narrowed down", async () => {
    const services = await search("searchServices", { project: locator(api.project) });
    expect(services.map(({ value }) => value)).toEqual(expect.arrayContaining(["demo-kafka", "demo-pg"]));
    const [found, ...others] = await search("searchServices", {}, "KAFKA");
    expect(others).toEqual([]);
    expect(found).toEqual({ name: "kafka (demo-kafka)", value: "demo-kafka" });
    const topic = { service_name: "demo-kafka", topic_name: "orders-of-test", partitions: 1, replication: 2 };
    await api.ok("ServiceKafkaTopicCreate", { project: api.project, ...topic });
    const topics = await search("searchTopics", { service_name: locator("demo-kafka") }, "OF-TEST");
    expect(topics).toEqual([{ name: "orders-of-test", value: "orders-of-test" }]);
  });

  it("of plans is of the type of the form, in its fields too, or else of the service that is there", async () => {
    const named = async (parameters: Record<string, unknown>) =>
      (await search("searchPlans", parameters)).map(({ value }) => value);
    const kafka = await named({ service_type: locator("kafka") });
    expect(kafka).toEqual(await named({ fields: { service_type: locator("kafka") } }));
    expect(kafka).toEqual(await named({ service_name: locator("demo-kafka") }));
    expect(await named({ service_name: locator("demo-pg") })).not.toEqual(kafka);
  });

  it("of integrations is the service's, or the project's where no service is asked for, each once", async () => {
    const of = { integration_type: "metrics" as const, source_service: "demo-kafka", dest_service: "demo-pg" };
    const { service_integration } = await api.ok("ServiceIntegrationCreate", { project: api.project, ...of });
    const id = service_integration.service_integration_id;
    const entry = { name: `metrics (${id})`, value: id };
    expect(await search("searchIntegrations", {}, "metrics")).toEqual([entry]);
    expect(await search("searchIntegrations", { service_name: locator("demo-pg") }, "metrics")).toEqual([entry]);
  });

  it("of clouds is the project's where there is one", async () => {
    const asked = async (project: string) => {
      const { url, token } = api.sandbox;
      const { node, sent } = fakeNode(new AivenCloud(), { credential: { token, baseUrl: url, project }, items: [{}] });
      const found = await new AivenCloud().methods.listSearch["searchClouds"]?.call(
        node as unknown as ILoadOptionsFunctions,
      );
      expect(found?.results.length).toBeGreaterThan(0);
      return sent.map(({ path }) => path);
    };
    expect(await asked(api.project)).toEqual([`/v1/project/${api.project}/clouds`]);
    expect(await asked("")).toEqual(["/v1/clouds"]);
  });

  it("of a sending service is that of its own project", async () => {
    const other = "another-project";
    await api.ok("ProjectCreate", { project: other });
    const fields = { source_project: locator(other) };
    expect(await search("searchSourceServices", { fields })).toEqual([]);
    expect((await search("searchSourceServices", {})).length).toBeGreaterThan(0);
  });

  it("names types by what they are", async () => {
    const types = await search("searchServiceTypes", {});
    expect(types.find(({ value }) => value === "pg")?.name).toMatch(/PostgreSQL.*\(pg\)/);
  });

  it("says what has to be chosen first", async () => {
    await expect(search("searchTopics", {})).rejects.toThrow(/service_name is required|'Service Name' is required/);
  });
});
