import { describe, expect, it } from "vitest";
import { ApiError, ConfigError, InputError, PolicyError } from "../../../src/core/errors.js";
import { cutList, cutStrings, describeError, MAX_CHARS, render, toResult } from "../../../src/mcp/result.js";
import { createFence } from "../../../src/tools/fence.js";

const FENCE = createFence("123456");

const numbers = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, name: `item ${id}`, note: "x".repeat(80) }));

function page(value: unknown, options: { offset?: number; limit?: number; maxChars?: number } = {}) {
  return cutList(cutStrings(value), { maxChars: MAX_CHARS, ...options });
}

/** The text of a result. */
function textOf(data: Record<string, unknown>): string {
  const [content] = toResult(data).content;
  return content?.type === "text" ? content.text : "";
}

describe("render", () => {
  it("drops what says nothing and writes like items as columns and rows", () => {
    const items = [1, 2, 3].map((id) => ({ id, none: null, empty: [], text: "" }));
    expect(render({ items, nothing: {}, zero: 0, no: false })).toBe(
      '{"items":{"cols":["id"],"rows":[[1],[2],[3]]},"zero":0,"no":false}',
    );
  });

  it("keeps integers beyond 2^53", () => {
    expect(render({ offset: 9007199254740993n })).toBe('{"offset":9007199254740993}');
  });
});

describe("a cut", () => {
  it("leaves alone what fits", () => {
    const value = { items: numbers(3), total: 3 };
    expect(page(value)).toEqual({ value, isCrowded: false });
  });

  it.each([2_000, 5_000, 20_000])("fills a budget of %i characters, and walks to the end", (maxChars) => {
    const items = numbers(500);
    const seen: unknown[] = [];
    let offset: number | undefined = 0;
    while (offset !== undefined) {
      const part = page({ list: { items }, other: ["a"] }, { offset, maxChars });
      const { list, other } = part.value as { list: { items: unknown[] }; other: unknown };
      expect(render(part.value).length).toBeLessThanOrEqual(maxChars);
      expect(other).toEqual(["a"]);
      const end: number = offset + list.items.length;
      const next = end < 500 ? end : undefined;
      expect(part.list).toEqual({ shown: list.items.length, total: 500, next });
      expect(part.isCrowded).toBe(next !== undefined);
      // Nothing more would have fitted.
      const fuller = { list: { items: items.slice(offset, end + 1) }, other: ["a"] };
      if (next !== undefined) expect(render(fuller).length).toBeGreaterThan(maxChars);
      seen.push(...list.items);
      offset = next;
    }
    expect(seen).toEqual(items);
  });

  it("shows one item at least, however long", () => {
    const long = Array.from({ length: 3 }, () => ({ lines: Array(100).fill("x".repeat(50)) }));
    expect(page({ long }, { maxChars: 100 })).toMatchObject({ list: { shown: 1, total: 3, next: 1 }, isCrowded: true });
  });

  it("takes a limit, also one beyond the end, and an offset beyond it", () => {
    const items = numbers(5);
    expect(page({ items }, { limit: 2 })).toEqual({
      value: { items: items.slice(0, 2) },
      list: { shown: 2, total: 5, next: 2 },
      isCrowded: false,
    });
    expect(page({ items }, { limit: 9 }).list).toBeUndefined();
    expect(page({ items }, { offset: 4, limit: 9 }).list).toEqual({ shown: 1, total: 5, next: undefined });
    expect(page({ items }, { offset: 7 })).toMatchObject({ value: { items: [] }, list: { shown: 0, total: 5 } });
  });

  it("takes a limit for the list that was asked for, not for one inside of a thing", () => {
    const value = { service: { components: numbers(5) } };
    expect(page(value, { limit: 2 })).toEqual({ value, isCrowded: false });
  });

  it("pages a bare list", () => {
    expect(page([1, 2, 3], { limit: 2 })).toMatchObject({ value: [1, 2], list: { shown: 2, total: 3, next: 2 } });
  });

  it("does not page a list that is not what makes the value long", () => {
    const value = { items: numbers(3), map: Object.fromEntries(numbers(400).map((item) => [item.name, item])) };
    expect(page(value)).toEqual({ value, isCrowded: true });
  });

  it("cuts a long text and tells how much is missing, and bytes to their number", () => {
    let cuts = 0;
    const onCut = () => {
      cuts += 1;
    };
    const value = cutStrings({ log: "x".repeat(4_100), file: new Uint8Array(7) }, 4_000, onCut);
    expect(value).toEqual({ log: `${"x".repeat(4_000)}… (+100 characters)`, file: { bytes: 7 } });
    expect(cuts).toBe(1);
  });
});

