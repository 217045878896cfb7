import { describe, expect, it } from "vitest";
import { operationFacts, operationIds } from "../../../src/core/catalogue/index.js";
import { classify } from "../../../src/core/hints.js";

const hintFor = (status: number, code: string | undefined) => classify(status, code).hint;

describe("classify", () => {
  it.each([
    [401, undefined, /Console.*AIVEN_TOKEN/],
    [403, undefined, /permission.*scope/],
    [404, undefined, /names/],
    [409, undefined, /clashes/],
    [410, undefined, /retired/],
    [417, undefined, /go first/],
    [429, undefined, /wait/],
    [501, undefined, /not ready/],
    [503, undefined, /powered-off/],
    [510, undefined, /otp/],
  ])("tells what to do about a %i", (status, code, words) => {
    expect(hintFor(status, code)).toMatch(words);
  });

  it.each([
    [409, "not_powered", /[Pp]ower/],
    [403, "authentication_failed", /token/],
    [400, "api_client_ip_allowlist_blocks_caller", /address/],
    [410, "retired_api_endpoint", /successor/],
  ])("prefers the code's hint: %i %s", (status, code, words) => {
    expect(hintFor(status, code)).toMatch(words);
    expect(hintFor(status, code)).not.toBe(hintFor(status === 410 ? 400 : status, undefined));
  });

  it("falls back to the status for a code that it does not know", () => {
    expect(hintFor(404, "a_new_code")).toBe(hintFor(404, undefined));
  });

  it.each([418, 500, 502])("says nothing about a %i, whose message says it all", (status) => {
    expect(hintFor(status, undefined)).toBeUndefined();
  });

  it("has a hint for every error code that the catalogue documents with a status below 500", () => {
    const without = operationIds().flatMap((id) =>
      Object.entries(operationFacts(id)?.errors ?? {})
        .filter(([status]) => Number(status) < 500)
        .flatMap(([status, codes]) =>
          codes.filter((code) => !hintFor(Number(status), code)).map((code) => `${id} ${code}`),
        ),
    );
    expect(without).toEqual([]);
  });

  it("is made of whole sentences", () => {
    for (const status of [400, 401, 403, 404, 409, 410, 417, 429, 501, 503, 510]) {
      expect(hintFor(status, undefined)).toMatch(/^[A-Z].*\.$/);
    }
  });

  it.each([
    [409, "not_powered", "state"],
    [403, undefined, "permission"],
    [429, undefined, "limit"],
    [404, "a_new_code", "not-found"],
    [502, undefined, "upstream"],
    [400, undefined, "input"],
    [401, "authentication_failed", "auth"],
  ])("knows what kind of trouble a %i %s is", (status, code, kind) => {
    expect(classify(status, code).kind).toBe(kind);
  });
});
