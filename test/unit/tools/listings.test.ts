import { describe, expect, it } from "vitest";
import { responses } from "../../../src/core/catalogue/generated/responses/index.js";
import { operationFacts, operationFamily, operationIds, type Schema } from "../../../src/core/catalogue/index.js";
import { LISTINGS, listingFor, listNames } from "../../../src/tools/listings.js";
import { rejection } from "../../fake-world.js";
import { fakeDoor } from "./doors.js";

function schemaAt(id: string, path: string): Schema | undefined {
  const family = operationFamily(id);
  return path.split(".").reduce<Schema | undefined>((inner, step) => {
    const next = inner?.properties?.[step.replace("[]", "")];
    return step.endsWith("[]") ? next?.items : next;
  }, family && responses[family][id]);
}

describe("LISTINGS", () => {
  it.each(LISTINGS.map((listing) => [listing.fields.join(", "), listing] as const))("%s: reads names", (_, listing) => {
    expect(operationFacts(listing.operation)?.method).toBe("GET");
    if (listing.names !== "") expect(schemaAt(listing.operation, listing.names)?.type).toBe("string");
    const everywhere = operationIds().flatMap((id) => Object.keys(operationFacts(id)?.fields ?? {}));
    const [own = ""] = listing.fields;
    expect(everywhere).toContain(own);
    if (listing.createdBy) expect(operationFacts(listing.createdBy)?.fields).toHaveProperty(own);
  });
});

describe("listNames", () => {
  const names = (field: string, known: object, door = fakeDoor({})) => {
    const listing = listingFor(field);
    if (!listing) throw new Error(`no listing for ${field}`);
    return listNames(door, listing, { ...known });
  };

  it("finds them in a list, in lists of lists, and in keys", async () => {
    const integrations = [{ service_integration_id: "a" }, { service_integration_id: "b" }];
    const services = [
      { service_name: "pg", service_integrations: integrations },
      { service_name: "kafka", service_integrations: integrations },
    ];
    const door = fakeDoor({ ServiceList: { services }, ProjectServiceTypesList: { pg: {}, kafka: {} } }, {}, "dev");
    expect(await names("service_name", {}, door)).toEqual(["pg", "kafka"]);
    expect(await names("integration_id", {}, door)).toEqual(["a", "b"]);
    expect(await names("service_type", {}, door)).toEqual(["pg", "kafka"]);
    expect(door.calls.map(({ input }) => input)).toEqual(Array(3).fill({ project: "dev" }));
  });

  it("answers nothing where it does not know where to look", async () => {
    expect(await names("topic_name", { project: "dev" })).toBeUndefined();
    expect(listingFor("size")).toBeUndefined();
  });

  it("keeps to the operator's projects", async () => {
    const door = fakeDoor({}, { projects: ["dev"] });
    expect(await names("project", {}, door)).toEqual(["dev"]);
    expect(await rejection(names("service_name", { project: "prod" }, door))).toMatchObject({ rule: "projects" });
    expect(door.calls).toEqual([]);
  });
});
