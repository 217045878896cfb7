import { describe, expect, it } from "vitest";
import { readingOnce } from "../../../src/tools/reading-once.js";
import { fakeDoor } from "./doors.js";

const ONE = { project: "p", service_name: "one" };

describe("a door that reads once", () => {
  it("asks once for the same, and anew after something was written", async () => {
    const outer = fakeDoor({ ServiceGet: { service: {} }, ServiceUpdate: { service: {} } });
    const { client } = readingOnce(outer);
    await Promise.all([client.call("ServiceGet", ONE), client.callAny("ServiceGet", ONE)]);
    await client.call("ServiceGet", { ...ONE, service_name: "two" });
    expect(outer.calls).toHaveLength(2);
    await client.callAny("ServiceUpdate", ONE);
    await client.call("ServiceGet", ONE);
    await client.call("ServiceGet", ONE);
    expect(outer.calls).toHaveLength(5);
  });
});
