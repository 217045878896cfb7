import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { FAMILIES } from "../../scripts/catalogue/families.js";
import { families } from "../../src/core/catalogue/generated/index.js";
import { responses } from "../../src/core/catalogue/generated/responses/index.js";
import {
  type OperationFacts,
  operationFacts,
  operationFamily,
  operationIds,
  pathParameters,
  type Schema,
} from "../../src/core/catalogue/index.js";
import { takesBody } from "../../src/core/request.js";

const GENERATED = new URL("../../src/core/catalogue/generated/", import.meta.url);
const rows = Object.entries(families).flatMap(([family, catalogue]) =>
  Object.entries(catalogue).map(([id, facts]) => ({ id, family, facts })),
);
const answers = Object.values(responses).flatMap((byId) => Object.entries(byId));

/** What each kind of node may hold: a key beyond these would be prose or a keyword that nobody has looked at. */
const SCHEMA_KEYS = new Set(
  (
    "type format nullable enum minimum maximum minLength maxLength minItems maxItems default " +
    "properties required items additionalProperties"
  ).split(" "),
);
const FACT_KEYS = new Set(
  (
    "method path fields required query wire additional body produces scopes permissions errors auth deprecated " +
    "experimental"
  ).split(" "),
);

describe("the catalogue", () => {
  it("has every operation once, under the same id everywhere", () => {
    const ids = operationIds();
    expect(ids.length).toBeGreaterThanOrEqual(464);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, family, facts } of rows) {
      expect(operationFacts(id), id).toBe(facts);
      expect(operationFamily(id), id).toBe(family);
      expect(id).toMatch(/^[A-Z][A-Za-z0-9]+$/);
    }
  });

  it("knows no operation by a name that every object has", () => {
    for (const id of ["constructor", "toString", "__proto__", "hasOwnProperty", ""]) {
      expect([operationFacts(id), operationFamily(id)]).toEqual([undefined, undefined]);
    }
  });

  it("has every family, none of them empty, and answers for no other", () => {
    expect(Object.keys(families)).toEqual([...FAMILIES]);
    expect(Object.keys(responses)).toEqual([...FAMILIES]);
    for (const catalogue of Object.values(families)) expect(Object.keys(catalogue).length).toBeGreaterThan(0);
    for (const [family, byId] of Object.entries(responses)) {
      for (const id of Object.keys(byId)) expect(operationFamily(id), id).toBe(family);
    }
  });

  it("has no two operations with the same method and path", () => {
    const routes = rows.map(({ facts }) => `${facts.method} ${facts.path.replace(/\{[^}]+\}/g, "{}")}`);
    const twice = routes.filter((route, index) => routes.indexOf(route) !== index);
    expect(twice).toEqual([]);
  });

  it("holds facts only: no key that could carry the provider's prose", () => {
    const odd: string[] = [];
    for (const { id, facts } of rows) {
      odd.push(
        ...Object.keys(facts)
          .filter((key) => !FACT_KEYS.has(key))
          .map((key) => `${id}: ${key}`),
      );
      for (const [name, schema] of Object.entries(facts.fields)) odd.push(...oddKeys(schema, `${id}.${name}`));
      if (typeof facts.additional === "object") odd.push(...oddKeys(facts.additional, `${id}.additional`));
    }
    for (const [id, schema] of answers) odd.push(...oddKeys(schema, `${id} answer`));
    expect(odd).toEqual([]);
  });
});

describe.each(rows)("$id", ({ facts }) => {
  it("is well-formed", () => {
    const { path, method, fields, required = [], query = [], wire = {} } = facts;
    const inPath = pathParameters(path);
    expect(path).toMatch(/^\/v\d\/[\w/{}.:-]*[\w}]$/);
    expect(new Set(inPath).size).toBe(inPath.length);
    for (const name of inPath) {
      expect(fields[name], name).toBeDefined();
      expect(required, name).toContain(name);
      expect(query, name).not.toContain(name);
    }
    for (const name of [...required, ...query, ...Object.keys(wire)]) expect(Object.keys(fields)).toContain(name);
    expect(fields).not.toHaveProperty("extra");
    // A wire name that is also a field would be written twice.
    for (const name of Object.values(wire)) expect([...query, ...bodyFields(facts)]).not.toContain(name);
    if (!takesBody({ method, path, fields })) expect(bodyFields(facts)).toEqual([]);
    for (const schema of Object.values(fields)) expectSound(schema);
  });
});

describe("generated files", () => {
  it("without answers and types are under 250 KB", () => {
    const files = readdirSync(GENERATED).filter((name) => name.endsWith(".ts") && name !== "types.ts");
    expect(files).toHaveLength(FAMILIES.length + 1);
    const bytes = files.reduce((sum, name) => sum + statSync(new URL(name, GENERATED)).size, 0);
    expect(bytes).toBeLessThan(250_000);
  });

  it("say that they are generated", () => {
    const names = readdirSync(GENERATED, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    for (const name of names) expect(readFileSync(new URL(name, GENERATED), "utf8"), name).toMatch(/^\/\/ GENERATED/);
  });

  it("are what the pinned facts give", async () => {
    const script = fileURLToPath(new URL("../../scripts/catalogue/main.ts", import.meta.url));
    const run = promisify(execFile)(process.execPath, ["--import", "tsx", script, "--check"]);
    expect((await run).stdout).toMatch(/^\d+ operations of the provider, \d+ files fresh\.\n$/);
  });
});

function bodyFields(facts: OperationFacts): string[] {
  const elsewhere = [...pathParameters(facts.path), ...(facts.query ?? []), ...Object.keys(facts.wire ?? {})];
  return Object.keys(facts.fields).filter((name) => !elsewhere.includes(name));
}

function* nodes(schema: Schema, at: string): Generator<readonly [string, Schema]> {
  yield [at, schema];
  for (const [name, inner] of Object.entries(schema.properties ?? {})) yield* nodes(inner, `${at}.${name}`);
  if (schema.items) yield* nodes(schema.items, `${at}[]`);
  if (typeof schema.additionalProperties === "object") yield* nodes(schema.additionalProperties, `${at}.*`);
}

function oddKeys(schema: Schema, at: string): string[] {
  return [...nodes(schema, at)].flatMap(([place, node]) =>
    Object.keys(node)
      .filter((key) => !SCHEMA_KEYS.has(key))
      .map((key) => `${place}: ${key}`),
  );
}

/** Limits that can be kept, a default that keeps them, required properties that exist. */
function expectSound(schema: Schema): void {
  for (const [at, node] of nodes(schema, "field")) {
    expect(node.minimum ?? Number.NEGATIVE_INFINITY, at).toBeLessThanOrEqual(node.maximum ?? Number.POSITIVE_INFINITY);
    expect(node.minLength ?? 0, at).toBeLessThanOrEqual(node.maxLength ?? Number.POSITIVE_INFINITY);
    expect(node.minItems ?? 0, at).toBeLessThanOrEqual(node.maxItems ?? Number.POSITIVE_INFINITY);
    if (node.enum) expect([node.type, new Set(node.enum).size], at).toEqual(["string", node.enum.length]);
    for (const name of node.required ?? []) expect(Object.keys(node.properties ?? {}), at).toContain(name);
    if (node.enum && node.default !== undefined) expect(node.enum, at).toContain(node.default);
  }
}
