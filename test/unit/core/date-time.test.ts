import { describe, expect, it } from "vitest";
import { isDateTime } from "../../../src/core/date-time.js";

describe("isDateTime", () => {
  it.each([
    "2026-05-04T10:15:00Z",
    "2026-05-04T10:15:00.123456Z",
    "2026-05-04T10:15:00,5+02:00",
    "2026-05-04t10:15:00z",
    "2026-05-04 10:15:00",
    "2026-05-04 10:15",
    "2026-05-04 10:15:00+0200",
    "2026-05-04 10:15:00 -03",
    "2026-05-04 10:15:00 UTC",
    "2026-05-04 10:15:00 Europe/Helsinki",
    "2026-05-04",
    "20260504",
    "20260504T101500Z",
    "2026-W19-1",
    "2026-124",
    "2026-05-04T24:00:00Z",
    "2026-06-30T23:59:60Z",
    "Mon, 04 May 2026 10:15:00 GMT",
    "May 4, 2026 10:15",
    " 2026-05-04T10:15:00Z ",
    "",
  ])("takes %j", (text) => {
    expect(isDateTime(text)).toBe(true);
  });

  it.each([
    "yesterday",
    "now",
    "soon",
    "last monday",
    "2 hours ago",
    "-1h",
    "10:15",
    "2026-13-04T10:15:00Z",
    "2026-05-32",
    "2026-05-04T25:15:00Z",
    "2026-05-04T10:75:00Z",
    "$now",
  ])("refuses %j", (text) => {
    expect(isDateTime(text)).toBe(false);
  });
});
