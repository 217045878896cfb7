import { describe, expect, it } from "vitest";
import { readAssignments } from "../../src/cli/configure.js";
import { InputError } from "../../src/core/errors.js";
import { runCli } from "../child.js";
import { REFUSED_UPGRADE } from "../mcp/configuring-cases.js";
import { openSandbox } from "../sandbox/api.js";

describe("assignments", () => {
  it("are texts; a list grows and shrinks", () => {
    const given = ["pg.jit=true", "timezone=Europe/Riga", "ip_filter+=10.0.0.0/8", "ip_filter+=::1", "a.b-=x=y", "c="];
    expect(readAssignments(given)).toEqual({
      set: { "pg.jit": "true", timezone: "Europe/Riga" },
      unset: ["c"],
      add: { ip_filter: ["10.0.0.0/8", "::1"] },
      remove: { "a.b": ["x=y"] },
      asText: true,
    });
  });

  it.each(["__proto__", "__proto__.polluted", "constructor", "toString"])(
    "take %s for a path like any other",
    (path) => {
      const { set, add } = readAssignments([`${path}=1`, `${path}+=2`]);
      expect(Object.entries(set ?? {})).toEqual([[path, "1"]]);
      expect(Object.entries(add ?? {})).toEqual([[path, ["2"]]]);
      expect("polluted" in {}).toBe(false);
    },
  );

  it("that are none are refused with how they are written", () => {
    expect(() => readAssignments(["pg.jit"])).toThrow(InputError);
  });
});

describe("configure", () => {
  it("shows, changes, and asks for the name before it takes something away", async () => {
    await using api = await openSandbox({ speed: "instant" });
    const { sandbox, project } = api;
    const env = { AIVEN_WEB_URL: sandbox.url, AIVEN_TOKEN: sandbox.token, AIVEN_PROJECT: project };
    const run = async (...args: string[]) => {
      const { code, stdout, stderr } = await runCli(["configure", "demo-pg", ...args, "--json"], env);
      return { code, stderr, answer: stdout === "" ? undefined : JSON.parse(stdout) };
    };
    expect(await run("pg.jit=false", "--dry-run")).toMatchObject({
      code: 0,
      answer: { changed: false, would_send: { pg: { jit: false } } },
    });
    expect(await run("pg.jit=false", "--wait")).toMatchObject({ answer: { changed: true, now: { "pg.jit": false } } });
    const narrow = "ip_filter-=0.0.0.0/0";
    expect(await run(narrow)).toMatchObject({ code: 2, stderr: expect.stringContaining('must be "demo-pg"') });
    expect(await run(narrow, "--confirm", "demo-pg")).toMatchObject({ answer: { now: { ip_filter: ["::/0"] } } });
    expect(await run("pg.jitt=true")).toMatchObject({ code: 2, stderr: expect.stringContaining("pg.jit") });
    // Five processes, one after the other.
  }, 60_000);

  it("refuses an upgrade that the API's check refuses", async () => {
    const { service, set, says } = REFUSED_UPGRADE;
    const change = `valkey_version=${set.valkey_version}`;
    const { code, stderr } = await runCli(["configure", service, change, "--confirm", service]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(says) });
  });

  it("shows what a change does before it is confirmed, and why it has to be", async () => {
    const { code, stderr } = await runCli(["configure", "demo-pg", "ip_filter=10.0.0.0/8"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/"flags":\["lock-out"\].*locks out 0\.0\.0\.0\/0/s);
    const { stdout } = await runCli(["configure", "demo-pg", "ip_filter=10.0.0.0/8", "--dry-run", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ needs_approval: [expect.stringMatching(/locked out/)] });
  });

  it("reads what was typed by the types of the parameters", async () => {
    const changes = ["pg_version=18", "work_mem=16", "ip_filter+=[10.0.0.0/8]"];
    const { code, stdout } = await runCli(["configure", "demo-pg", ...changes, "--dry-run", "--json"]);
    expect(code).toBe(0);
    const ip_filter = ["0.0.0.0/0", "::/0", "10.0.0.0/8"];
    expect(JSON.parse(stdout)).toMatchObject({ would_send: { pg_version: "18", work_mem: 16, ip_filter } });
  });
});

describe("describe", () => {
  it.each([
    [["pg", "--config", "autovacuum workers"], /pg\.autovacuum_max_workers/],
    [["grafana"], /smtp_server/],
    [["endpoint:datadog", "--config", "datadog_api_key"], /secret/],
  ])("%j tells of a configuration, without an account", async (args, expected) => {
    const { code, stdout } = await runCli(["describe", ...args, "--json"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(expected);
  });
});
