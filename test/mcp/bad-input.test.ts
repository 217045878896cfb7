import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Json, openSandboxServer, type SandboxServer } from "./server.js";

let server: SandboxServer;
beforeAll(async () => {
  server = await openSandboxServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const PG = { service_name: "demo-pg" };
const get = (input: unknown) => ({ operation: "ServiceGet", input }) as Json;

describe("bad input is told by field, with what is allowed and the nearest", () => {
  it.each<[string, string, Json, Json[]]>([
    [
      "an operation that there is not",
      "aiven_read",
      { operation: "ServicGet" },
      [{ field: "operation", nearest: "ServiceGet" }],
    ],
    ["no operation", "aiven_read", {}, [{ field: "operation", message: "is required" }]],
    ["no operation to destroy", "aiven_destroy", {}, [{ field: "operation", message: "is required" }]],
    ["no operation to write", "aiven_write", {}, [{ field: "operation", message: "is required" }]],
    ["a field that is missing", "aiven_read", get({}), [{ field: "service_name", message: "is required" }]],
    [
      "a field that is misspelt",
      "aiven_read",
      get({ service_nam: "x" }),
      [
        { field: "service_name", message: "is required" },
        { field: "service_nam", nearest: "service_name", allowed: expect.arrayContaining(["service_name"]) },
      ],
    ],
    ["a wrong type", "aiven_read", get({ service_name: 7 }), [{ field: "service_name", message: "must be a string" }]],
    [
      "a path that goes up",
      "aiven_read",
      get({ service_name: ".." }),
      [{ field: "service_name", message: 'must not be ".."' }],
    ],
    ["an empty path", "aiven_read", get({ service_name: "" }), [{ field: "service_name" }]],
    ["an input that is a list", "aiven_read", get([1]), [{ field: "input", message: "must be an object" }]],
    [
      "an input that is broken JSON",
      "aiven_read",
      get('{"service_name": '),
      [{ field: "input", message: "must be an object" }],
    ],
    [
      "a value out of its list",
      "aiven_wait",
      { for: "servic", input: PG },
      [{ field: "for", nearest: "service", allowed: expect.arrayContaining(["vpc"]) }],
    ],
    [
      "a number out of bounds",
      "aiven_wait",
      { for: "service", input: PG, timeout_s: 601 },
      [{ field: "timeout_s", message: "must be a whole number from 1 to 600" }],
    ],
    [
      "an argument that there is not",
      "aiven_overview",
      { projekt: "x" },
      [{ field: "projekt", message: "is not a field here" }],
    ],
    [
      "several at once",
      "aiven_provision",
      { service_type: 1, plan: 2 },
      [{ field: "service_name" }, { field: "service_type" }, { field: "plan" }],
    ],
    [
      "a field of an answer that there is not",
      "aiven_read",
      { ...get(PG), fields: ["stat"] },
      [{ field: "fields", message: '"stat" is not in the answer', nearest: "state" }],
    ],
    [
      "one call and several",
      "aiven_read",
      { ...get(PG), calls: [get(PG)] },
      [{ field: "operation" }, { field: "input" }],
    ],
    ["no call at all", "aiven_read", { calls: [] }, [{ field: "calls" }]],
    [
      "too many calls",
      "aiven_read",
      { calls: Array(21).fill(get(PG)) },
      [{ field: "calls", message: "must be at most 20 items" }],
    ],
    ["too many operations", "aiven_describe", { operations: Array(6).fill("ServiceGet") }, [{ field: "operations" }]],
    [
      "a tool that there is not",
      "aiven_reads",
      {},
      [{ nearest: "aiven_read", allowed: expect.arrayContaining(["aiven_wait"]) }],
    ],
    ["a name of JavaScript", "__proto__", {}, [{ message: 'There is no tool "__proto__"' }]],
    ["an operation of JavaScript", "aiven_read", { operation: "constructor" }, [{ field: "operation" }]],
    [
      "a moment that is none",
      "aiven_read",
      { operation: "OrganizationEmissionsGet", input: { organization_id: "o", starting_time: "last month" } },
      [{ field: "starting_time", message: "must be an ISO 8601 time such as 2026-05-04T10:15:00Z" }],
    ],
    [
      "a moment that is none in a configuration",
      "aiven_write",
      {
        operation: "ServiceCreate",
        input: {
          service_name: "f",
          service_type: "pg",
          plan: "startup-4",
          user_config: { service_to_fork_from: "demo-pg", recovery_target_time: "now" },
        },
      },
      [{ field: "user_config.recovery_target_time", message: expect.stringContaining("ISO 8601 time") }],
    ],
    [
      "a nested field",
      "aiven_write",
      { operation: "ServiceUpdate", input: { ...PG, maintenance: { dow: "mond" } } },
      [{ field: "maintenance.dow", nearest: "monday" }],
    ],
  ])("%s", async (_, tool, args, issues) => {
    const answer = await server.refused(tool, args);
    expect(answer).toMatchObject({ error: "InputError" });
    expect(answer["issues"]).toMatchObject(issues);
  });

  it("a name with a slash is one name, not a path", async () => {
    expect(await server.refused("aiven_read", get({ service_name: "demo-pg/../demo-kafka" }))).toMatchObject({
      status: 404,
      message: "Service demo-pg/../demo-kafka does not exist",
    });
  });
});
