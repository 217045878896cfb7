import type { INodeProperties, INodePropertyOptions } from "n8n-workflow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Schema } from "../../src/core/catalogue/index.js";
import * as catalogue from "../../src/core/catalogue/index.js";
import { createClient } from "../../src/core/client.js";
import { namesSomethingNew } from "../../src/n8n/shared/description/locators.js";
import { isDeprecated } from "../../src/n8n/shared/operations/operation-fields.js";
import { isOwnOperation } from "../../src/n8n/shared/operations/own-operations.js";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.js";
import { allOperations, type Operation, requireOperation } from "../../src/tools/operation.js";
import { createPolicy, DEFAULT_POLICY } from "../../src/tools/policy.js";
import { runOperation } from "../../src/tools/run.js";
import { fakeNode, isShown } from "./fake-node.js";
import { NODES } from "./nodes.js";

/** Where the values of the fields come from: as a person would fill in the node's own properties, by what they show. */
const cases = NODES.flatMap((type) =>
  type.description.properties
    .filter(({ name }) => name === "operation")
    .flatMap(({ options = [] }) => options as INodePropertyOptions[])
    .filter(({ value }) => !isOwnOperation(String(value)))
    .map(({ value }) => ({ id: String(value), type })),
);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ speed: "instant" });
});
afterAll(() => sandbox.close());

describe("the nodes", () => {
  it("hold every operation that is not deprecated exactly once", () => {
    // Their successors need to know the organization, and no one but they lists the projects of all of them.
    const kept = ["ProjectGet", "ProjectList"];
    const current = allOperations().filter(({ facts, id }) => !facts.deprecated || kept.includes(id));
    expect(cases.map(({ id }) => id).sort()).toEqual(current.map(({ id }) => id).sort());
  });

  it.each(NODES.map((type) => [type.description.name, type] as const))(
    "%s is no bigger than n8n's own",
    (name, type) => {
      const { properties } = type.description;
      const resources = properties.find((property) => property.name === "resource")?.options ?? [];
      expect(resources.length).toBeLessThanOrEqual(15);
      expect(cases.filter((entry) => entry.type === type).length).toBeLessThanOrEqual(70);
      expect(JSON.stringify(type.description).length, name).toBeLessThan(200_000);
    },
  );

  it("add at most 1.2 MB to types/nodes.json, their twins as tools included", () => {
    const size = NODES.reduce((sum, type) => sum + JSON.stringify(type.description).length, 0);
    expect(2 * size).toBeLessThan(1_200_000);
  });

  it.each(NODES.map((type) => [type.description.name, type] as const))(
    "%s lists what it offers without twins",
    (_, type) => {
      for (const { options, name } of type.description.properties.filter((property) => property.name === "operation")) {
        const names = (options as INodePropertyOptions[]).map((option) => option.name);
        expect(new Set(names).size, `${name}: ${names.join(", ")}`).toBe(names.length);
      }
    },
  );
});

describe.each(["fields", "json"] as const)("each operation, its body given as %s", (bodyAs) => {
  it.each(cases.map((entry) => [entry.id, entry.type] as const))(
    "%s sends what the typed client and the assistant's tools send",
    async (id, type) => {
      const operation = requireOperation(id);
      const input = sampleInput(operation);
      const expected = await sentByClient(operation, input);
      const { node, sent } = fakeNode(type, {
        credential: { token: sandbox.token, baseUrl: sandbox.url },
        items: [parametersFor(type.description.properties, operation, input, bodyAs)],
        binary: new TextEncoder().encode("content"),
        continueOnFail: true,
      });
      const answers = (await type.execute?.call(node)) as { json: Record<string, unknown>; pairedItem: unknown }[][];
      const items = answers[0];
      if (bodyAs === "fields") expect(await sentByAssistant(operation, input)).toContainEqual(expected);
      const [first] = sent;
      expect(first, JSON.stringify(items)).toBeDefined();
      expect(first && { ...first, path: inOrder(first.path), body: readBody(first.body) }).toEqual(expected);
      for (const item of items ?? []) {
        expect(item.pairedItem).toEqual({ item: 0 });
        // Whatever the sandbox says to made-up names, it is said in words.
        if ("error" in item.json) expect(item.json["error"]).toMatch(/\w/);
      }
    },
  );
});

async function sentByClient(operation: Operation, input: Record<string, unknown>) {
  const { client, seen } = recorder();
  await client.callAny(operation.id, input).catch(() => undefined);
  return seen[0];
}

/** What goes out by the way that the assistant's tools and the command line take, checks on the way among it. */
async function sentByAssistant(operation: Operation, input: Record<string, unknown>) {
  const { client, seen } = recorder();
  const policy = createPolicy({ ...DEFAULT_POLICY, mode: "full" });
  const door = { client, policy, sleep: async () => undefined, now: Date.now };
  await runOperation(door, operation, input).catch(() => undefined);
  return seen;
}

