import { describe, expect, it } from "vitest";
import { responses } from "../../src/core/catalogue/generated/responses/index.js";
import { operationFacts, type Schema } from "../../src/core/catalogue/index.js";
import { type PathTree, pathSteps, treeOf } from "../../src/core/path-tree.js";
import { isSecretKey } from "../../src/core/redact.js";
import { glossary } from "../../src/tools/fields.js";
import { allOperations, fieldWords, type Operation } from "../../src/tools/operation.js";
import type { Risk } from "../../src/tools/words.js";
import { INNOCENT, isSuspicious } from "./suspicious-fields.js";

const OPERATIONS = allOperations();
const EACH = OPERATIONS.map((operation) => [operation.id, operation] as const);
const SENTENCE = /^[A-Z].*[.]$/;
/** Of a field: it may begin with the name of a value. */
const TEXT = /^\S.*[.!?]$/;

describe("titles", () => {
  it("are unique", () => {
    const titles = OPERATIONS.map(({ words }) => words.title.toLowerCase());
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it("are short, in sentence case and without a full stop", () => {
    const titles = OPERATIONS.map(({ words }) => words.title);
    expect(titles.filter((title) => title.length > 60 || !/^[A-Z].*[^.\s]$/.test(title))).toEqual([]);
  });
});

describe.each(EACH)("the words of %s", (_, operation) => {
  const { id, family, facts, words } = operation;

  it("sum it up in one sentence", () => {
    expect(words.summary).toMatch(SENTENCE);
    expect(words.summary).not.toMatch(/[.!?]\s+[A-Z]/);
    expect(words.summary).not.toBe(words.title);
    expect(words.summary.length).toBeLessThanOrEqual(160);
  });

  it("tell about every field that it takes, nested ones too", () => {
    const silent = inputPaths(operation).filter((path) => !TEXT.test(fieldWords(operation, path) ?? ""));
    expect(silent).toEqual([]);
  });

  it("tell about nothing that it does not take", () => {
    const known = new Set([...inputPaths(operation), ...Object.keys(facts.fields)]);
    const odd = Object.keys(words.fields ?? {}).filter((path) => !known.has(path) && !isBelowFreeMap(operation, path));
    expect(odd).toEqual([]);
  });

  it("give a reason where the risk is not what the method suggests", () => {
    if (words.risk !== usualRisk(operation)) expect(words.because).toMatch(SENTENCE);
  });

  it("say what to use instead of what is deprecated", () => {
    const says = [words.summary, ...(words.notes ?? [])].join(" ");
    if (facts.deprecated && !words.instead) expect(says).toMatch(/no successor|deprecated|instead|going away/i);
    if (words.instead) expect(operationFacts(words.instead)?.deprecated, words.instead).toBeUndefined();
    expect(words.instead).not.toBe(id);
  });

  it("are whole sentences where they explain", () => {
    for (const note of words.notes ?? []) expect(note).toMatch(TEXT);
    for (const { because } of words.gates ?? []) expect(because).toMatch(/^[a-z].*[^.\s]$/);
    const phrases = words.aka ?? [];
    expect(new Set(phrases).size).toBe(phrases.length);
  });

  it("hand out only what is secret and shown", () => {
    const { reveals = [], secrets = [], view, revealsUnless } = words;
    for (const path of reveals) {
      expect(secrets).toContain(path);
      if (view) expect(view).toContain(path);
    }
    if (revealsUnless !== undefined) expect(Object.keys(facts.fields)).toContain(revealsUnless);
    if (words.risk === "read-secret") expect(reveals).not.toEqual([]);
  });

  it("leave no suspicious field of the answer open without a reason", () => {
    const schema = responses[family][id];
    const open = schema ? [...openFields(schema, "", treeOf(words.secrets ?? []))] : [];
    expect(open.filter((path) => !Object.hasOwn(INNOCENT, leafOf(path)))).toEqual([]);
  });
});

describe("the list of innocent fields", () => {
  it("has a reason for each, and none that no answer has", () => {
    const seen = new Set(
      OPERATIONS.flatMap(({ family, id, words }) => {
        const schema = responses[family][id];
        return schema ? [...openFields(schema, "", treeOf(words.secrets ?? []))].map(leafOf) : [];
      }),
    );
    expect(Object.keys(INNOCENT).filter((name) => !seen.has(name))).toEqual([]);
    for (const reason of Object.values(INNOCENT)) expect(reason.length).toBeGreaterThan(4);
  });
});

describe("the glossary", () => {
  it("is in whole sentences", () => {
    expect(Object.entries(glossary).filter(([, text]) => !TEXT.test(text))).toEqual([]);
  });

  it("is in the order of the alphabet, each word once", () => {
    const names = Object.keys(glossary).map((name) => name.toLowerCase());
    expect(names).toEqual([...names].sort());
  });
});

function usualRisk({ facts }: Operation): Risk {
  if (facts.method === "GET") return "read";
  return facts.method === "DELETE" ? "destructive" : "write";
}

/** Every field that an operation takes; those inside of objects and of lists of objects by a dotted path. */
function inputPaths({ facts }: Operation): string[] {
  return Object.entries(facts.fields).flatMap(([name, schema]) => [name, ...nested(schema, name)]);
}

function nested(schema: Schema, at: string): string[] {
  const inner = schema.items?.properties ? schema.items : schema;
  return Object.entries(inner.properties ?? {}).flatMap(([name, field]) => [
    `${at}.${name}`,
    ...nested(field, `${at}.${name}`),
  ]);
}

/** Whether a path leads into a map whose keys the facts do not know: words can tell what stands there. */
function isBelowFreeMap({ facts }: Operation, path: string): boolean {
  let schema: Schema | undefined = { properties: facts.fields };
  for (const step of pathSteps(path)) {
    const inner: Schema = schema?.items ?? schema ?? {};
    if (inner.additionalProperties || !inner.properties) return true;
    schema = inner.properties[step];
  }
  return false;
}

/** Paths of suspicious fields that neither the words nor their name hide. */
function* openFields(schema: Schema, at: string, tree: PathTree | undefined): Generator<string> {
  if (tree?.end) return;
  if (schema.items) yield* openFields(schema.items, `${at}[]`, tree?.children.get("[]"));
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    const below = tree?.children.get(name);
    const path = at === "" ? name : `${at}.${name}`;
    if (isSuspicious(name, inner) && !below?.end && !isSecretKey(name)) yield path;
    yield* openFields(inner, path, below);
  }
  if (typeof schema.additionalProperties === "object")
    yield* openFields(schema.additionalProperties, `${at}.*`, tree?.children.get("*"));
}

function leafOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1).replaceAll("[]", "");
}
