import { describe, expect, it } from "vitest";
import { pathParameters } from "../../../src/core/catalogue/index.js";
import { MAY_BE_EMPTY, requireChange, requireEffect } from "../../../src/tools/empty-update.js";
import { allOperations, type Operation, requireOperation } from "../../../src/tools/operation.js";
import { prepare, runOperation } from "../../../src/tools/run.js";
import { rejection } from "../../fake-world.js";
import { apiError, fakeDoor, issuesOf, sandboxDoor } from "./doors.js";

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

  it.each<[string, object]>([
    ["nothing at all", {}],
    ["what goes into what is there, without anything in it", { user_config: {}, maintenance: {}, extra: {} }],
  ])("is refused of a service that it does nothing to, with what can be changed: %s", async (_, more) => {
    const door = await sandboxDoor();
    const update = requireOperation("ServiceUpdate");
    const error = await rejection(runOperation(door, update, { service_name: "demo-pg", ...more }));
    const allowed = bodyOf(update.facts);
    const message = "changes nothing of a service of type pg: give one of these too";
    expect(error).toMatchObject({ name: "InputError", issues: [{ field: "input", message, allowed }] });
    expect(allowed).toEqual(expect.arrayContaining(["plan", "powered", "user_config"]));
    expect(door.calls.map(({ id }) => id)).not.toContain("ServiceUpdate");
  });

  it("goes out to an application, which it deploys again, and to what cannot be looked at", async () => {
    const update = requireOperation("ServiceUpdate");
    const input = { service_name: "a" };
    for (const found of [{ service: { service_type: "application" } }, apiError(403, "Denied")]) {
      const door = fakeDoor({ ServiceGet: found, ServiceUpdate: { service: {} } }, {}, "dev");
      await runOperation(door, update, input);
      expect(door.calls.map(({ id }) => id)).toEqual(["ServiceGet", "ServiceUpdate"]);
    }
    const door = fakeDoor({ ServiceUpdate: { service: {} } }, {}, "dev");
    await runOperation(door, update, { ...input, termination_protection: true });
    expect(door.calls.map(({ id }) => id)).not.toContain("ServiceGet");
  });

  it("is refused where all it holds is empty and would go into what is there", () => {
    const door = fakeDoor({}, { mode: "full" }, "dev");
    const topic = { service_name: "k", topic_name: "t", config: {}, extra: {} };
    expect(issuesOf(() => prepare(door, requireOperation("ServiceKafkaTopicUpdate"), topic))).toMatchObject([
      { field: "input" },
    ]);
    // Tags take the place of those that are there.
    const untag = { tags: {} };
    expect(prepare(door, requireOperation("ProjectUpdate"), untag)).toMatchObject(untag);
  });

  it("is none where there is no body", () => {
    for (const operation of allOperations().filter(({ facts }) => bodyOf(facts).length === 0)) {
      expect(() => requireChange(operation, names(operation.facts)), operation.id).not.toThrow();
    }
  });
});

it("leaves an empty update to the API where the service's answer has no service in it", async () => {
  const door = fakeDoor({ ServiceGet: {} });
  const input = { project: "p", service_name: "s" };
  await expect(requireEffect(door, requireOperation("ServiceUpdate"), input)).resolves.toBeUndefined();
});
