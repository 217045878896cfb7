import { describe, expect, it } from "vitest";
import { CALL_LIMIT_MS, callLimit, limited } from "../../../src/mcp/time-limit.js";
import type { Door } from "../../../src/tools/door.js";
import { read } from "../../../src/tools/perform.js";
import { createPolicy, DEFAULT_POLICY } from "../../../src/tools/policy.js";
import { runWait } from "../../../src/tools/wait.js";
import { apiError, type FakeWorld, fakeWorld, rejection, type Step } from "../../fake-world.js";

const SERVICE = { project: "demo", service_name: "pg" };
const rebuilding: Step = { status: 200, json: { service: { service_name: "pg", state: "REBUILDING" } } };

/** A door whose tool call began now, on a clock that only waiting moves. */
function open(world: FakeWorld, limitMs = CALL_LIMIT_MS): Door {
  const sleep = async (ms: number) => world.spend(ms);
  const door = { client: world.client, policy: createPolicy(DEFAULT_POLICY), sleep, now: world.now };
  return limited(door, limitMs, new AbortController().signal);
}

describe("a tool call", () => {
  it("is answered before a client gives up, with how long the API wants to be left alone", async () => {
    const world = fakeWorld([apiError(429, "Rate limit exceeded, try again in 28s")]);
    const error = await rejection(read(open(world), "UserInfo", {}));
    expect(error).toMatchObject({ name: "ApiError", status: 429, retryable: true, retryAfterMs: 28_000 });
    expect(world.now()).toBeLessThan(CALL_LIMIT_MS);
    expect(world.sent).toHaveLength(2);
  });

  it("gives an attempt no more than what is left of its time", async () => {
    const world = fakeWorld([{ status: 200, json: { user: {} } }]);
    const door = open(world);
    world.spend(CALL_LIMIT_MS - 2_000);
    await read(door, "UserInfo", {});
    expect(world.sent[0]?.timeoutMs).toBe(2_000);
  });

  it("sends nothing more when its time is used up, and tells how to go on", async () => {
    const world = fakeWorld([{ status: 200, json: { user: {} } }]);
    const door = open(world);
    world.spend(CALL_LIMIT_MS);
    const error = await rejection(read(door, "UserInfo", {}));
    expect(error).toMatchObject({ name: "TimeoutError", message: expect.stringContaining("50 s") });
    expect(error).toMatchObject({ hint: expect.stringContaining("call again") });
    expect(world.sent).toHaveLength(0);
  });

  it("that waits answers pending in time, however long it was to wait", async () => {
    const world = fakeWorld([rebuilding]);
    const result = await runWait(open(world), "service", SERVICE, { timeoutMs: 600_000 });
    expect(result).toMatchObject({ outcome: "pending", state: "REBUILDING" });
    expect(world.now()).toBeLessThan(CALL_LIMIT_MS);
    expect(world.now()).toBeGreaterThan(CALL_LIMIT_MS - 10_000);
  });
});

describe("the time of a call", () => {
  it.each([
    ["any call", {}, true, CALL_LIMIT_MS],
    ["a short wait", { timeout_s: 5 }, true, CALL_LIMIT_MS],
    ["a long wait that nobody follows", { timeout_s: 600 }, false, CALL_LIMIT_MS],
    ["a long wait whose progress is followed", { timeout_s: 600 }, true, 605_000],
    ["a wait that is no number", { timeout_s: "600" }, true, CALL_LIMIT_MS],
  ])("%s", (_, args, followed, expected) => {
    expect(callLimit(args, followed)).toBe(expected);
  });
});
