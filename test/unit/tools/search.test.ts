import { describe, expect, it } from "vitest";
import { allOperations } from "../../../src/tools/operation.js";
import { searchOperations } from "../../../src/tools/search/index.js";

const OPERATIONS = allOperations();
const ids = (query: string, limit?: number) => searchOperations({ query, limit }).map(({ id }) => id);

describe("searchOperations", () => {
  it.each(["", "   ", "?!…", "the a of to"])("finds nothing in %j, and does not fail", (query) => {
    expect(ids(query)).toEqual([]);
  });

  it("finds nothing for what no operation is about", () => {
    expect(ids("qqqqzzzz wwwwvvvv")).toEqual([]);
  });

  it.each([
    ["create servce", "ServiceCreate"],
    ["delete a kafak topic", "ServiceKafkaTopicDelete"],
    ["list conectors", "ServiceKafkaConnectList"],
  ])("forgives the typing of %j", (query, id) => {
    expect(ids(query, 10)).toContain(id);
  });

  it.each([
    ["nuke the redis", "ServiceDelete"],
    ["shut down my postgres", "ServiceUpdate"],
    ["spin up a database server", "ServiceCreate"],
    ["whitelist my ip", "ServiceUpdate"],
    ["API key for CI", "ApplicationUserAccessTokenCreate"],
  ])("understands %j", (query, id) => {
    expect(ids(query, 10)).toContain(id);
  });

  it.each([
    ["power off all my services at night", "ServiceUpdate"],
    ["pause every dev cluster overnight", "ServiceUpdate"],
    ["delete all my services", "ServiceDelete"],
    ["restart all services", "ServiceUpdate"],
    // Where nothing is to be done to them, they are to be listed.
    ["all my services", "ServiceList"],
    ["all topics of the kafka", "ServiceKafkaTopicList"],
    ["show all projects", "ProjectList"],
  ])("tells how many from what is to be done: %j", (query, id) => {
    expect(ids(query)[0]).toBe(id);
  });

  const current = OPERATIONS.filter(({ facts }) => !facts.deprecated);

  it.each(current.map(({ id, words }) => [id, words.title] as const))("finds %s by its title: %s", (id, title) => {
    expect(ids(title, 10)).toContain(id);
  });

  it("puts what is deprecated after what takes its place, when asked for that", () => {
    const byId = new Map(OPERATIONS.map((operation) => [operation.id, operation]));
    const replaced = OPERATIONS.filter(({ facts, words }) => facts.deprecated && words.instead);
    expect(replaced.length).toBeGreaterThan(10);
    for (const { id, words } of replaced) {
      const current = words.instead && byId.get(words.instead);
      if (!current) throw new Error(`${id} names no operation to use instead`);
      const hits = ids(current.words.title, 30);
      expect(hits, current.words.title).toContain(current.id);
      if (hits.includes(id)) expect(hits.indexOf(current.id), current.words.title).toBeLessThan(hits.indexOf(id));
    }
  });

  it("keeps to a family and to a risk", () => {
    const topics = searchOperations({ query: "delete topic", family: "kafka", limit: 30 });
    expect(topics.length).toBeGreaterThan(3);
    expect(new Set(topics.map(({ family }) => family))).toEqual(new Set(["kafka"]));
    const destroying = searchOperations({ query: "delete topic", risk: "destructive", limit: 30 });
    expect(destroying.length).toBeGreaterThan(3);
    expect(new Set(destroying.map(({ words }) => words.risk))).toEqual(new Set(["destructive"]));
    expect(searchOperations({ query: "delete topic", family: "mysql", risk: "destructive" })).toEqual([]);
  });

  it("answers with 8 at most unless told otherwise, each once and always in the same order", () => {
    expect(ids("service")).toHaveLength(8);
    expect(ids("service", 3)).toEqual(ids("service").slice(0, 3));
    expect(ids("service")).toEqual(ids("service"));
    const many = ids("service", 200);
    expect(new Set(many).size).toBe(many.length);
  });

  it("does not care about case and punctuation", () => {
    expect(ids("Create a SERVICE!")).toEqual(ids("create a service"));
  });

  it("reads a query of any length", () => {
    expect(ids("kafka topic ".repeat(2_000)).length).toBeGreaterThan(0);
  });
});
