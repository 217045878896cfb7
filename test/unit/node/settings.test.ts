import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../../src/core/errors.js";
import { HOW_TO_GET_A_TOKEN, readSettings, readStateKey } from "../../../src/node/settings.js";
import { DEFAULT_POLICY } from "../../../src/tools/policy.js";
import { homeWith, thrownBy } from "./config-files.js";

const CONFIG = ".config/aiven/aiven-mcp.json";

describe("readSettings", () => {
  it("asks for the sandbox and the default policy when nothing is set", () => {
    expect(readSettings({}, { HOME: homeWith() })).toEqual({
      credential: undefined,
      baseUrl: undefined,
      caFile: undefined,
      profile: undefined,
      policy: { ...DEFAULT_POLICY, maxUsdPerHour: undefined },
      confirm: "ask",
      tools: ["default"],
    });
  });

  it("reads everything from the environment", () => {
    const env = {
      HOME: homeWith(),
      AIVEN_TOKEN: "t",
      AIVEN_WEB_URL: "http://127.0.0.1:1/v1",
      AIVEN_CA_CERT: "/ca.pem",
      AIVEN_MODE: "read-only",
      AIVEN_PROJECT: " a, b ,,",
      AIVEN_OPERATIONS: "Service*,!ServiceDelete",
      AIVEN_PROTECT: "*prod*",
      AIVEN_MAX_USD_PER_HOUR: "0.5",
      AIVEN_CONFIRM: "strict",
      AIVEN_TOOLS: "pg, kafka",
    };
    expect(readSettings({}, env)).toMatchObject({
      credential: { token: "t", source: "AIVEN_TOKEN" },
      baseUrl: "http://127.0.0.1:1",
      caFile: "/ca.pem",
      policy: {
        mode: "read-only",
        projects: ["a", "b"],
        operations: ["Service*", "!ServiceDelete"],
        protect: ["*prod*"],
        maxUsdPerHour: 0.5,
      },
      confirm: "strict",
      tools: ["pg", "kafka"],
    });
  });

  it("prefers flags", () => {
    const env = { HOME: homeWith(), AIVEN_TOKEN: "t", AIVEN_MODE: "full", AIVEN_PROJECT: "a" };
    const settings = readSettings({ token: "flag", mode: "read-only", project: "b" }, env);
    expect(settings).toMatchObject({ credential: { token: "flag" }, policy: { mode: "read-only", projects: ["b"] } });
  });

  it("uses the sandbox although there is a token, when it is asked to", () => {
    expect(readSettings({ sandbox: true }, { HOME: homeWith(), AIVEN_TOKEN: "t" }).credential).toBeUndefined();
  });

  it("does not use the sandbox when it is told not to, and says how to get a token", () => {
    const error = thrownBy(() => readSettings({ noSandbox: true }, { HOME: homeWith() }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ hint: HOW_TO_GET_A_TOKEN });
    expect(readSettings({ noSandbox: true }, { HOME: homeWith(), AIVEN_TOKEN: "t" }).credential?.token).toBe("t");
  });

  it.each(["read-only", "write", "full"])("knows the mode %s", (mode) => {
    expect(readSettings({ mode }, { HOME: homeWith() }).policy.mode).toBe(mode);
  });

  it.each([
    ["readonly", /did you mean read-only/],
    ["READ-ONLY", /did you mean read-only/],
    ["writes", /did you mean write/],
    ["admin", /^"admin" is not a mode$/],
  ])("refuses the mode %s instead of falling back to a wider one", (mode, message) => {
    for (const read of [
      () => readSettings({ mode }, { HOME: homeWith() }),
      () => readSettings({}, { HOME: homeWith(), AIVEN_MODE: mode }),
    ]) {
      const error = thrownBy(read);
      expect(error).toBeInstanceOf(ConfigError);
      expect(error).toMatchObject({
        message: expect.stringMatching(message),
        hint: expect.stringContaining("read-only, write, full"),
      });
    }
  });

  it.each(["yes", "STRICT", "form"])("refuses the way to confirm %s instead of falling back to a weaker one", (way) => {
    const error = thrownBy(() => readSettings({}, { HOME: homeWith(), AIVEN_CONFIRM: way }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ hint: "AIVEN_CONFIRM takes one of: ask, typed, strict." });
  });

  it.each(["a lot", "-1", "NaN", "Infinity", "1,5"])("refuses the price limit %s", (amount) => {
    const read = () => readSettings({}, { HOME: homeWith(), AIVEN_MAX_USD_PER_HOUR: amount });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow("AIVEN_MAX_USD_PER_HOUR");
  });

  it("takes a price limit of zero for a limit", () => {
    expect(readSettings({}, { HOME: homeWith(), AIVEN_MAX_USD_PER_HOUR: "0" }).policy.maxUsdPerHour).toBe(0);
  });
});

