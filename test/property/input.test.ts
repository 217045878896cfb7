import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Schema } from "../../src/core/catalogue/index.js";
import { InputError } from "../../src/core/errors.js";
import { inputSchema, validate } from "../../src/tools/input.js";
import { allOperations, type Operation } from "../../src/tools/operation.js";
import { valuesOf } from "./arbitrary-input.js";

const OPERATIONS = allOperations();

describe("validate, for every operation", () => {
  it("takes every input that its schema allows", () => {
    for (const operation of OPERATIONS) {
      const schema = inputSchema(operation);
      fc.assert(
        fc.property(inputs(operation), (input) => {
          expect(Object.keys(validate(schema, input)).sort(), operation.id).toEqual(Object.keys(input).sort());
        }),
        { numRuns: 8 },
      );
    }
  });

  it("says the same of what it has answered with: it is idempotent", () => {
    for (const operation of OPERATIONS) {
      const schema = inputSchema(operation);
      fc.assert(
        fc.property(inputs(operation), (input) => {
          const once = validate(schema, input);
          expect(validate(schema, once), operation.id).toEqual(once);
        }),
        { numRuns: 4 },
      );
    }
  });

  it("refuses anything at all with InputError, or takes it: nothing else comes out of it", () => {
    const anything = fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.anything()));
    fc.assert(
      fc.property(fc.constantFrom(...OPERATIONS), anything, (operation, input) => {
        try {
          validate(inputSchema(operation), input);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect((error as InputError).issues.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("takes no field that there is not", () => {
    const closed = OPERATIONS.filter(({ facts }) => !facts.additional);
    fc.assert(
      fc.property(fc.constantFrom(...closed), fc.string(), (operation, name) => {
        const schema = inputSchema(operation);
        fc.pre(!Object.hasOwn(schema.properties, name) && name !== "__proto__");
        expect(() => validate(schema, { [name]: 1 })).toThrow(InputError);
      }),
      { numRuns: 500 },
    );
  });
});

/** Inputs as the schema of an operation allows them. */
function inputs({ facts }: Operation): fc.Arbitrary<Record<string, unknown>> {
  const { fields: properties, required = [] } = facts;
  const schema: Schema = { type: "object", properties, required };
  return valuesOf(schema).map((value) => value as Record<string, unknown>);
}
