import { describe, expect, it } from "vitest";
import { operationIds } from "../../src/core/catalogue/index.js";
import { ERROR_CODES } from "../../src/core/error-codes.js";
import { ApiError, InputError } from "../../src/core/errors.js";
import { classify } from "../../src/core/hints.js";
import { errorWords } from "../../src/n8n/shared/execution/node-error.js";
import { requireOperation } from "../../src/tools/operation.js";

const IDS = new Set<string>(
  operationIds().filter((id) => !requireOperation(id).facts.deprecated && /[a-z][A-Z]/.test(id)),
);
const STATUSES = [400, 401, 403, 404, 409, 410, 417, 429, 500, 501, 503, 510];

function adviceFor(status: number, code?: string): string {
  const { kind, hint } = classify(status, code);
  const error = new ApiError("No", { operationId: "ServiceGet", status, code, kind, retryable: false, hint });
  return errorWords(error).description ?? "";
}

describe("advice in a node", () => {
  it.each([
    ...Object.keys(ERROR_CODES).map((code) => [code, adviceFor(409, code)] as const),
    ...["authentication_failed"].map((code) => [code, adviceFor(403, code)] as const),
    ...STATUSES.map((status) => [String(status), adviceFor(status)] as const),
  ])("on %s speaks of nothing that a node does not have", (_, advice) => {
    expect(advice).not.toMatch(/AIVEN_|aiven_|HTTPS_PROXY|aiven-mcp /);
    expect(advice.match(/\b[A-Z]\w+\b/g)?.filter((word) => IDS.has(word)) ?? []).toEqual([]);
  });

  it("names operations by their place", () => {
    expect(adviceFor(404, "account_not_found")).toContain("Account");
    const unknown = (() => {
      try {
        return requireOperation("Nope");
      } catch (error) {
        return error;
      }
    })();
    expect(unknown).toBeInstanceOf(InputError);
    expect(errorWords(unknown).description).toContain("list of operations");
  });

  it("speaks of what the node has, and not of the documentation of tools", () => {
    expect(adviceFor(400)).toBe("Check what the fields of the node hold.");
    expect(adviceFor(429)).toContain("Batch Interval");
    const wrong = new InputError([], "aiven_describe with service_type and config shows what may be set.");
    expect(errorWords(wrong).description).toBe(
      "With Specify Configuration → Using Fields Below, the form lists what may be set.",
    );
  });
});
