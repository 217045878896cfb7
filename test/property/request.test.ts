import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type OperationFacts, operationFacts, operationIds, pathParameters } from "../../src/core/catalogue/index.js";
import { parseJson } from "../../src/core/json.js";
import { buildRequest, type RequestParts, takesBody } from "../../src/core/request.js";
import { inputOf } from "./arbitrary-input.js";

const all = operationIds().map((id) => [id, operationFacts(id) as OperationFacts] as const);

describe("buildRequest, for every operation of the catalogue", () => {
  it("places every field of the input exactly once, and nothing else", async () => {
    for (const [id, facts] of all) {
      const property = fc.asyncProperty(inputOf(facts), async (input) => {
        const request = buildRequest(facts, input);
        const { path } = request;
        const found = [...readPath(facts, path), ...readQuery(facts, path), ...(await readBody(request))];
        expect(found.sort(byName), id).toEqual(expected(facts, input).sort(byName));
      });
      await fc.assert(property, { numRuns: 12 });
    }
  });

  it("sends a body exactly where the method has one", () => {
    forEach((facts, input) => expect(buildRequest(facts, input).body !== undefined).toBe(takesBody(facts)));
  });

  it("says the same twice", () => {
    forEach((facts, input) => expect(buildRequest(facts, input)).toEqual(buildRequest(facts, structuredClone(input))));
  });

  it("names every required field that is missing", () => {
    forEach((facts, input) => {
      for (const name of facts.required ?? []) {
        const { [name]: _, ...rest } = input;
        expect(() => buildRequest(facts, rest)).toThrow(`${name} is required`);
      }
    });
  });

  it("refuses a field that the operation does not have", () => {
    forEach((facts, input) => {
      if (facts.additional) return;
      expect(() => buildRequest(facts, { ...input, zz_no_such: 1 })).toThrow("zz_no_such is not a field");
    });
  });
});

function forEach(check: (facts: OperationFacts, input: Record<string, unknown>) => void): void {
  for (const [, facts] of all) {
    const property = fc.property(inputOf(facts), (input) => void check(facts, input));
    fc.assert(property, { numRuns: 2 });
  }
}

/** Where a field went, its name on the wire, its value. */
type Placed = readonly [place: "path" | "query" | "body", name: string, value: unknown];

function expected(facts: OperationFacts, { extra, ...fields }: Record<string, unknown>): Placed[] {
  const inPath = pathParameters(facts.path);
  const wire = (value: unknown) => (facts.body && !(value instanceof Uint8Array) ? String(value) : value);
  const own = Object.entries(fields).flatMap(([name, value]): Placed[] => {
    if (inPath.includes(name)) return [["path", name, value]];
    if (!facts.query?.includes(name)) return [["body", facts.wire?.[name] ?? name, wire(value)]];
    return [value].flat().map((item): Placed => ["query", name, String(item)]);
  });
  const further = Object.entries(extra ?? {}).map(([name, value]): Placed => ["body", name, wire(value)]);
  return [...own, ...further];
}

function readPath(facts: OperationFacts, path: string): Placed[] {
  const parts = path.split("?")[0]?.split("/") ?? [];
  return facts.path.split("/").flatMap((part, index): Placed[] => {
    const [name] = pathParameters(part);
    return name ? [["path", name, decodeURIComponent(parts[index] ?? "")]] : [];
  });
}

function readQuery(facts: OperationFacts, path: string): Placed[] {
  const query = path.split("?").slice(1).join("?");
  expect(query === "" || facts.query !== undefined).toBe(true);
  return [...new URLSearchParams(query)].map(([name, value]): Placed => ["query", name, value]);
}

async function readBody({ body, contentType }: RequestParts): Promise<Placed[]> {
  if (body === undefined) return [];
  if (contentType === "application/json") {
    const data = parseJson(body as string) as Record<string, unknown>;
    return Object.entries(data).map(([name, value]): Placed => ["body", name, value]);
  }
  const response = new Response(body as Uint8Array<ArrayBuffer>, { headers: { "content-type": contentType ?? "" } });
  const parts = [...(await response.formData())];
  return Promise.all(
    parts.map(async ([name, value]): Promise<Placed> => {
      return ["body", name, typeof value === "string" ? value : new Uint8Array(await value.arrayBuffer())];
    }),
  );
}

function byName(a: Placed, b: Placed): number {
  const [x, y] = [`${a[0]} ${a[1]}`, `${b[0]} ${b[1]}`];
  return x < y ? -1 : x > y ? 1 : 0;
}
