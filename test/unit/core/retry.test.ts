import { describe, expect, it } from "vitest";
import type { Method } from "../../../src/core/catalogue/index.js";
import { isRetryable, type Outcome, retryAfter, retryDelay } from "../../../src/core/retry.js";

type Row = readonly [method: Method, outcome: Outcome, tries: number];

const status = (code: number, message = "", retryAfterMs?: number): Outcome => ({
  kind: "status",
  status: code,
  message,
  retryAfterMs,
});
const NOT_SENT: Outcome = { kind: "not-sent" };
const NO_ANSWER: Outcome = { kind: "no-answer" };
const OFF = "An error occurred. Please try again later.";
const NO_ADMIN = "User avnadmin with component main not found";

/** How often it is tried in all. */
function triesOf(method: Method, outcome: Outcome, id = "ServiceUpdate"): number {
  let tries = 1;
  while (retryDelay({ method, operationId: id, tries, outcome }, () => 0) !== undefined) tries++;
  return tries;
}

describe("retryDelay", () => {
  it.each<Row>([
    ["GET", NOT_SENT, 4],
    ["POST", NOT_SENT, 4],
    ["PATCH", NOT_SENT, 4],
    ["GET", NO_ANSWER, 4],
    ["POST", NO_ANSWER, 1],
    ["PUT", NO_ANSWER, 1],
    ["PATCH", NO_ANSWER, 1],
    ["DELETE", NO_ANSWER, 1],
    ["GET", status(429), 4],
    ["POST", status(429), 4],
    ["PATCH", status(429), 4],
    ["GET", status(500), 4],
    ["PUT", status(500), 4],
    ["DELETE", status(502), 4],
    ["POST", status(500), 1],
    ["PATCH", status(500), 1],
    ["POST", status(503), 1],
    ["GET", status(408), 4],
    ["PUT", status(408), 4],
    ["POST", status(408), 1],
    ["GET", status(503, "Service Unavailable"), 4],
    ["GET", status(503, OFF), 1],
    ["PUT", status(503, OFF), 1],
    ["GET", status(510), 1],
    ["POST", status(510), 1],
    ["DELETE", status(417), 4],
    ["POST", status(417), 1],
    ["GET", status(400), 1],
    ["GET", status(401), 1],
    ["GET", status(403), 1],
    ["GET", status(409), 1],
    ["GET", status(410), 1],
  ])("tries a %s with outcome %j %i times", (method, outcome, tries) => {
    expect(triesOf(method, outcome)).toBe(tries);
  });

  it.each<readonly [...Row, id: string]>([
    ["POST", status(501, "Failed to fetch Kafka topic: t"), 4, "ServiceKafkaTopicCreate"],
    ["GET", status(501), 4, "ServiceKafkaTopicGet"],
    ["GET", status(501), 1, "ServiceGet"],
    ["POST", status(501), 1, "ServiceCreate"],
  ])("takes a 501 for 'not yet' only of Kafka: %s %j, %i tries of %s", (method, outcome, tries, id) => {
    expect(triesOf(method, outcome, id)).toBe(tries);
  });

  it.each<Row>([
    ["POST", status(404, "Service pg-1 does not exist"), 3],
    ["GET", status(404, "Service pg-1 does not exist"), 1],
    ["PUT", status(404, "Service pg-1 does not exist"), 1],
    ["POST", status(404, "Service integration of kind pg does not exist"), 1],
    ["POST", status(404, "Project does not exist"), 1],
    ["GET", status(404, NO_ADMIN), 3],
    ["PATCH", status(404, NO_ADMIN), 3],
    ["POST", status(404, "User root with component main not found"), 3],
    ["POST", status(404, "User alice with component main not found"), 1],
  ])("waits for the lag after a create and not for what is absent: %s %j, %i tries", (method, outcome, tries) => {
    expect(triesOf(method, outcome)).toBe(tries);
  });

  it("doubles the wait, from half a second to a second and so on", () => {
    const wait = (tries: number, random: number) =>
      retryDelay({ method: "GET", operationId: "X", tries, outcome: status(500) }, () => random);
    expect([1, 2, 3].map((tries) => wait(tries, 0))).toEqual([250, 500, 1000]);
    expect([1, 2, 3].map((tries) => wait(tries, 1))).toEqual([500, 1000, 2000]);
    expect(wait(4, 0)).toBeUndefined();
  });

  it.each([0, 28_000, 3_600_000])("waits the %i ms that the API asks for, whatever the random number", (ms) => {
    const attempt = { method: "POST", operationId: "X", tries: 1, outcome: status(429, "", ms) } as const;
    expect(retryDelay(attempt, () => 0.9)).toBe(ms);
  });

  it("does not wait for what is not repeated, even when the API names a time", () => {
    const attempt = { method: "POST", operationId: "X", tries: 1, outcome: status(503, "", 1000) } as const;
    expect(retryDelay(attempt, () => 0)).toBeUndefined();
  });
});

describe("isRetryable", () => {
  it.each<readonly ["GET" | "POST", Outcome, boolean]>([
    ["GET", status(500), true],
    ["POST", status(429), true],
    ["POST", status(500), false],
    ["GET", status(404), false],
    ["GET", status(503, OFF), false],
  ])("%s %j: %s", (method, outcome, expected) => {
    expect(isRetryable(method, "ServiceGet", outcome)).toBe(expected);
  });
});

describe("retryAfter", () => {
  const NOW = Date.parse("2026-01-02T03:04:05Z");
  const LIMIT = "The user has sent too many requests in a given amount of time: Rate limit 120 exceeded - try again in";

  it.each([
    ["seconds in the header", "7", "", 7_000],
    ["zero in the header", "0", "", 0],
    ["a date in the header", "Fri, 02 Jan 2026 03:04:15 GMT", "", 10_000],
    ["a date that is past", "Fri, 02 Jan 2026 03:00:00 GMT", "", 0],
    ["the header rather than the text", "7", `${LIMIT} 28s`, 7_000],
    ["the text where the header makes no sense", "soon", `${LIMIT} 28s`, 28_000],
    ["seconds in the text", undefined, `${LIMIT} 28s`, 28_000],
    ["fractions of a second", undefined, `${LIMIT} 0.5s`, 500],
    ["milliseconds", undefined, `${LIMIT} 300ms`, 300],
    ["minutes", undefined, `${LIMIT} 2 m`, 120_000],
    ["another case", undefined, "Try Again In 3S", 3_000],
    ["nothing without a time", undefined, "Slow down, and try again later", undefined],
    ["nothing without a unit", undefined, "try again in 5 meters", undefined],
    ["nothing at all", undefined, "", undefined],
  ])("reads %s", (_, header, message, ms) => {
    expect(retryAfter(header, message, NOW)).toBe(ms);
  });
});
