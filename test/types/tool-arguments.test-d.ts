import { describe, expectTypeOf, it } from "vitest";
import type { Arguments } from "../../src/mcp/schema.js";

describe("the arguments of a tool have the types of its schema", () => {
  it("required and optional, nested and enumerated", () => {
    type Found = Arguments<{
      properties: {
        name: { type: "string" };
        count: { type: "integer" };
        on: { type: "boolean" };
        kind: { type: "string"; enum: readonly ["a", "b"] };
        ids: { type: "array"; items: { type: "string" } };
        free: { type: "object"; additionalProperties: true };
        calls: {
          type: "array";
          items: {
            type: "object";
            properties: { id: { type: "string" }; n: { type: "number" } };
            required: readonly ["id"];
          };
        };
      };
      required: readonly ["name", "kind"];
    }>;
    expectTypeOf<Found["name"]>().toEqualTypeOf<string>();
    expectTypeOf<Found["kind"]>().toEqualTypeOf<"a" | "b">();
    expectTypeOf<Found["count"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Found["on"]>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<Found["ids"]>().toEqualTypeOf<readonly string[] | undefined>();
    expectTypeOf<Found["free"]>().toEqualTypeOf<Readonly<Record<string, unknown>> | undefined>();
    type Call = NonNullable<Found["calls"]>[number];
    expectTypeOf<Call["id"]>().toEqualTypeOf<string>();
    expectTypeOf<Call["n"]>().toEqualTypeOf<number | undefined>();
  });
});
