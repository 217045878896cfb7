import { describe, expect, it } from "vitest";
import { ApiError, NetworkError } from "../../../src/core/errors.js";
import { explain } from "../../../src/tools/explain.js";
import { requireOperation } from "../../../src/tools/operation.js";
import { read } from "../../../src/tools/run.js";
import { rejection } from "../../fake-world.js";
import { apiError, fakeDoor, sandboxDoor, type TestDoor } from "./doors.js";

async function hintOf(door: TestDoor, id: string, input: object, error: unknown): Promise<string | undefined> {
  const explained = await explain(door, requireOperation(id), { ...input }, error);
  expect(explained).toBeInstanceOf(ApiError);
  return (explained as ApiError).hint;
}

describe("explain", () => {
  it.each([
    new NetworkError("x", { operationId: "ServiceGet", sent: false }),
    new TypeError("x"),
    "x",
    apiError(500, "x"),
  ])("leaves what it cannot explain as it is: %s", async (error) => {
    expect(await explain(fakeDoor({}), requireOperation("ServiceGet"), {}, error)).toBe(error);
  });

  it("keeps everything that the error says, and puts its own hint before the client's", async () => {
    const error = apiError(403, "Denied", "ServiceCreate");
    const explained = await explain(fakeDoor({}), requireOperation("ServiceCreate"), {}, error);
    const { message, operationId, status, code, kind, retryable } = error;
    expect(explained).toMatchObject({ name: "ApiError", message, operationId, status, code, kind, retryable });
    expect((explained as ApiError).hint).toMatch(/^It needs .* The client's hint\.$/);
  });

  it("tells the permissions and scopes that a 403 is about", async () => {
    const { facts } = requireOperation("ServiceCreate");
    const hint = await hintOf(fakeDoor({}), "ServiceCreate", {}, apiError(403, "Denied"));
    for (const needed of [...(facts.permissions ?? []), ...(facts.scopes ?? [])]) expect(hint).toContain(needed);
    expect(facts.permissions).not.toEqual([]);
  });

  it("tells what a clash waits for, and nothing where nothing is waited for", async () => {
    expect(await hintOf(fakeDoor({}), "ServiceUpdate", {}, apiError(409, "Busy"))).toContain("to be RUNNING");
    const error = apiError(409, "Exists");
    expect(await explain(fakeDoor({}), requireOperation("ServiceDatabaseCreate"), {}, error)).toBe(error);
  });

  it("fails no louder than the error when the explanation cannot be had", async () => {
    const error = apiError(404, "Not found");
    const door = fakeDoor({ ProjectList: apiError(500, "broken") });
    expect(await explain(door, requireOperation("ServiceGet"), { project: "p", service_name: "s" }, error)).toBe(error);
  });
});

describe("explain, of what does not exist in the sandbox", () => {
  it.each<[string, string, object, string]>([
    [
      "a project",
      "ServiceList",
      { project: "sandbox-dmeo" },
      'There is no project "sandbox-dmeo"; did you mean sandbox-demo?',
    ],
    ["a service", "ServiceGet", { service_name: "demo-pq" }, 'There is no service "demo-pq"; did you mean demo-pg'],
    [
      "a service that is like none",
      "ServiceGet",
      { service_name: "zzzzzz" },
      'There is no service "zzzzzz"; there are ',
    ],
    [
      "the service before what is in it",
      "ServiceUserGet",
      { service_name: "demo-pgg", service_username: "nope" },
      'There is no service "demo-pgg"',
    ],
    [
      "a user",
      "ServiceUserGet",
      { service_name: "demo-pg", service_username: "avnadmim" },
      'There is no service user "avnadmim"; did you mean avnadmin?',
    ],
    [
      "a database",
      "ServiceDatabaseDelete",
      { service_name: "demo-pg", dbname: "defaultbd" },
      'There is no database "defaultbd"; did you mean defaultdb?',
    ],
  ])("names the nearest to %s", async (_, id, input, hint) => {
    const door = await sandboxDoor();
    const error = await rejection(read(door, id as "ServiceGet", { ...input }));
    expect(error).toMatchObject({ name: "ApiError", status: 404 });
    expect((error as ApiError).hint).toContain(hint);
  });
});
