import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Method } from "../../src/core/catalogue/index.js";
import { operationFacts, operationIds } from "../../src/core/catalogue/index.js";
import { type Outcome, retryAfter, retryDelay } from "../../src/core/retry.js";

const message = fc.oneof(
  fc.string(),
  fc.constantFrom(
    "Service pg-1 does not exist",
    "Project does not exist",
    "User avnadmin with component main not found",
    "An error occurred. Please try again later.",
    "Rate limit 120 exceeded - try again in 28s",
    "Failed to fetch Kafka topic: t",
  ),
);
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({
    kind: fc.constant("status" as const),
    status: fc.oneof(fc.integer({ min: 400, max: 599 }), fc.constantFrom(404, 408, 417, 429, 501, 503)),
    message,
    retryAfterMs: fc.option(fc.nat({ max: 100_000 }), { nil: undefined }),
  }),
  fc.constantFrom<Outcome>({ kind: "not-sent" }, { kind: "no-answer" }),
);
const method = fc.constantFrom<Method>("GET", "POST", "PUT", "PATCH", "DELETE");
const operationId = fc.constantFrom(...operationIds());
const attempt = fc.record({ method, operationId, tries: fc.integer({ min: 1, max: 10 }), outcome });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Outcomes that prove that the API did nothing: it was not reached, or it says that it refused or was not ready. */
function didNothing(outcome: Outcome, id: string): boolean {
  if (outcome.kind !== "status") return outcome.kind === "not-sent";
  const { status } = outcome;
  return status === 429 || status === 404 || (status === 501 && id.startsWith("ServiceKafka"));
}

describe("retryDelay", () => {
  it("never repeats a POST or PATCH that may have taken effect", () => {
    fc.assert(
      fc.property(attempt, random, (tried, number) => {
        fc.pre(tried.method === "POST" || tried.method === "PATCH");
        fc.pre(!didNothing(tried.outcome, tried.operationId));
        expect(retryDelay(tried, () => number)).toBeUndefined();
      }),
      { numRuns: 5_000 },
    );
  });

  it("never repeats a write of any method that nobody answered", () => {
    fc.assert(
      fc.property(attempt, (tried) => {
        fc.pre(tried.method !== "GET");
        expect(retryDelay({ ...tried, outcome: { kind: "no-answer" } }, () => 0)).toBeUndefined();
      }),
    );
  });

  it("comes to an end after four tries", () => {
    fc.assert(
      fc.property(attempt, random, (tried, number) => {
        fc.pre(tried.tries >= 4);
        expect(retryDelay(tried, () => number)).toBeUndefined();
      }),
    );
  });

  it("waits as long as it is asked, and else between a quarter of a second and 8 seconds", () => {
    fc.assert(
      fc.property(attempt, random, (tried, number) => {
        const delay = retryDelay(tried, () => number);
        fc.pre(delay !== undefined);
        const asked = tried.outcome.kind === "status" ? tried.outcome.retryAfterMs : undefined;
        if (asked !== undefined) expect(delay).toBe(asked);
        else expect(delay).toSatisfy((ms: number) => Number.isInteger(ms) && ms >= 250 && ms <= 8_000);
      }),
      { numRuns: 3_000 },
    );
  });

  it("never repeats a client's mistake", () => {
    fc.assert(
      fc.property(attempt, fc.constantFrom(400, 401, 403, 405, 409, 410, 422, 510), (tried, status) => {
        expect(retryDelay({ ...tried, outcome: { kind: "status", status, message: "m" } }, () => 0)).toBeUndefined();
      }),
    );
  });

  it("treats the reading POSTs of the catalogue as POSTs: their bodies cannot tell", () => {
    const posts = operationIds().filter((id) => operationFacts(id)?.method === "POST");
    fc.assert(
      fc.property(fc.constantFrom(...posts), fc.constantFrom(500, 502, 503, 504, 408), (id, status) => {
        const tried = {
          method: "POST",
          operationId: id,
          tries: 1,
          outcome: { kind: "status", status, message: "" },
        } as const;
        expect(retryDelay(tried, () => 0)).toBeUndefined();
      }),
    );
  });
});

describe("retryAfter", () => {
  it("is never negative and never anything but a whole number, whatever the API writes", () => {
    const header = fc.oneof(
      fc.constant(undefined),
      fc.string(),
      fc.nat().map(String),
      fc.date().map((date) => String(date)),
    );
    fc.assert(
      fc.property(header, message, fc.nat(), (value, text, now) => {
        const ms = retryAfter(value, text, now);
        expect(ms === undefined || (Number.isInteger(ms) && ms >= 0)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
