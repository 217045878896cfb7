import { describe, expect, it } from "vitest";
import { BUILT_VERSION, outcomeOf, runCli, spawnCli } from "../child.js";
import { openServer } from "../mcp/server.js";

type Row = Record<string, unknown>;

/** Runs a command that has to succeed, and reads the JSON of its only line. */
async function jsonOf(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await runCli([...args, "--json"]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  return JSON.parse(stdout);
}

const COMMANDS = [
  "sandbox",
  "operations",
  "search",
  "describe",
  "configure",
  "call",
  "sql",
  "connect",
  "tools",
  "doctor",
];

describe("output that nobody reads to its end", () => {
  it("is no failure", async () => {
    const child = spawnCli(["operations", "--json"]);
    child.stdout.destroy();
    const { code, stderr } = await outcomeOf(child);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

describe("--help", () => {
  it("lists every command and the options of the server", async () => {
    const { code, stdout, stderr } = await runCli(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const word of [...COMMANDS, "--mode", "--project", "--profile", "--no-sandbox", "--version"]) {
      expect(stdout).toContain(word);
    }
  });

  it.each(["serve", ...COMMANDS])("of %s shows how it is used and does nothing", async (command) => {
    const { code, stdout, stderr } = await runCli([command, "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("Usage:");
    expect(stdout).not.toMatch(/--no-sandbox.*default/);
    const { stdout: all } = await runCli(["--help"]);
    const [, purpose = ""] = all.match(new RegExp(`^  ${command}.*?  (\\S.*)$`, "m")) ?? [];
    expect(stdout).toContain(command === "serve" ? "Serve MCP over stdio" : `\n${purpose}\n`);
  });

  it("--version is the version alone", async () => {
    expect(await runCli(["--version"])).toEqual({ code: 0, signal: null, stdout: `${BUILT_VERSION}\n`, stderr: "" });
  });
});

describe("options of HTTP", () => {
  it.each([
    ["--port", "3000"],
    ["--public-url", "https://a.example"],
    ["--max-calls-each", "2"],
  ])("%s is refused where nothing is served over it", async (option, value) => {
    const { code, stderr } = await runCli([option, value]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining(`${option} is for serving over HTTP`),
    });
  });
});

describe("operations", () => {
  it("are all there, each once, with their facts", async () => {
    const rows = (await jsonOf("operations")) as Row[];
    expect(rows.length).toBeGreaterThanOrEqual(464);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    for (const row of rows) {
      expect(row).toEqual({
        id: expect.stringMatching(/^[A-Z]\w+$/),
        family: expect.stringMatching(/^[a-z]+$/),
        method: expect.stringMatching(/^(GET|POST|PUT|PATCH|DELETE)$/),
        path: expect.stringMatching(/^\/v\d/),
        title: expect.stringMatching(/\S/),
        summary: expect.stringMatching(/\S/),
        risk: expect.stringMatching(/^(read|read-secret|write|destructive)$/),
        deprecated: expect.any(Boolean),
        experimental: expect.any(Boolean),
        async: expect.any(Boolean),
      });
    }
  });

  it("are a line each for a person", async () => {
    const [rows, { stdout }] = [(await jsonOf("operations")) as Row[], await runCli(["operations"])];
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => line.split(/\s/, 1)[0])).toEqual(rows.map(({ id }) => id));
  });
});

describe("search and describe", () => {
  it("find an operation from words, with or without quotes, as many as asked for", async () => {
    const hits = (await jsonOf("search", "create", "kafka", "topic", "--limit", "3")) as Row[];
    expect(hits).toHaveLength(3);
    expect(hits[0]).toMatchObject({ id: "ServiceKafkaTopicCreate" });
    expect(await jsonOf("search", "create kafka topic", "--limit", "3")).toEqual(hits);
    const { stdout } = await runCli(["search", "create", "kafka", "topic"]);
    expect(stdout).toMatch(/^ServiceKafkaTopicCreate {2,}\S/);
    expect(stdout.trimEnd().split("\n")).toHaveLength(8);
  });

  it("say so when nothing fits", async () => {
    expect(await jsonOf("search", "qqqq")).toEqual([]);
    expect(await runCli(["search", "qqqq"])).toMatchObject({ code: 0, stdout: "Nothing fits. Try other words.\n" });
  });

  it("show an operation's fields, as one line or indented", async () => {
    const described = await jsonOf("describe", "ServiceGet");
    expect(described).toMatchObject({ operation: "ServiceGet", tool: "aiven_read", risk: "read" });
    const { stdout } = await runCli(["describe", "ServiceGet"]);
    expect(JSON.parse(stdout)).toEqual(described);
    expect(stdout.split("\n").length).toBeGreaterThan(10);
  });
});

describe("tools", () => {
  it.each([
    ["as usual", [], {}],
    ["in read-only mode", ["--mode", "read-only"], { AIVEN_MODE: "read-only" }],
    ["for one project", ["--project", "demo"], { AIVEN_PROJECT: "demo" }],
    ["for several projects", ["--project", "demo,other"], { AIVEN_PROJECT: "demo,other" }],
  ])("are what the server publishes, %s", async (_, flags, variables) => {
    await using byFlags = await openServer({}, flags);
    await using byVariables = await openServer(variables);
    const tools = await byFlags.tools();
    expect(await jsonOf("tools", ...flags)).toEqual(tools);
    expect(await byVariables.tools()).toEqual(tools);
    const { stdout } = await runCli(["tools"], variables);
    expect(stdout.match(/^aiven_\w+/gm)).toEqual(tools.map(({ name }) => name));
  });
});

describe("what cannot be understood", () => {
  it.each([
    [["opertions"], /^InputError: opertions is not a command \(did you mean operations\?\); allowed: .*doctor/],
    [["operations", "--jsn"], /--jsn is not an option here \(did you mean --json\?\); allowed: --json/],
    [["--mod", "write"], /--mod is not an option here \(did you mean --mode\?\)/],
    [["--no-sandbx"], /is not an option here \(did you mean --(no-)?sandbox\?\)/],
    [["search"], /missing required args for command `search/],
    [["describe"], /missing required args/],
    [["describe", "ServicGet"], /"ServicGet" is not an operation \(did you mean ServiceGet\?\)/],
    [["call", "ServicGet"], /"ServicGet" is not an operation \(did you mean ServiceGet\?\)/],
    [["call", "ServiceGet", "{}", "more"], /Unused args: `more`/],
    [["call", "ServiceGet", "--confirm"], /option `--confirm <name>` value is missing/],
    [["search", "topic", "--limit", "many"], /--limit must be a whole number from 1/],
    [["search", "topic", "--limit", "0"], /--limit must be a whole number from 1/],
    [["sandbox", "--speed", "fas"], /--speed has no "fas" \(did you mean fast\?\); allowed: instant, fast, real/],
    [["sandbox", "--port", "abc"], /--port must be a number from 0 to 65535/],
    [["sandbox", "--port", "65536"], /--port must be a number from 0 to 65535/],
  ])("%j is told with what is allowed, by code 2", async (args, expected) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(expected);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
