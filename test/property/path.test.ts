import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { operationFacts, operationIds, pathParameters } from "../../src/core/catalogue/index.js";
import { InputError } from "../../src/core/errors.js";
import { fillPath } from "../../src/core/path.js";
import { segment } from "./arbitrary-input.js";

const templates = [...new Set(operationIds().map((id) => operationFacts(id)?.path ?? ""))];

describe("fillPath", () => {
  it("is undone by decoding, for any values, and never leaves its template", () => {
    const template = fc.constantFrom(...templates.filter((path) => pathParameters(path).length > 0));
    fc.assert(
      fc.property(
        template.chain((path) => fc.tuple(fc.constant(path), fc.record(valuesOf(path)))),
        ([path, values]) => {
          // As a transport reads it: a URL parser resolves dots, drops tabs, and turns backslashes.
          const url = new URL(`https://api.example${fillPath(path, values)}`);
          expect(url.origin + url.search + url.hash).toBe("https://api.example");
          expect(read(path, url.pathname)).toEqual(values);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("gives different paths for different values", () => {
    fc.assert(
      fc.property(segment, segment, (a, b) => {
        fc.pre(a !== b);
        expect(fillPath("/v1/{x}", { x: a })).not.toBe(fillPath("/v1/{x}", { x: b }));
      }),
    );
  });

  it("either fills every parameter or throws an InputError, whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything(), fc.string({ unit: halves }), (a, b) => {
        try {
          expect(fillPath("/v1/{a}/{b}", { a, b })).toMatch(/^\/v1\/[^/?#{}\\]+\/[^/?#{}\\]+$/);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Single UTF-16 units: halves of surrogate pairs among them. */
const halves = fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit));

function valuesOf(path: string) {
  return Object.fromEntries(pathParameters(path).map((name) => [name, segment]));
}

/** The values of a filled template, read segment by segment; throws where a fixed segment differs. */
function read(template: string, filled: string): Record<string, string> {
  const wanted = template.split("/");
  const got = filled.split("/");
  expect(got).toHaveLength(wanted.length);
  const values: Record<string, string> = {};
  wanted.forEach((part, index) => {
    const [name] = pathParameters(part);
    const there = got[index] ?? "";
    if (name) values[name] = decodeURIComponent(there);
    else expect(there).toBe(part);
  });
  return values;
}
