import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startSandbox } from "../../src/sandbox/index.js";
import { outcomeOf, runCli, spawnCli } from "../child.js";
import { serveApi, silence } from "../server/api-server.js";
import { messagesOf, openRawServer } from "./raw-server.js";
import type { Json } from "./server.js";

const TOKEN = "AVNS_canary-t0ken-of-the-tests";
const WAIT_LONG = { for: "service-off", input: { service_name: "demo-pg" }, timeout_s: 600 };

describe("stdout", () => {
  it.each([
    ["as usual", {}],
    ["with every debug variable", { DEBUG: "*", NODE_DEBUG: "http,net,tls,undici,module,timer", LOG_LEVEL: "debug" }],
    ["with warnings of Node", { NODE_OPTIONS: "--trace-warnings --trace-deprecation" }],
  ])("carries JSON-RPC and nothing else, %s", async (_, variables) => {
    const server = openRawServer(variables);
    server.write("this is not JSON");
    server.write('{"jsonrpc": "2.0", "id": 99}');
    await server.initialize();
    expect((await server.request("no/such/method")).error).toMatchObject({ code: -32601 });
    await server.request("tools/call", { name: "aiven_overview", arguments: {} });
    await server.request("tools/call", { name: "aiven_read", arguments: { operation: "Nonsense" } });
    await server.request("tools/call", { name: "nonsense" });
    await server.request("tools/call", { arguments: {} });
    server.end();
    const { stdout, code } = await server.outcome;
    expect(messagesOf(stdout).length).toBeGreaterThanOrEqual(6);
    expect(code).toBe(0);
  });

  it("holds a text with line breaks and foreign letters in one line", async () => {
    const server = openRawServer();
    await server.initialize();
    const query = "überwachung\n\u2028\r\nカフカ";
    const { result } = await server.request("tools/call", { name: "aiven_read", arguments: { operation: query } });
    expect(JSON.stringify(result)).toContain("カフカ");
    server.end();
    messagesOf((await server.outcome).stdout);
  });
});

/** Tells at the end which files of the package were loaded. */
const TELL_LOADED = "process.on('exit', () => process.stderr.write(Object.keys(require.cache).join('\\n')))";

