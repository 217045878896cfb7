import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { redactText } from "../../src/core/redact.js";
import { isObject } from "../../src/core/view.js";
import { instructions } from "../../src/mcp/server.js";
import { createSurface } from "../../src/mcp/surface.js";
import { DEFAULT_POLICY, type Mode } from "../../src/tools/policy.js";

const SNAPSHOTS = fileURLToPath(new URL("../snapshots/tools/", import.meta.url));
const MODES: readonly Mode[] = ["read-only", "write", "full"];
const PROJECTS = [[], ["demo"], ["demo", "staging", "production"]];
const MAX_TOKENS = 2_500;
/** Some clients cut descriptions and instructions there. */
const MAX_CHARS = 2_048;

const surfaces = MODES.flatMap((mode) => PROJECTS.map((projects) => ({ mode, projects })));
const { tools } = createSurface(DEFAULT_POLICY);

describe("a tool's face changes only when somebody means it", () => {
  const files = new Map(tools.map((tool) => [`${tool.name}.json`, `${JSON.stringify(tool, null, 2)}\n`]));

  if (process.env["UPDATE_SNAPSHOTS"]) {
    rmSync(SNAPSHOTS, { recursive: true, force: true });
    mkdirSync(SNAPSHOTS, { recursive: true });
    for (const [name, text] of files) writeFileSync(SNAPSHOTS + name, text);
  }

  it("there is one snapshot for each tool and none else", () => {
    expect(readdirSync(SNAPSHOTS).sort()).toEqual([...files.keys()].sort());
  });

  it.each([...files])("%s", (name, text) => {
    expect(JSON.parse(text), "UPDATE_SNAPSHOTS=1 rewrites them").toEqual(
      JSON.parse(readFileSync(SNAPSHOTS + name, "utf8")),
    );
    expect(text).toBe(readFileSync(SNAPSHOTS + name, "utf8"));
    expect(redactText(text)).toBe(text);
  });
});

describe.each(surfaces)("in mode $mode with projects $projects", ({ mode, projects }) => {
  const surface = createSurface({ mode, projects });

  it.each(surface.tools.map((tool) => [tool.name, tool] as const))("every client accepts %s", (name, tool) => {
    // Clients put a prefix of up to 43 characters before it, and allow 64 in all.
    expect(name).toMatch(/^[a-z][a-z0-9_]{2,20}$/);
    expect(tool.title?.length).toBeGreaterThan(0);
    expect(tool.description?.length ?? 0).toBeGreaterThan(40);
    expect(tool.description?.length).toBeLessThan(MAX_CHARS);
    expect(JSON.stringify(tool.inputSchema).length).toBeLessThan(MAX_CHARS);
    expect(tool).not.toHaveProperty("outputSchema");
    expect(tool.annotations).toMatchObject({ readOnlyHint: expect.any(Boolean), destructiveHint: expect.any(Boolean) });
    expect(Object.keys(tool.inputSchema).sort()).toEqual(["properties", "required", "type"]);
    expect(problemsOf(tool.inputSchema, name)).toEqual([]);
  });

  it("the list costs few tokens", () => {
    expect(encode(JSON.stringify(surface.tools)).length).toBeLessThanOrEqual(MAX_TOKENS);
  });

  it.each([undefined, { token: "t0ken", source: "test" }])(
    "the instructions are whole in every client",
    (credential) => {
      const text = instructions({ credential, policy: { ...DEFAULT_POLICY, mode, projects } });
      expect(text.length).toBeLessThan(MAX_CHARS);
      expect(text.startsWith("SANDBOX")).toBe(credential === undefined);
      expect(text).not.toContain("t0ken");
    },
  );
});

/** Words of JSON Schema that every client and model understands; of some, only some values. */
const KEYWORDS = new Set(
  "type description properties required items enum minimum maximum minItems maxItems minLength maxLength additionalProperties".split(
    " ",
  ),
);
const TYPES = ["string", "integer", "number", "boolean", "object", "array"];
const MAX_DEPTH = 3;

/** What a client or a model would stumble over in a schema, each with its place. */
function problemsOf(schema: unknown, at: string, depth = 0): string[] {
  if (!isObject(schema)) return [`${at} is no schema`];
  const { type, enum: values, items, properties = {}, required = [], additionalProperties } = schema;
  const problems = Object.keys(schema)
    .filter((word) => !KEYWORDS.has(word))
    .map((word) => `${at} says ${word}`);
  if (!TYPES.includes(String(type)) || Array.isArray(type)) problems.push(`${at} has the type ${type}`);
  if (Array.isArray(values) && !values.every((value) => typeof value === "string" && value !== "")) {
    problems.push(`${at} has values that are no texts`);
  }
  if (type === "array" && items === undefined) problems.push(`${at} does not say of what it is a list`);
  if (typeof additionalProperties === "object") problems.push(`${at} has a schema for further fields`);
  if (depth > MAX_DEPTH) problems.push(`${at} is too deep`);
  const names = Object.keys(properties as object);
  const unknown = (required as string[]).filter((name) => !names.includes(name));
  problems.push(...unknown.map((name) => `${at} requires ${name}, which it has not`));
  for (const [name, inner] of Object.entries(properties as object)) {
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(name)) problems.push(`${at}.${name} is a name that some clients refuse`);
    problems.push(...problemsOf(inner, `${at}.${name}`, depth + 1));
  }
  if (items !== undefined) problems.push(...problemsOf(items, `${at}[]`, depth + 1));
  return problems;
}

describe("the lint itself", () => {
  it.each([
    ["a union", { anyOf: [{ type: "string" }, { type: "null" }] }, ["x says anyOf", "x has the type undefined"]],
    ["two types", { type: ["string", "null"] }, ["x has the type string,null"]],
    ["a reference", { $ref: "#/$defs/a" }, ["x says $ref", "x has the type undefined"]],
    ["numbers in an enumeration", { type: "integer", enum: [1, 2] }, ["x has values that are no texts"]],
    ["a list of anything", { type: "array" }, ["x does not say of what it is a list"]],
    ["a field that is not there", { type: "object", required: ["a"] }, ["x requires a, which it has not"]],
    [
      "a name with a dot",
      { type: "object", properties: { "a.b": { type: "string" } } },
      ["x.a.b is a name that some clients refuse"],
    ],
  ])("finds %s", (_, schema, problems) => {
    expect(problemsOf(schema, "x")).toEqual(problems);
  });
});
