import { expect, it } from "vitest";
import { WAIT_RULES, type WaitName } from "../../src/core/wait.js";
import { definitions } from "../../src/mcp/definitions.js";
import { allOperations } from "../../src/tools/operation.js";

/** Asynchronous operations that nothing is waited for after, and why. */
const REASONS: Readonly<Record<string, string>> = {
  CMKAccessCheckTrigger: "CMKAccessCheckGet holds the outcome of the last check, whether old or new.",
  KafkaConnectCustomPluginFileCreate: "Nothing happens before the caller has uploaded the file.",
  ServiceFlinkCreateJarApplicationVersion: "Nothing happens before the caller has uploaded the file.",
  OrganizationVpcPeeringConnectionsRefresh: "It looks again at connections of any state; none has to change.",
  VpcPeeringConnectionsRefresh: "It looks again at connections of any state; none has to change.",
  ServicePrivatelinkAWSRefresh: "It looks again at connections of any state; none has to change.",
  ServicePrivatelinkAzureRefresh: "It looks again at connections of any state; none has to change.",
  ServicePrivatelinkGoogleRefresh: "It looks again at connections of any state; none has to change.",
};

it("every asynchronous operation can be waited for, or there is a reason why not", () => {
  const asynchronous = allOperations().filter(({ words }) => words.marks?.includes("async"));
  const silent = asynchronous.filter(({ words }) => words.wait === undefined).map(({ id }) => id);
  expect(silent.sort()).toEqual(Object.keys(REASONS).sort());
});

it("what deletes is waited for until it is gone", () => {
  const deletes = allOperations().filter(({ facts, words }) => facts.method === "DELETE" && words.wait !== undefined);
  const odd = deletes.filter(({ id, words }) => id !== "ProjectStaticIPDissociate" && !words.wait?.endsWith("-gone"));
  expect(odd.map(({ id }) => id)).toEqual([]);
});

it("the input of an operation says what to wait for, or its answer does", () => {
  const unnamed = allOperations().flatMap(({ id, facts, words }) => {
    if (!words.wait) return [];
    const { needs = [], aliases = {} } = WAIT_RULES[words.wait];
    const given = (name: string) => [name, aliases[name] ?? name].some((field) => Object.hasOwn(facts.fields, field));
    return needs.length === 0 || needs.some(given) || id === "StaticIPCreate" ? [] : [id];
  });
  expect(unnamed).toEqual([]);
});

it("the tool waits for every end, being gone by a field of its own", () => {
  const all = Object.keys(WAIT_RULES).filter((name) => !name.endsWith("-gone"));
  // A connector that is paused or stopped ends the usual wait for it too.
  const common = new Set<string>(["connector-running", "connector-paused", "connector-stopped"]);
  const offered: readonly WaitName[] = definitions.aiven_wait.input.properties.for.enum;
  expect([...offered].sort()).toEqual(all.filter((name) => !common.has(name)).sort());
});