describe("writing by SQL", () => {
  it("is off unless AIVEN_SQL_WRITE says so, whatever the mode", () => {
    const read = (env: Record<string, string>) => readSettings({}, { HOME: homeWith(), ...env }).policy.sqlWrite;
    expect([{}, { AIVEN_MODE: "full" }, { AIVEN_SQL_WRITE: "0" }, { AIVEN_SQL_WRITE: "1" }].map(read)).toEqual([
      ...[false, false, false],
      true,
    ]);
  });
});

describe("reveal", () => {
  it.each([
    ["1", true],
    ["true", true],
    ["0", false],
    ["", false],
    [undefined, false],
  ])("is read from AIVEN_REVEAL=%s: %s", (AIVEN_REVEAL, reveal) => {
    expect(readSettings({}, { HOME: homeWith(), AIVEN_REVEAL }).policy.reveal).toBe(reveal);
  });

  it("is switched on by a flag, whatever the environment says", () => {
    expect(readSettings({ reveal: true }, { HOME: homeWith(), AIVEN_REVEAL: "0" }).policy.reveal).toBe(true);
  });

  it("takes no other word for yes", () => {
    const read = () => readSettings({}, { HOME: homeWith(), AIVEN_REVEAL: "no" });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow('AIVEN_REVEAL is "no"');
  });
});

