import { describe, expect, it } from "vitest";
import { pathParameters } from "../../../src/core/catalogue/index.js";
import { MAY_BE_EMPTY, requireChange } from "../../../src/tools/empty-update.js";
import { allOperations, type Operation, requireOperation } from "../../../src/tools/operation.js";
import { prepare } from "../../../src/tools/run.js";
import { fakeDoor, issuesOf } from "./doors.js";

/** Updates whose bodies have fields, none of which is required. */
const OPTIONAL = allOperations().filter(({ facts }) => {
  if (facts.method !== "PUT" && facts.method !== "PATCH") return false;
  const body = bodyOf(facts);
  return body.length > 0 && !body.some((name) => facts.required?.includes(name));
});

function bodyOf(facts: Operation["facts"]): string[] {
  const elsewhere = [...pathParameters(facts.path), ...(facts.query ?? [])];
  return Object.keys(facts.fields).filter((name) => !elsewhere.includes(name));
}

function names({ path }: Operation["facts"]): Record<string, string> {
  return Object.fromEntries(pathParameters(path).map((name) => [name, "x"]));
}

describe("an update that names nothing to change", () => {
  it.each(OPTIONAL.filter(({ id }) => !MAY_BE_EMPTY[id]).map((operation) => [operation.id, operation] as const))(
    "is refused with what it can change: %s",
    (_, operation) => {
      const allowed = bodyOf(operation.facts);
      const issue = { field: "input", message: "changes nothing: give one of these too", allowed };
      expect(issuesOf(() => requireChange(operation, names(operation.facts)))).toEqual([issue]);
    },
  );

  it.each(Object.keys(MAY_BE_EMPTY))("is let through where it does something: %s", (id) => {
    const operation = requireOperation(id);
    expect(OPTIONAL.map((one) => one.id)).toContain(id);
    expect(() => requireChange(operation, names(operation.facts))).not.toThrow();
  });

  it("is refused before it is sent, by the way that every caller goes", () => {
    const door = fakeDoor({}, { mode: "full" }, "dev");
    const rename = requireOperation("ServiceKafkaTopicUpdate");
    const topic = { service_name: "k", topic_name: "t" };
    expect(issuesOf(() => prepare(door, rename, topic))).toMatchObject([{ field: "input" }]);
    expect(prepare(door, rename, { ...topic, partitions: 2 })).toMatchObject({ partitions: 2 });
    expect(prepare(door, rename, { ...topic, extra: { brand_new: 1 } })).toMatchObject({ project: "dev" });
  });

  it("is none where there is no body", () => {
    for (const operation of allOperations().filter(({ facts }) => bodyOf(facts).length === 0)) {
      expect(() => requireChange(operation, names(operation.facts)), operation.id).not.toThrow();
    }
  });
});
