import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type OperationId, pathParameters } from "../../src/core/catalogue/index.js";
import { buildRequest } from "../../src/core/request.js";
import { RETIRED } from "../../src/sandbox/retired.js";
import { Router } from "../../src/sandbox/router.js";
import { bodyOf, openInProcess } from "./api.js";
import { CHANGE } from "./logged.js";
import { START } from "./organization-setup.js";
import { prepare, required } from "./prepare.js";

/**
 * The calls of every command of the provider's own client (aiven-client of 2026-07-09), as `METHOD path operationId`, the id
 * where the provider's description has one.
 */
const COMMANDS = Object.entries(
  JSON.parse(readFileSync(new URL("avn-calls.json", import.meta.url), "utf8")) as Record<string, string[]>,
);

const ODD_NAME = "a/b+c=='x' (y)*";
const router = new Router();

/** As Python's `quote` with nothing that is safe. */
function quote(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A call's parts; its path is filled in by position, with a name that needs to be quoted where there is none. */
function parse(call: string) {
  const [method = "", path = "", operationId] = call.split(" ");
  // The statistics of queries have an operation for each type.
  const template = path.replace("{service_type}", operationId?.startsWith("MySQL") ? "mysql" : "pg");
  const fill = (names: readonly unknown[]) => {
    let index = 0;
    return template.replace(/\{[^}]+\}/g, () => quote(String(names[index++] ?? ODD_NAME)));
  };
  return {
    method,
    fill,
    operationId,
    isRetired: RETIRED.some((each) => each.path === path.replace("{service}", "{service_name}")),
  };
}

/** Makes one call of a command, where what it is about is there, under the path that the client knows. */
async function replay(call: string): Promise<{ status: number; text: string }> {
  const match = router.match(parse(call).method, parse(call).fill([]));
  if (typeof match !== "object") return { status: match === "retired" ? 410 : 404, text: "" };
  const { operationId, facts } = match.route;
  const id = operationId as OperationId;
  const api = openInProcess({ start: START });
  const names = await prepare(api, id);
  const input: Record<string, unknown> = { ...required(id, facts, names), ...CHANGE[id] };
  const { path, body, contentType = "application/json" } = buildRequest(facts, input);
  const { method, fill } = parse(call);
  const url = fill(pathParameters(facts.path).map((name) => input[name])) + path.replace(/^[^?]*/, "");
  const token = names["token"] ?? api.sandbox.token;
  const headers = {
    authorization: `aivenv1 ${token}`,
    "content-type": contentType,
    "user-agent": "aiven-client/4.12.0",
  };
  const response = await api.fetch(url, { method, headers, ...(body === undefined ? {} : { body: bodyOf(body) }) });
  return { status: response.status, text: await response.text() };
}

describe("the commands of the provider's own client", () => {
  test("are many", () => {
    expect(COMMANDS.length).toBeGreaterThan(300);
  });

  test.each(COMMANDS)("%s finds the operation that it means", (_, calls) => {
    for (const call of calls) {
      const { method, fill, operationId, isRetired } = parse(call);
      const match = router.match(method, fill([]));
      if (isRetired) expect(match, call).toBe("retired");
      else expect(match, call).toMatchObject({ route: operationId ? { operationId } : {} });
    }
  });

  const live = COMMANDS.filter(([, calls]) => !calls.some((call) => parse(call).isRetired));

  test("are retired in a few cases only", () => {
    expect(COMMANDS.length - live.length).toBe(10);
  });

  test.each(live)("%s succeeds where what it is about is there", async (_, calls) => {
    for (const call of calls) {
      const { status, text } = await replay(call);
      expect(status, `${call}: ${text}`).toBeLessThan(300);
    }
  });
});
