import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPlanner, type PlanSubject, principalOf } from "../../../src/mcp/plan.js";
import { issuesOf } from "../tools/doors.js";

const MINUTE_MS = 60_000;
const SUBJECT: PlanSubject = {
  operation: "ServiceDelete",
  input: { project: "demo", service_name: "pg", nested: { a: [1, { b: 2, c: 3 }] } },
  principal: "someone",
  identity: "pg 2026-01-01T00:00:00Z",
  way: "typed",
};
const UNFIT = "does not fit this operation, input and target";

/** A planner on a clock that stands until it is moved. */
function plannerAt(start = 1_800_000_000_000, key?: string) {
  let now = start;
  const planner = createPlanner(key, () => now);
  const refusal = (plan: string, subject = SUBJECT) => issuesOf(() => planner.redeem(plan, subject))[0]?.message;
  return {
    ...planner,
    refusal,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe("a plan", () => {
  it("is good once, for ten minutes", () => {
    const { seal, redeem, refusal, pass } = plannerAt();
    const [used, late] = [seal(SUBJECT), seal(SUBJECT)];
    redeem(used, SUBJECT);
    expect(refusal(used)).toBe("was used already");
    pass(10 * MINUTE_MS - 1);
    redeem(seal(SUBJECT), SUBJECT);
    expect(refusal(used)).toBe("was used already");
    pass(1);
    expect(refusal(late)).toBe("has expired");
    expect(refusal(used)).toBe("has expired");
  });

  it("fits however the same input is written", () => {
    const { seal, redeem } = plannerAt();
    const input = { nested: { a: [1, { c: 3, b: 2 }] }, service_name: "pg", project: "demo", left_out: undefined };
    expect(() => redeem(seal(SUBJECT), { ...SUBJECT, input })).not.toThrow();
  });

  it.each<[string, Partial<PlanSubject>]>([
    ["operation", { operation: "ServiceUpdate" }],
    ["principal", { principal: "somebody else" }],
    ["target of the same name", { identity: "pg 2026-01-02T00:00:00Z" }],
    ["way to approve", { way: "form" }],
    ["input", { input: { ...SUBJECT.input, service_name: "pg2" } }],
    ["order of a list", { input: { ...SUBJECT.input, nested: { a: [{ b: 2, c: 3 }, 1] } } }],
    ["type of a value", { input: { ...SUBJECT.input, nested: { a: ["1", { b: 2, c: 3 }] } } }],
    ["further field", { input: { ...SUBJECT.input, more: null } }],
    ["field that is missing", { input: { project: "demo", service_name: "pg" } }],
  ])("does not fit another %s, and is not used up by the attempt", (_, change) => {
    const { seal, redeem, refusal } = plannerAt();
    const plan = seal(SUBJECT);
    expect(refusal(plan, { ...SUBJECT, ...change })).toBe(UNFIT);
    redeem(plan, SUBJECT);
  });

  it("holds for numbers beyond 2^53, digit by digit", () => {
    const { seal, redeem, refusal } = plannerAt();
    const of = (retention_ms: bigint) => ({ ...SUBJECT, input: { retention_ms } });
    const plan = seal(of(9007199254740993n));
    expect(refusal(plan, of(9007199254740992n))).toBe(UNFIT);
    redeem(plan, of(9007199254740993n));
  });

  it("altered in any bit, or any text at all, does not fit", () => {
    const { seal, refusal } = plannerAt();
    const bytes = Buffer.from(seal(SUBJECT), "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const copy = Buffer.from(bytes);
      copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(refusal(copy.toString("base64url"))).toBe(UNFIT);
    }
    fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => refusal(text) === UNFIT));
  });

  it("shows nothing of what it is for", () => {
    const { seal } = plannerAt();
    const [one, two] = [seal(SUBJECT), seal(SUBJECT)];
    expect(one).not.toBe(two);
    expect(one).toHaveLength(seal({ ...SUBJECT, input: { long: "x".repeat(10_000) } }).length);
  });

  it("is good in another process with the same key, and only there", () => {
    const plan = plannerAt(1, "key").seal(SUBJECT);
    expect(() => plannerAt(1, "key").redeem(plan, SUBJECT)).not.toThrow();
    expect(plannerAt(1, "other").refusal(plan)).toBe(UNFIT);
    expect(plannerAt(1).refusal(plan)).toBe(UNFIT);
    expect(plannerAt().refusal(plannerAt().seal(SUBJECT))).toBe(UNFIT);
  });
});

describe("a principal", () => {
  const of = (token: string | undefined, baseUrl?: string) =>
    principalOf({ baseUrl, credential: token === undefined ? undefined : { token, source: "test" } });

  it("is of one token and one host, and tells neither", () => {
    const all = [of("a"), of("b"), of("a", "https://x"), of("b", "https://x"), of(undefined)];
    expect(new Set(all).size).toBe(all.length);
    expect(of("a")).toBe(of("a"));
    expect(of("s3cr3t")).not.toContain("s3cr3t");
  });
});