describe("a result", () => {
  it("is one text", () => {
    expect(toResult({ a: 1 })).toEqual({ content: [{ type: "text", text: '{"a":1}' }] });
  });

  it("links to where all of it can be read, and says so where it left something out", () => {
    const link = { uri: "aiven://read/X", name: "X, whole" };
    const wide = Object.fromEntries(numbers(900).map((item) => [item.name, { deep: { deeper: item } }]));
    const [text, ...links] = toResult({ data: wide }, [link]).content;
    expect(links).toEqual([{ type: "resource_link", mimeType: "application/json", ...link }]);
    expect(JSON.stringify(text)).toMatch(/name its fields, or read the linked resource/);
  });

  it.each<[string, Record<string, unknown>]>([
    ["a wide map of maps", Object.fromEntries(numbers(900).map((item) => [item.name, { deep: { deeper: item } }]))],
    ["a deep tree", { tree: Array(30).fill({ a: { b: { c: { d: { e: { f: "x".repeat(2_000) } } } } } }) }],
    ["many lists", Object.fromEntries(numbers(60).map(({ name }) => [name, numbers(30)]))],
  ])("of %s fits, and tells what it left out", (_, data) => {
    const text = textOf({ data, sandbox: "yes" });
    expect(text.length).toBeLessThanOrEqual(MAX_CHARS + 500);
    expect(text).toMatch(/… \(\d+ characters: name its fields to see them\)/);
    expect(JSON.parse(text)).toHaveProperty("sandbox", "yes");
  });
});

describe("an error", () => {
  it("of the API tells status, kind, wait and what to do", () => {
    const facts = { operationId: "X", status: 429, kind: "limit", retryable: true, retryAfterMs: 1_200 } as const;
    const { error, ...rest } = describeError(new ApiError("slow down", { ...facts, hint: "wait" }), FENCE);
    expect(error).toBe("ApiError");
    expect(rest).toEqual({
      status: 429,
      code: undefined,
      kind: "limit",
      retryable: true,
      retry_after_s: 2,
      message: "«slow down»123456",
      hint: "wait",
    });
  });

  it("in the input is its issues, once", () => {
    const issues = [{ field: "a", message: "is required" }];
    expect(describeError(new InputError(issues, "look"), FENCE)).toEqual({ error: "InputError", issues, hint: "look" });
  });

  it("of a rule tells the rule's words and hint", () => {
    expect(describeError(new PolicyError("no", { rule: "mode", hint: "ask" }), FENCE)).toEqual({
      error: "PolicyError",
      message: "no",
      hint: "ask",
    });
  });

  it.each([
    ["of ours", new ConfigError("cannot use postgres://u:S3cr3tPassw0rd@host/db")],
    ["unforeseen", new TypeError("fetch postgres://u:S3cr3tPassw0rd@host/db")],
  ])("%s shows no secret", (_, error) => {
    const text = JSON.stringify(describeError(error, FENCE));
    expect(text).toContain("<redacted>");
    expect(text).not.toContain("S3cr3tPassw0rd");
  });

  it("unforeseen shows neither stack nor cause", () => {
    const error = new TypeError("boom", { cause: new Error("inner") });
    expect(describeError(error, FENCE)).toEqual({ error: "InternalError", message: "boom" });
    expect(describeError("text", FENCE)).toEqual({ error: "InternalError", message: "unknown" });
  });
});
