import { describe, expect, it } from "vitest";
import { AppliedChange, applyChange } from "../../../../src/tools/configuration/apply.js";
import type { PlannedChange } from "../../../../src/tools/configuration/configure.js";
import { fakeDoor } from "../doors.js";

const NAME = { service_name: "my-pg" };

/** An upgrade about which the API says something. */
function upgrade(upgradeCheck: PlannedChange["upgradeCheck"]): PlannedChange {
  const input = { project: "p", service_name: "my-pg" };
  const differences = [{ path: "pg_version", keys: ["pg_version"], parameter: {}, before: "16", after: "17" }];
  return {
    owner: { kind: "services", type: "pg", project: "p", present: {}, update: { operation: "ServiceUpdate", input } },
    call: { operation: "ServiceUpdate", input: { ...input, user_config: { pg_version: "17" } }, shown: {} },
    differences,
    changes: [],
    warnings: [],
    gates: [],
    upgradeCheck,
  };
}

const open = (pg_version: string) =>
  fakeDoor({ ServiceGet: { service: { service_type: "pg", user_config: { pg_version } } } }, {}, "p");

describe("applyChange", () => {
  it("makes no upgrade that the API's check refuses", async () => {
    const made: string[] = [];
    const make = async ({ id }: { id: string }) => void made.push(id) as undefined;
    const planned = upgrade({ ok: false, result: "extension x is in the way" });
    await expect(applyChange(open("16"), NAME, planned, { make })).rejects.toMatchObject({
      issues: [{ field: "pg_version", message: expect.stringContaining("extension x is in the way") }],
    });
    expect(made).toEqual([]);
  });

  it.each([{ ok: true, result: "fine" }, { result: "The check could not be made" }, undefined])(
    "makes, waits and reads back in this order where the check says %j",
    async (check) => {
      const order: string[] = [];
      const applied = await applyChange(open("17"), NAME, upgrade(check), {
        make: async () => void order.push("made") as undefined,
        wait: async () => order.push("waited"),
      });
      expect(order).toEqual(["made", "waited"]);
      expect(applied).toMatchObject({ now: { pg_version: "17" }, not_as_wanted: [], waited: 2 });
    },
  );

  it("names what is not as it was wanted", async () => {
    const applied = await applyChange(open("16"), NAME, upgrade(undefined), { make: async () => undefined });
    expect(applied).toMatchObject({ now: { pg_version: "16" }, not_as_wanted: ["pg_version"] });
  });

  it("answers with what stopped it, and neither waits nor reads", async () => {
    const door = open("16");
    const wait = async () => expect.unreachable();
    const applied = await applyChange(door, NAME, upgrade(undefined), { make: async () => "not approved", wait });
    expect(applied).toBe("not approved");
    expect(applied).not.toBeInstanceOf(AppliedChange);
    expect(door.calls).toEqual([]);
  });
});