/** A client whose requests are kept, and end there. */
function recorder() {
  const seen: unknown[] = [];
  const client = createClient({
    transport: async ({ method, url, body }) => {
      const { pathname, search } = new URL(url);
      seen.push({ method, path: inOrder(pathname + search), body: readBody(body && Buffer.from(body).toString()) });
      return { status: 404, headers: {}, body: new Uint8Array() };
    },
    catalogue: () => catalogue,
    sleep: async () => undefined,
    now: Date.now,
    random: Math.random,
    baseUrl: sandbox.url,
  });
  return { client, seen };
}

/** The order of a query's fields means nothing. */
function inOrder(path: string): string {
  const [pathname, query = ""] = path.split("?");
  return `${pathname}?${query.split("&").sort().join("&")}`;
}

function readBody(body: unknown): unknown {
  return typeof body === "string" && body.startsWith("{") ? JSON.parse(body) : body;
}

/** A value for every field: real names where the sandbox has them. */
function sampleInput(operation: Operation): Record<string, unknown> {
  const { facts } = operation;
  const known: Record<string, unknown> = { project: sandbox.project, service_name: "demo-kafka", topic_name: "orders" };
  return Object.fromEntries(
    Object.entries(facts.fields)
      // The node leaves out a configuration in which nothing is set; its forms have tests of their own.
      .filter(([name]) => facts.required?.includes(name) || (name !== "user_config" && !isDeprecated(operation, name)))
      .map(([name, schema]) => [name, known[name] ?? sample(schema, name)]),
  );
}

function sample(schema: Schema, name: string): unknown {
  if (schema.enum) return schema.enum.at(-1);
  switch (schema.type) {
    case "boolean":
      return true;
    case "integer":
    case "number":
      return schema.minimum ?? 3;
    case "array":
      return [sample(schema.items ?? {}, name)];
    case "object":
      // What a configuration may hold depends on the type it is for: an invented parameter would be looked up, and refused.
      if (name === "user_config") return {};
      return Object.fromEntries(
        Object.entries(schema.properties ?? { any: {} }).map(([key, inner]) => [key, sample(inner, key)]),
      );
    default:
      if (schema.format === "binary") return new TextEncoder().encode("content");
      return `x ${name}/é`.padEnd(schema.minLength ?? 0, "x").slice(0, schema.maxLength);
  }
}

/** Fills in the properties that a person would see. */
function parametersFor(
  properties: readonly INodeProperties[],
  { id, facts }: Operation,
  input: Record<string, unknown>,
  bodyAs: "fields" | "json",
): Record<string, unknown> {
  const resource = properties.find(
    ({ name, options }) =>
      name === "operation" && (options as INodePropertyOptions[]).some(({ value }) => value === id),
  )?.displayOptions?.show?.["resource"]?.[0];
  const specifyBody = properties.some(
    (property) => property.name === "specifyBody" && isShown(property, { operation: id }),
  )
    ? bodyAs
    : "fields";
  const parameters: Record<string, unknown> = { resource, operation: id, specifyBody, returnAll: false };
  if (input["limit"] !== undefined) parameters["limit"] = input["limit"];
  const left = new Map(Object.entries(input).filter(([name]) => name !== "limit"));
  const inPath = new Set(catalogue.pathParameters(facts.path));
  if (specifyBody === "json") {
    const body = [...left].filter(([name]) => !inPath.has(name) && !facts.query?.includes(name));
    parameters["body"] = JSON.stringify(Object.fromEntries(body));
    for (const [name] of body) left.delete(name);
  }
  const shown = properties.filter((property) => isShown(property, parameters));
  const fields: Record<string, unknown> = {};
  for (const [field, value] of left) {
    if (field === "user_config" && shown.some(({ name }) => name === "specifyConfiguration")) {
      Object.assign(parameters, { specifyConfiguration: "json", configurationJson: JSON.stringify(value) });
      continue;
    }
    const written = namesSomethingNew(id, field) ? `new_${field}` : field;
    const own = shown.find((property) => isFor(property, written));
    const optional = shown.find(({ name }) => name === "fields")?.options as INodeProperties[] | undefined;
    const inner = optional?.find((property) => isFor(property, written));
    const property = own ?? inner;
    expect(property, `${id} has no property for ${field}`).toBeDefined();
    const typed = property?.type === "resourceLocator" ? { __rl: true, mode: "id", value } : asTyped(property, value);
    if (own) parameters[own.name] = typed;
    else if (inner) fields[inner.name] = typed;
  }
  return { ...parameters, fields };
}

/** Parameters that the node has for itself. */
const OWN = new Set(["resource", "operation", "options", "limit", "body", "simplify"]);

function isFor({ name }: INodeProperties, field: string): boolean {
  const plain = field.replaceAll(".", "__").replaceAll("-", "_");
  return name === (OWN.has(plain) ? `${plain}_` : plain);
}

function asTyped(property: INodeProperties | undefined, value: unknown): unknown {
  if (value instanceof Uint8Array) return "data";
  if (property?.type === "json") return JSON.stringify(value);
  if (property?.type === "string" && Array.isArray(value)) return value.join(", ");
  return property?.type === "string" && typeof value === "number" ? String(value) : value;
}
