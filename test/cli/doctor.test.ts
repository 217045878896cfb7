import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VARIABLES } from "../../src/cli/variables.js";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.js";
import { runCli, type Variables } from "../child.js";
import { apiError, closedPort, serveApi } from "../server/api-server.js";
import { sourceFiles } from "../source-files.js";

const TOKEN = "canary-t0ken-of-the-tests";

let sandbox: Sandbox;
let variables: Variables;
beforeAll(async () => {
  sandbox = await startSandbox({ speed: "instant" });
  variables = { AIVEN_WEB_URL: sandbox.url, AIVEN_TOKEN: sandbox.token, AIVEN_PROJECT: sandbox.project };
});
afterAll(() => sandbox.close());

describe("doctor", () => {
  const check = (stdout: string, name: string) => {
    const checks = JSON.parse(stdout) as { check: string; ok: boolean; found: string; hint?: string }[];
    return checks.find((row) => row.check === name);
  };

  it("finds all well in the sandbox, and says that it is one", async () => {
    const { code, stdout, stderr } = await runCli(["doctor"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^ok {3}token: none: the embedded sandbox is used\n.*console\.aiven\.io/m);
    expect(stdout).not.toContain("FAIL");
    const json = await runCli(["doctor", "--json"]);
    expect(check(json.stdout, "login")).toMatchObject({ ok: true, found: expect.stringContaining("sandbox user") });
    expect(check(json.stdout, "host")).toMatchObject({ ok: true, found: expect.stringContaining("sandbox") });
  });

  it("tells how far the server is below what clients take, and what makes it too much", async () => {
    const { code, stdout } = await runCli(["doctor", "--json"]);
    expect(code).toBe(0);
    expect(check(stdout, "node")).toMatchObject({ ok: true, found: process.versions.node });
    expect(check(stdout, "clients: tools")).toMatchObject({ ok: true, found: expect.stringMatching(/^11 tools/) });
    expect(check(stdout, "SQL")).toMatchObject({ found: "only reads" });
    expect(check(stdout, "clients: longest call")).toMatchObject({ ok: true, found: expect.stringContaining("50 s") });
    const AIVEN_PROJECT = Array.from({ length: 200 }, (_, n) => `a-project-of-many-${n}`).join(",");
    const many = await runCli(["doctor", "--json"], { AIVEN_PROJECT });
    expect(check(many.stdout, "clients: instructions")).toMatchObject({ ok: false });
  });

  it("tells what to do about too many tools, and about none", async () => {
    const none = await runCli(["doctor", "--tools", "kafka", "--json"], { AIVEN_OPERATIONS: "pg" });
    expect(check(none.stdout, "clients: tools")).toMatchObject({ ok: false, hint: expect.stringContaining("policy") });
    expect(none.stdout).not.toContain("Infinity");
    const { stdout } = await runCli(["doctor", "--tools", "all", "--json"]);
    expect(check(stdout, "clients: tools")).toMatchObject({ ok: false, hint: expect.stringContaining("AIVEN_TOOLS") });
  });

  it("tells variables that are misspelt, and leaves those of others alone", async () => {
    const misspelt = await runCli(["doctor", "--json"], { AIVEN_PROTEC: "*prod*" });
    expect(misspelt.code).toBe(1);
    expect(check(misspelt.stdout, "variables")).toEqual({
      check: "variables",
      ok: false,
      found: "AIVEN_PROTEC is not read",
      hint: "Did you mean AIVEN_PROTECT?",
    });
    const others = await runCli(["doctor", "--json"], { AIVEN_TOKEN_DEV: "t", AIVEN_PASSWORD: "p" });
    expect(check(others.stdout, "variables")).toBeUndefined();
  });

  it("knows every variable that is read", () => {
    const texts = sourceFiles("src")
      .filter(({ path }) => path !== "src/cli/variables.ts" && !path.startsWith("src/n8n/"))
      .map(({ path }) => readFileSync(path, "utf8"));
    const read = new Set(
      texts.flatMap((text) => text.match(/"AIVEN_[A-Z_]+"/g) ?? []).map((name) => name.slice(1, -1)),
    );
    expect([...read].sort()).toEqual([...VARIABLES].sort());
  });

  it("finds who the token is, also where the policy leaves few operations", async () => {
    const { code, stdout } = await runCli(["doctor", "--json"], { ...variables, AIVEN_OPERATIONS: "kafka" });
    expect(code).toBe(0);
    expect(check(stdout, "login")).toMatchObject({ ok: true, found: "demo@example.com" });
    expect(check(stdout, "connection details")).toMatchObject({ found: "are not written" });
  });

  it("refuses patterns that mean no operation, as every command and the server do", async () => {
    const AIVEN_OPERATIONS = "kafka,!ServiceDelet";
    for (const command of [["doctor"], ["serve"], ["tools"], ["call", "UserInfo"]]) {
      const { stderr, stdout } = await runCli(command, { ...variables, AIVEN_OPERATIONS });
      expect({ stdout, stderr }).toEqual({
        stdout: "",
        stderr: expect.stringMatching(/"ServiceDelet" means no operation \(did you mean ServiceDelete\?\)/),
      });
    }
  });

  it("finds who the token is and what it sees", async () => {
    const { code, stdout } = await runCli(["doctor", "--json"], variables);
    expect(code).toBe(0);
    expect(check(stdout, "token")).toMatchObject({ ok: true, found: "from AIVEN_TOKEN" });
    expect(check(stdout, "host")).toMatchObject({ found: sandbox.url });
    expect(check(stdout, "login")).toMatchObject({ ok: true, found: "demo@example.com" });
    expect(check(stdout, "projects")).toMatchObject({ ok: true, found: "1 visible: sandbox-demo" });
    expect(stdout).not.toContain(sandbox.token);
  });

  it("tells what to do about a token that is refused, and does not show it", async () => {
    const api = await serveApi([apiError(401, `Invalid token ${TOKEN}`)]);
    const { code, stdout, stderr } = await runCli(["doctor", "--json"], { AIVEN_TOKEN: TOKEN, AIVEN_WEB_URL: api.url });
    expect(code).toBe(1);
    expect(check(stdout, "login")).toMatchObject({ ok: false, hint: expect.stringContaining("Aiven Console") });
    expect(stdout + stderr).not.toContain(TOKEN);
  });

  it("tells a host that is not reached, and a token that would go in clear", async () => {
    const closed = await closedPort();
    const { code, stdout } = await runCli(["doctor", "--json"], { AIVEN_TOKEN: TOKEN, AIVEN_WEB_URL: closed });
    expect(code).toBe(1);
    expect(check(stdout, "login")).toMatchObject({ ok: false, found: expect.stringContaining("ECONNREFUSED") });
    const clear = {
      AIVEN_TOKEN: TOKEN,
      AIVEN_WEB_URL: "http://aiven.invalid",
      HTTP_PROXY: closed,
      HTTPS_PROXY: closed,
    };
    const outcome = await runCli(["doctor", "--json"], clear);
    expect(check(outcome.stdout, "host")).toMatchObject({ ok: false, hint: expect.stringContaining("https") });
  });

  it("shows a proxy's host and not its password", async () => {
    const proxy = `http://user:${TOKEN}@127.0.0.1:9`;
    const { stdout, stderr } = await runCli(["doctor", "--json"], { HTTPS_PROXY: proxy, NO_PROXY: "127.0.0.1" });
    expect(check(stdout, "proxy")).toMatchObject({ ok: true, found: expect.stringMatching(/^127\.0\.0\.1:9, which/) });
    expect(stdout + stderr).not.toContain(TOKEN);
  });

  it("tells a proxy that nobody answers at by itself, where it is used", async () => {
    const HTTPS_PROXY = await closedPort();
    const used = await runCli(["doctor", "--json"], {
      AIVEN_TOKEN: TOKEN,
      AIVEN_WEB_URL: "https://a.invalid",
      HTTPS_PROXY,
    });
    expect(used.code).toBe(1);
    expect(check(used.stdout, "proxy")).toMatchObject({ ok: false, found: expect.stringContaining("ECONNREFUSED") });
    const passed = await runCli(["doctor", "--json"], { ...variables, HTTPS_PROXY, NO_PROXY: "127.0.0.1" });
    expect(passed.code).toBe(0);
    expect(check(passed.stdout, "proxy")).toMatchObject({ ok: true });
  });

  it("tells why an operation is not available, and what one needs that is", async () => {
    const refused = await runCli(["doctor", "ServiceDelete", "--mode", "read-only", "--json"], variables);
    expect(refused.code).toBe(1);
    expect(check(refused.stdout, "ServiceDelete")).toMatchObject({
      ok: false,
      found: expect.stringContaining("rule mode"),
      hint: "The operator can set AIVEN_MODE=write.",
    });
    const available = await runCli(["doctor", "ServiceDelete", "--json"], variables);
    expect(available.code).toBe(0);
    expect(check(available.stdout, "ServiceDelete")?.found).toMatch(
      /^available; destructive; the token needs one of: /,
    );
    const unknown = await runCli(["doctor", "ServicDelete"], variables);
    expect(unknown).toMatchObject({ code: 2, stdout: "" });
    expect(unknown.stderr).toContain("did you mean ServiceDelete?");
  });

  it("tells a project that the token does not see", async () => {
    const { code, stdout } = await runCli(["doctor", "--json"], {
      ...variables,
      AIVEN_PROJECT: "sandbox-demo,elsewhere",
    });
    expect(code).toBe(1);
    expect(check(stdout, "projects")).toMatchObject({ ok: false, hint: "Not visible to this token: elsewhere." });
  });
});
