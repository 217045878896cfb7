import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Json, openSandboxServer, type SandboxServer } from "./server.js";

let server: SandboxServer;
beforeAll(async () => {
  server = await openSandboxServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const read = (filter: string, more: Json = {}) => ({ operation: "ServiceList", filter, ...more });
const filtered = async (filter: string) => (await server.ok("aiven_read", read(filter)))["result"];

describe("a filter", () => {
  it.each<[string, unknown]>([
    [".services | map(.service_name)", ["demo-pg", "demo-kafka", "demo-valkey"]],
    [".services[].plan", ["startup-4", "business-4", "startup-4"]],
    [".services | length", 3],
    [".services[0].plan", "startup-4"],
    [
      ".services | group_by(.plan) | map({plan: .[0].plan, n: map(.node_count) | add})",
      [
        { plan: "business-4", n: 3 },
        { plan: "startup-4", n: 2 },
      ],
    ],
    ['.services[] | select(.plan == "none")', "nothing"],
    ["empty", "nothing"],
    ["null", "nothing"],
    ["[]", "nothing"],
    ["false", false],
    ["0", 0],
    ["12345678901234567890123", 1.2345678901234568e22],
  ])("%s", async (filter, expected) => {
    expect(await filtered(filter)).toEqual(expected);
  });

  it("keeps integers that a double cannot hold", async () => {
    const { text } = await server.call("aiven_read", read("[9007199254740993, 123]"));
    expect(text).toContain("[9007199254740993,123]");
  });

  it("sees the whole answer, or the named fields, and no secret", async () => {
    const keys = '.services[0] | keys | map(select(. == "service_uri" or . == "plan"))';
    expect(await filtered(keys)).toEqual(["plan", "service_uri"]);
    const named = await server.ok("aiven_read", read(".services[0]", { fields: ["state"] }));
    expect(named).toEqual({ result: { state: "RUNNING" } });
    expect(await filtered('.services[0] | .service_uri, (.users[0].password | split("") | join("-"))')).toEqual([
      "<redacted>",
      "<-r-e-d-a-c-t-e-d->",
    ]);
    const { text } = await server.call("aiven_read", read("[.. | strings] | join(`\\n`)".replaceAll("`", '"')));
    expect(text).not.toContain("AVNS_");
  });

  it("comes before the pages: it goes over all items, and a cursor goes on in what it answers", async () => {
    const call = { operation: "ListProjectClouds", filter: ".clouds | map(.cloud_name) | sort", limit: 60 };
    const first = await server.ok("aiven_read", call);
    const { total, cursor } = first["page"] as Json;
    const second = await server.ok("aiven_read", { ...call, cursor, limit: 1000 });
    const names = [...(first["result"] as string[]), ...(second["result"] as string[])];
    expect(names).toHaveLength(Number(total));
    expect(names).toEqual([...new Set(names)].sort());
    expect(await server.refused("aiven_read", { ...call, filter: ".clouds", cursor })).toMatchObject({
      issues: [{ field: "cursor" }],
    });
  });

  it("is applied to each of several reads", async () => {
    const calls = [{ operation: "ServiceList" }, { operation: "ProjectList" }];
    expect(await server.ok("aiven_read", { calls, filter: "keys" })).toMatchObject({
      results: [{ result: ["services"] }, { result: expect.arrayContaining(["projects"]) }],
    });
  });
});

describe("a filter on fields that are not there", () => {
  it.each<[string, Json]>([
    [
      ".services | map(.stat)",
      { result: "nothing", unknown_fields: { stat: expect.stringMatching(/did you mean state/) } },
    ],
    [".services[] | .name", { result: "nothing", hint: expect.stringMatching(/service_name/) }],
    [
      ".services | map({service_name, planned})",
      { result: [{}, {}, {}], unknown_fields: { planned: expect.any(String) } },
    ],
    [
      ".servces",
      { result: "nothing", unknown_fields: { servces: expect.any(String) }, hint: expect.stringMatching(/services/) },
    ],
  ])("%s tells what there is", async (filter, expected) => {
    expect(await server.ok("aiven_read", read(filter))).toMatchObject(expected);
  });

  it.each([
    ".services | map(.project_vpc_id)",
    ".services | map({name: .service_name, none: null}) | map(.none)",
    '.services | map(select(.state == "NOPE"))',
    '.services[0] | to_entries | map(select(.key == "nope") | .value)',
  ])("%s reads fields that are, so nothing is said of them", async (filter) => {
    expect(await server.ok("aiven_read", read(filter))).not.toHaveProperty("unknown_fields");
  });
});

describe("a filter that does not work", () => {
  it.each<[string, string | RegExp]>([
    [".services[", "jq: syntax error, unexpected end of file at line 1: .services["],
    [".services | map(.plan |)", /^jq: syntax error, unexpected '\)'.* at line 1/],
    // What looks like an option of jq's command line is a program like any other.
    ["--help", "jq: help/0 is not defined at line 1: --help"],
    ["foo", "jq: foo/0 is not defined at line 1: foo"],
    [".services.plan", /Cannot index array with string "plan"/],
    ['"partial", error("late")', /^jq: late$/],
    ["", /not given/],
    ['import "a" as a; 1', /module not found: a/],
  ])("%s is refused with jq's words, the answer's shape and an example that works", async (filter, message) => {
    const { issues, hint } = await server.refused("aiven_read", read(filter));
    expect(issues).toEqual([
      { field: "filter", message: typeof message === "string" ? message : expect.stringMatching(message) },
    ]);
    expect(hint).toMatch(/^The answer is \{services: \[\{.*service_name.*\}\]\}\. A filter for it: /);
    const [, example = ""] = /A filter for it: (.*)$/.exec(String(hint)) ?? [];
    expect(await filtered(example)).toHaveLength(3);
  });

  it.each([
    ["without end", "last(range(1e15))", /^jq: takes longer than 5 s$/],
    ["that answers without end", 'repeat("x" * 100000)', /^jq: answers with more than 8 MiB$/],
    ["that takes all memory", "[range(1e9)]", /^jq: (needs more than 128 MiB|takes longer than 5 s)/],
    ["too deep", "def f: [f]; f", /^jq: (needs more than 128 MiB of memory, or goes too deep|takes longer than 5 s)$/],
  ])("one %s is ended, and the server goes on", async (_, filter, message) => {
    const { issues } = await server.refused("aiven_read", read(filter));
    expect(issues).toEqual([{ field: "filter", message: expect.stringMatching(message) }]);
    expect(await filtered(".services | length")).toBe(3);
  });

  it("many at once wait for their turn", async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => filtered(`.services | length + ${n}`)));
    expect(answers).toEqual(Array.from({ length: 12 }, (_, n) => n + 3));
  });

  it("jq's thread sees neither this machine's environment nor its files", async () => {
    expect(await filtered('env | has("AIVEN_TOKEN"), has("AIVEN_WEB_URL")')).toEqual([false, false]);
    expect(server.stderr()).toBe("");
  });
});
