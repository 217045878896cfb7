import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from "n8n-workflow";
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
    expect(found).toEqual({ name: "demo-kafka (kafka)", value: "demo-kafka" });
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
    const entry = { name: `metrics, demo-kafka, demo-pg (${id})`, value: id };
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

  it("of versions is of the subject that was chosen, in the order of their numbers", async () => {
    const subject = { project: api.project, service_name: "demo-kafka", subject_name: "orders-value" };
    const { project, service_name } = subject;
    await api.ok("ServiceUpdate", { project, service_name, user_config: { schema_registry: true } });
    for (const version of Array.from({ length: 10 }, (_, index) => index)) {
      const fields = Array.from({ length: version }, (_, index) => `{"name":"f${index}","type":"int","default":0}`);
      const schema = `{"type":"record","name":"Order","fields":[${fields}]}`;
      await api.ok("ServiceSchemaRegistrySubjectVersionPost", { ...subject, schema });
    }
    const chosen = { service_name: locator("demo-kafka"), subject_name: locator("orders-value") };
    const values = (await search("searchSchemaVersions", chosen)).map(({ value }) => value);
    expect(values).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
  });

  it("of what has only an id tells what each is", async () => {
    const { full_token, token_prefix } = await api.ok("AccessTokenCreate", { description: "nightly import" });
    expect(await search("searchTokens", {}, "nightly")).toEqual([
      { name: `nightly import (${token_prefix})`, value: token_prefix },
    ]);
    expect(full_token).toMatch(/./);
  });

  it("says by its name in the node what has to be chosen first", async () => {
    await expect(search("searchTopics", {})).rejects.toThrow(/'Service' has to be chosen first/);
    const service_name = locator("demo-pg");
    await expect(search("searchSnapshots", { service_name })).rejects.toThrow(/'Repository' has to be chosen first/);
  });

  it("needs nothing but what its operations ask for", () => {
    const missing = NODES.flatMap(({ description }) =>
      description.properties.flatMap((property) => {
        const method = property.modes?.find(({ name }) => name === "list")?.typeOptions?.searchListMethod;
        const listing = LISTINGS[String(method)];
        const operations = (property.displayOptions?.show?.["operation"] ?? []) as string[];
        if (!listing || listing.otherwise || property.type !== "resourceLocator") return [];
        const asked = Object.entries(listing.input).filter(([field]) => field !== listing.lacking?.field);
        return operations.flatMap((operation) => {
          const names = namesOf(description.properties, operation);
          const wanted = asked.filter(([, parameters]) => !parameters.some((name) => names.has(name)));
          return wanted.map(([field]) => `${operation}.${property.name} needs ${field}`);
        });
      }),
    );
    expect(missing).toEqual([]);
  });
});

/** The parameters that a node shows with an operation. */
function namesOf(properties: readonly INodeProperties[], operation: string): ReadonlySet<string> {
  const shown = properties.filter(({ displayOptions }) => {
    const wanted = displayOptions?.show?.["operation"] as string[] | undefined;
    return !wanted || wanted.includes(operation);
  });
  return new Set(
    shown.flatMap(({ name, type, options = [] }) =>
      type === "collection" ? options.map((option) => `fields.${option.name}`) : [name],
    ),
  );
}
