import { describe, expect, it } from "vitest";
import type { Client } from "../../../../src/core/client.js";
import { ApiError } from "../../../../src/core/errors.js";
import { judge } from "../../../../src/tools/configuration/check.js";
import { FRESH_MS, LIVE_MS, liveFacts } from "../../../../src/tools/configuration/facts.js";
import type { Door } from "../../../../src/tools/door.js";
import { fakeDoor } from "../doors.js";

const PG = { kind: "services", type: "pg", project: "p" } as const;

/** A door to an API whose schema of pg can be changed, and may fail. */
function openDoor() {
  const api = { reads: 0, max: 9, isDown: false };
  const clock = { now: 0 };
  const answer = async () => {
    api.reads++;
    if (api.isDown) throw new ApiError("down", { operationId: "x", status: 503, kind: "upstream", retryable: true });
    const properties = { brand_new: { type: "integer", maximum: api.max } };
    return { user_config_schema: { type: "object", properties, additionalProperties: false } };
  };
  const door: Door = {
    ...fakeDoor({}),
    client: { call: answer, callAny: answer } as unknown as Client,
    liveFacts: new Map(),
    now: () => clock.now,
  };
  return { door, api, clock };
}

describe("live facts", () => {
  it("are read once for all who ask at the same time, and again when they are old", async () => {
    const { door, api, clock } = openDoor();
    await Promise.all([liveFacts(door, PG), liveFacts(door, PG)]);
    clock.now += LIVE_MS;
    await liveFacts(door, PG);
    expect(api.reads).toBe(1);
    clock.now += 1;
    await liveFacts(door, PG);
    expect(api.reads).toBe(2);
  });

  it("that could not be read are asked for again before long, and not at every call", async () => {
    const { door, api, clock } = openDoor();
    api.isDown = true;
    expect(await liveFacts(door, PG)).toBeUndefined();
    expect(await liveFacts(door, PG)).toBeUndefined();
    expect(api.reads).toBe(1);
    api.isDown = false;
    clock.now += 60_001;
    expect(await liveFacts(door, PG)).toHaveProperty("properties.brand_new");
  });

  it("judge once they are known, and are read anew before something is refused", async () => {
    const { door, api, clock } = openDoor();
    await liveFacts(door, PG);
    expect((await judge(door, PG, { brand_new: 9 })).problems).toEqual([]);
    expect(api.reads).toBe(1);
    clock.now += FRESH_MS + 1;
    api.max = 10;
    expect((await judge(door, PG, { brand_new: 10 })).problems).toEqual([]);
    expect(api.reads).toBe(2);
    expect((await judge(door, PG, { brand_new: 11 })).problems).toMatchObject([{ field: "brand_new" }]);
  });
});
