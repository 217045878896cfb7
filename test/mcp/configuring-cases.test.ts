import { expect, it } from "vitest";
import { CASES } from "./configuring-cases.js";

it("at least 30 changes are samples that the provider publishes", () => {
  const sources = CASES.flatMap(({ source }) => source ?? []);
  expect(sources.length).toBeGreaterThanOrEqual(30);
  for (const source of sources) expect(source).toMatch(/^aiven\/[a-z-]+\/.*\.(md|rst|tf|yaml)$/);
});

it("each change is about something else", () => {
  const names = CASES.map(({ does }) => does);
  expect(new Set(names).size).toBe(names.length);
});