describe("the start", () => {
  it("loads nothing of configurations, which the first question about one does", async () => {
    const folder = await mkdtemp(join(tmpdir(), "loaded-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const hook = join(folder, "hook.cjs");
    await writeFile(hook, TELL_LOADED);
    const loadedBy = async (...calls: Json[]) => {
      const server = openRawServer({ AIVEN_TOKEN: TOKEN, NODE_OPTIONS: `--require ${hook}` });
      await server.initialize();
      await server.request("tools/list");
      for (const call of calls) await server.request("tools/call", call);
      server.end();
      const files = (await server.outcome).stderr.split("\n").filter((path) => path.includes("aiven-mcp"));
      const texts = await Promise.all(files.map((path) => readFile(path, "utf8")));
      return texts.filter((text) => /autovacuum_max_workers/.test(text)).length;
    };
    expect(await loadedBy()).toBe(0);
    const question = { name: "aiven_describe", arguments: { service_type: "pg", config: "pg.jit" } };
    expect(await loadedBy(question)).toBeGreaterThan(0);
  });
});

describe("a token", () => {
  it("is nowhere in what the server says, whatever goes wrong", async () => {
    const api = await serveApi([
      (response, { headers }) => {
        const message = `bad credential ${headers.authorization}`;
        response.writeHead(401, { "content-type": "application/json" }).end(JSON.stringify({ message }));
      },
    ]);
    const server = openRawServer({ AIVEN_TOKEN: TOKEN, AIVEN_WEB_URL: api.url, DEBUG: "*" });
    server.write(`{"token": "${TOKEN}", not JSON`);
    await server.initialize();
    await server.request("tools/call", { name: "aiven_overview", arguments: {} });
    server.end();
    const { stdout, stderr } = await server.outcome;
    expect(api.requests[0]?.headers.authorization).toBe(`aivenv1 ${TOKEN}`);
    expect(stdout).toContain("bad credential");
    expect(stdout + stderr).not.toContain(TOKEN);
  });

  it("that no header can carry is an error of each call that tells what to do", async () => {
    const server = openRawServer({ AIVEN_TOKEN: "with blank inside" });
    await server.initialize();
    const { result } = await server.request("tools/call", { name: "aiven_overview", arguments: {} });
    expect(result).toMatchObject({ isError: true });
    expect(JSON.stringify(result)).toContain("Copy it again");
    expect(JSON.stringify(result)).not.toContain("with blank inside");
  });
});

describe("the server ends", () => {
  it("with code 0 when its stdin closes before a word was said", async () => {
    const server = openRawServer();
    server.end();
    expect(await server.outcome).toEqual({ code: 0, signal: null, stdout: "", stderr: "" });
  });

  it.each([
    ["its stdin closes", (server: ReturnType<typeof openRawServer>) => server.end()],
    ["it is told to by SIGTERM", (server: ReturnType<typeof openRawServer>) => server.kill("SIGTERM")],
    ["it is told to by SIGINT", (server: ReturnType<typeof openRawServer>) => server.kill("SIGINT")],
  ])("with code 0 in the middle of a long wait on the embedded sandbox when %s", async (_, end) => {
    const server = openRawServer();
    await server.initialize();
    await server.request("tools/call", { name: "aiven_overview", arguments: {} });
    const params = { name: "aiven_wait", arguments: WAIT_LONG, _meta: { progressToken: "p" } };
    server.request("tools/call", params);
    await server.next(({ method }) => method === "notifications/progress");
    end(server);
    expect(await server.outcome).toMatchObject({ code: 0, signal: null, stderr: "" });
  });

  it("when nobody reads its stdout any more", async () => {
    const server = openRawServer();
    await server.initialize();
    await server.request("tools/call", { name: "aiven_overview", arguments: {} });
    server.closeStdout();
    server.notify("notifications/initialized");
    void server.request("tools/list");
    expect(await server.outcome).toMatchObject({ code: 0, signal: null });
  });

  it.each([
    ["aiven_overview", {}],
    ["aiven_service", { service_name: "a" }],
    ["aiven_provision", { service_name: "a", service_type: "pg" }],
  ])("although %s still waits for an answer of the API", async (name, args) => {
    const api = await serveApi([silence]);
    const server = openRawServer({ AIVEN_TOKEN: TOKEN, AIVEN_WEB_URL: api.url, AIVEN_PROJECT: "demo" });
    await server.initialize();
    server.request("tools/call", { name, arguments: args });
    await expect.poll(() => api.requests.length).toBeGreaterThan(0);
    server.end();
    expect(await server.outcome).toMatchObject({ code: 0, signal: null, stderr: "" });
  });
});

describe("without a token", () => {
  it("--no-sandbox refuses to start and tells how to get a token", async () => {
    const outcome = await runCli(["--no-sandbox"]);
    expect(outcome).toMatchObject({ code: 1, stdout: "" });
    expect(outcome.stderr).toMatch(/no Aiven token[\s\S]*console\.aiven\.io[\s\S]*AIVEN_TOKEN/);
  });

  it("--no-sandbox starts where there is one", async () => {
    const sandbox = await startSandbox({ speed: "instant" });
    const child = spawnCli(["--no-sandbox"], { AIVEN_TOKEN: sandbox.token, AIVEN_WEB_URL: sandbox.url });
    child.stdin.end();
    expect(await outcomeOf(child)).toMatchObject({ code: 0, stderr: "" });
    await sandbox.close();
  });

  it("serve is the same command", async () => {
    expect(await runCli(["serve"])).toEqual({ code: 0, signal: null, stdout: "", stderr: "" });
  });

  it.each([
    [{ AIVEN_MODE: "readonly" }, /"readonly" is not a mode \(did you mean read-only\?\)/],
    [{ AIVEN_MAX_USD_PER_HOUR: "much" }, /AIVEN_MAX_USD_PER_HOUR is "much"/],
    [{ AIVEN_WEB_URL: "api.aiven.io" }, /AIVEN_WEB_URL is not an http\(s\) URL/],
    [{ AIVEN_PROFILE: "prod" }, /cannot be read/],
  ])("a setting that cannot be used ends the start: %j", async (variables, expected) => {
    const outcome = await runCli([], variables);
    expect(outcome).toMatchObject({ code: 1, stdout: "" });
    expect(outcome.stderr).toMatch(expected);
  });
});