describe("a profile", () => {
  const PROFILES = {
    default: "prod",
    profiles: {
      prod: {
        tokenEnv: "PROD_TOKEN",
        webUrl: "https://aiven.corp/v1",
        caFile: "/prod.pem",
        mode: "read-only",
        projects: ["p"],
        operations: ["*List"],
        protect: ["*"],
        maxUsdPerHour: 2,
        reveal: true,
        sqlWrite: true,
        confirm: "typed",
        tools: ["default", "kafka"],
      },
      dev: {},
    },
  };
  const home = (config: unknown = PROFILES) =>
    homeWith({ [CONFIG]: config, "other.json": { profiles: { x: { mode: "full" } } } });

  it("gives what neither a flag nor the environment gives", () => {
    expect(readSettings({}, { HOME: home(), PROD_TOKEN: "t" })).toEqual({
      credential: { token: "t", source: "PROD_TOKEN" },
      baseUrl: "https://aiven.corp",
      caFile: "/prod.pem",
      profile: "prod",
      policy: {
        mode: "read-only",
        projects: ["p"],
        operations: ["*List"],
        protect: ["*"],
        maxUsdPerHour: 2,
        reveal: true,
        sqlWrite: true,
      },
      confirm: "typed",
      tools: ["default", "kafka"],
    });
  });

  it("yields to the environment and to flags", () => {
    const env = { HOME: home(), PROD_TOKEN: "t", AIVEN_MODE: "write", AIVEN_PROJECT: "q", AIVEN_CA_CERT: "/c.pem" };
    expect(readSettings({ token: "flag", project: "r" }, { ...env, AIVEN_REVEAL: "0" })).toMatchObject({
      credential: { token: "flag", source: "option" },
      caFile: "/c.pem",
      policy: { mode: "write", projects: ["r"], reveal: false },
    });
  });

  it("does not yield to empty variables: its rules would be lifted unseen", () => {
    const empty = {
      ...{ AIVEN_MODE: "", AIVEN_PROJECT: "", AIVEN_OPERATIONS: " ", AIVEN_PROTECT: "", AIVEN_MAX_USD_PER_HOUR: "" },
      ...{
        AIVEN_CA_CERT: "",
        AIVEN_WEB_URL: "",
        AIVEN_PROFILE: "",
        AIVEN_MCP_CONFIG: "",
        AIVEN_CONFIRM: "",
        AIVEN_TOOLS: "",
      },
    };
    expect(readSettings({}, { HOME: home(), PROD_TOKEN: "t", ...empty })).toMatchObject({
      baseUrl: "https://aiven.corp",
      caFile: "/prod.pem",
      policy: {
        mode: "read-only",
        projects: ["p"],
        operations: ["*List"],
        protect: ["*"],
        maxUsdPerHour: 2,
        reveal: true,
        sqlWrite: true,
      },
      confirm: "typed",
      tools: ["default", "kafka"],
    });
  });

  it.each([
    ["a flag", { profile: "dev" }, { AIVEN_PROFILE: "prod" }, "dev"],
    ["the environment", {}, { AIVEN_PROFILE: "dev" }, "dev"],
    ["the file's default", {}, {}, "prod"],
  ])("is named by %s", (_, flags, env, name) => {
    expect(readSettings(flags, { HOME: home(), PROD_TOKEN: "t", ...env }).profile).toBe(name);
  });

  it("is read from a file with the mark that editors of Windows put before it", () => {
    const HOME = homeWith({ [CONFIG]: `\uFEFF${JSON.stringify({ profiles: { x: { mode: "full" } } })}` });
    expect(readSettings({ profile: "x" }, { HOME })).toMatchObject({ policy: { mode: "full" } });
  });

  it("is read from the file that is named", () => {
    const HOME = home();
    const env = { HOME, AIVEN_MCP_CONFIG: join(HOME, "other.json"), AIVEN_PROFILE: "x" };
    expect(readSettings({}, env)).toMatchObject({ profile: "x", policy: { mode: "full" } });
  });

  it.each<readonly [string, unknown, object, RegExp]>([
    ["that does not exist", PROFILES, { profile: "prd" }, /no profile "prd" \(did you mean prod\?\)/],
    ["of a name that every object has", PROFILES, { profile: "constructor" }, /constructor/],
    ["whose token is not set", PROFILES, {}, /PROD_TOKEN, which is not set/],
    [
      "with a misspelt rule",
      { profiles: { x: { protct: [] } } },
      { profile: "x" },
      /"protct" is not a setting \(did you mean protect\?\)/,
    ],
    [
      "with a rule of the wrong kind",
      { profiles: { x: { projects: "a" } } },
      { profile: "x" },
      /projects must be a list/,
    ],
    [
      "with a mode that is none",
      { profiles: { x: { mode: "reed-only" } } },
      { profile: "x" },
      /did you mean read-only/,
    ],
    ["with a URL that is none", { profiles: { x: { webUrl: "nonsense" } } }, { profile: "x" }, /webUrl|not an http/],
    ["with a negative price limit", { profiles: { x: { maxUsdPerHour: -1 } } }, { profile: "x" }, /maxUsdPerHour/],
    ["that is no object", { profiles: { x: null } }, { profile: "x" }, /not an object/],
    ["in a file that is not JSON", "{", {}, /not JSON/],
    [
      "whose path has single backslashes, of which JSON makes something else",
      String.raw`{"profiles":{"x":{"caFile":"C:\new\trusted.pem"}}}`,
      { profile: "x" },
      /caFile holds a control character/,
    ],
    [
      "whose path has single backslashes that JSON does not know",
      String.raw`{"profiles":{"x":{"caFile":"C:\work\ca.pem"}}}`,
      { profile: "x" },
      /not JSON/,
    ],
    ["in a file that is null", "null", {}, /not JSON/],
    [
      "that is the default by a misspelt word",
      '{"defualt":"x","profiles":{"x":{}}}',
      {},
      /"defualt" is neither default/,
    ],
  ])("%s is a ConfigError", (_, config, flags, message) => {
    const error = thrownBy(() => readSettings(flags, { HOME: home(config) }));
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toMatch(message);
  });

  it("are in no file where its folder is none", () => {
    expect(readSettings({}, { HOME: homeWith({ ".config": "" }) }).profile).toBeUndefined();
  });

  it("may be in what cannot be read: that is not passed over", () => {
    expect(() => readSettings({}, { HOME: homeWith({ [`${CONFIG}/not-a-file`]: "" }) })).toThrow(/cannot be read$/);
  });

  it("that is named needs its file", () => {
    expect(() => readSettings({ profile: "x" }, { HOME: homeWith() })).toThrow(/cannot be read: there is none/);
    expect(() => readSettings({}, { HOME: homeWith(), AIVEN_MCP_CONFIG: "/nope.json" })).toThrow(ConfigError);
  });
});

describe("readStateKey", () => {
  it("takes a long text, and none where nothing is set", () => {
    expect(readStateKey({ AIVEN_STATE_KEY: "0123456789abcdef" })).toBe("0123456789abcdef");
    expect(readStateKey({})).toBeUndefined();
    expect(readStateKey({ AIVEN_STATE_KEY: "" })).toBeUndefined();
  });

  it("refuses one that could be found by trying, without telling it", () => {
    const refused = thrownBy(() => readStateKey({ AIVEN_STATE_KEY: "hunter2" }));
    expect(refused).toBeInstanceOf(ConfigError);
    expect(String(refused)).toContain("fewer than 16 characters");
    expect(String(refused)).not.toContain("hunter2");
  });
});
