import { describe, expectTypeOf, it } from "vitest";
import type { Output } from "../../src/core/catalogue/index.js";
import type { FamilyWords, Gate, PathOf, Words } from "../../src/tools/words.js";

/** Words of one operation as they would stand in its family. */
function wordsFor<Id extends "ServiceGet" | "ServiceUpdate">(_id: Id, _words: Words<Id>): void {}

const PLAIN = { title: "Get a service", summary: "Reads one service.", risk: "read" } as const;

describe("words of an operation", () => {
  it("name paths that are in its answer", () => {
    wordsFor("ServiceGet", {
      ...PLAIN,
      view: ["service.state", "service.users[].username", "service.connection_info"],
      secrets: ["service.users[].password"],
    });
  });

  it("refuse a path that is not in its answer", () => {
    // @ts-expect-error misspelt
    wordsFor("ServiceGet", { ...PLAIN, view: ["service.sate"] });
    // @ts-expect-error a list needs its brackets
    wordsFor("ServiceGet", { ...PLAIN, secrets: ["service.users.password"] });
    // @ts-expect-error the answer wraps the service
    wordsFor("ServiceGet", { ...PLAIN, secrets: ["users[].password"] });
  });

  it("refuse a risk, a mark or a rule of waiting that does not exist", () => {
    // @ts-expect-error
    wordsFor("ServiceGet", { ...PLAIN, risk: "harmless" });
    // @ts-expect-error
    wordsFor("ServiceUpdate", { ...PLAIN, marks: ["expensive"] });
    // @ts-expect-error
    wordsFor("ServiceUpdate", { ...PLAIN, wait: "services" });
  });

  it("refuse to point to an operation that does not exist", () => {
    wordsFor("ServiceGet", { ...PLAIN, instead: "ServiceList" });
    // @ts-expect-error misspelt
    wordsFor("ServiceGet", { ...PLAIN, instead: "ServicesList" });
  });

  it("have words for fields that it has, and for what is below them", () => {
    wordsFor("ServiceGet", {
      ...PLAIN,
      fields: { include_secrets: "Whether to read them.", "service.name": "Dotted." },
    });
    // @ts-expect-error misspelt
    wordsFor("ServiceGet", { ...PLAIN, fields: { include_secret: "Whether to read them." } });
    // @ts-expect-error a field of another operation
    wordsFor("ServiceGet", { ...PLAIN, fields: { plan: "The plan." } });
  });

  it("gate fields that it has, and not the door for others", () => {
    const gate: Gate<"ServiceUpdate"> = { field: "powered", when: (value) => value === false, because: "off" };
    wordsFor("ServiceUpdate", { ...PLAIN, gates: [gate] });
    // @ts-expect-error misspelt
    wordsFor("ServiceUpdate", { ...PLAIN, gates: [{ field: "power", because: "off" }] });
    // @ts-expect-error extra is no field
    wordsFor("ServiceUpdate", { ...PLAIN, gates: [{ field: "extra", because: "off" }] });
  });
});

describe("words of a family", () => {
  type Pg = FamilyWords<"pg">;

  it("are for its operations, all of them and no others", () => {
    expectTypeOf<Pg>().toHaveProperty("ServicePGBouncerCreate");
    // @ts-expect-error an operation of another family
    type _Other = Pg["ServiceGet"];
    // @ts-expect-error no operation at all
    type _None = Pg["ServicePGBouncerCraete"];
    // @ts-expect-error the other operations are missing
    const incomplete: Pg = { PGServiceDatabaseMetadataQuery: PLAIN };
    expectTypeOf(incomplete).toExtend<Pg>();
  });

  it("carry the family's own ids in every answer path", () => {
    expectTypeOf<NonNullable<Pg["PGServiceAvailableExtensions"]["view"]>[number]>().toEqualTypeOf<
      PathOf<Output<"PGServiceAvailableExtensions">>
    >();
  });
});

describe("PathOf", () => {
  it("goes into objects and lists, and below a free map anywhere", () => {
    type Paths = PathOf<{ a: { b: string; c: { d: number }[] }; free: Record<string, unknown>; maybe?: { e: 1 } }>;
    expectTypeOf<"a" | "a.b" | "a.c[]" | "a.c[].d" | "free" | "free.x.y" | "maybe" | "maybe.e">().toExtend<Paths>();
    expectTypeOf<"b">().not.toExtend<Paths>();
    expectTypeOf<"a.c.d">().not.toExtend<Paths>();
    expectTypeOf<"a.b.x">().not.toExtend<Paths>();
  });
});
