import { join, posix, win32 } from "node:path";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../../src/core/errors.js";
import { configDirectory, findBaseUrl, findCredential } from "../../../src/node/credentials.js";
import { homeWith, thrownBy } from "./config-files.js";

const AVN = ".config/aiven/aiven-credentials.json";
const AVN_FILE = { [AVN]: { auth_token: "from-avn", user_email: "a@b.c" } };

describe("findCredential", () => {
  it.each([
    ["the explicit one", "explicit", { AIVEN_TOKEN: "a", AIVEN_AUTH_TOKEN: "b" }, "explicit", "option"],
    ["AIVEN_TOKEN", undefined, { AIVEN_TOKEN: "a", AIVEN_AUTH_TOKEN: "b" }, "a", "AIVEN_TOKEN"],
    ["AIVEN_AUTH_TOKEN", undefined, { AIVEN_AUTH_TOKEN: "b" }, "b", "AIVEN_AUTH_TOKEN"],
    [
      "AIVEN_AUTH_TOKEN where AIVEN_TOKEN is blank",
      undefined,
      { AIVEN_TOKEN: "  ", AIVEN_AUTH_TOKEN: "b" },
      "b",
      "AIVEN_AUTH_TOKEN",
    ],
    ["a variable without the line break around it", undefined, { AIVEN_TOKEN: " a\n" }, "a", "AIVEN_TOKEN"],
    ["the explicit one without the line break around it", "x\n", {}, "x", "option"],
    ["a variable where the explicit one is blank", " ", { AIVEN_TOKEN: "a" }, "a", "AIVEN_TOKEN"],
  ])("takes %s", (_, explicit, env, token, source) => {
    const HOME = homeWith(AVN_FILE);
    expect(findCredential(explicit, { HOME, ...env })).toEqual({ token, source });
  });

  it("takes what avn left in the home directory, last of all", () => {
    const HOME = homeWith(AVN_FILE);
    expect(findCredential(undefined, { HOME })).toEqual({ token: "from-avn", source: join(HOME, AVN) });
  });

  it("looks where avn is told to keep its files", () => {
    const HOME = homeWith({ ...AVN_FILE, "elsewhere/aiven-credentials.json": { auth_token: "moved" } });
    const AIVEN_CONFIG_DIR = join(HOME, "elsewhere");
    expect(findCredential(undefined, { HOME, AIVEN_CONFIG_DIR })?.token).toBe("moved");
  });

  it("reads the file that is named, rather than the one in its place", () => {
    const HOME = homeWith({ ...AVN_FILE, "my.json": { auth_token: "named" } });
    const AIVEN_CREDENTIALS_FILE = join(HOME, "my.json");
    expect(findCredential(undefined, { HOME, AIVEN_CREDENTIALS_FILE })).toEqual({
      token: "named",
      source: AIVEN_CREDENTIALS_FILE,
    });
  });

  it("takes empty variables for unset ones, as clients pass them on", () => {
    const HOME = homeWith(AVN_FILE);
    const env = { HOME, AIVEN_TOKEN: "", AIVEN_AUTH_TOKEN: "", AIVEN_CONFIG_DIR: "", AIVEN_CREDENTIALS_FILE: "" };
    expect(findCredential("", env)?.token).toBe("from-avn");
  });

  it.each([
    ["there is no file", {}],
    ["the file holds no token", { [AVN]: { user_email: "a@b.c" } }],
    ["the token is empty", { [AVN]: { auth_token: "" } }],
    ["the token is no text", { [AVN]: { auth_token: 5 } }],
    ["a directory is in the file's place", { [`${AVN}/x`]: "" }],
  ])("finds none when %s", (_, files) => {
    expect(findCredential(undefined, { HOME: homeWith(files) })).toBeUndefined();
  });

  it("reads a file with the mark that editors of Windows put before it", () => {
    const HOME = homeWith({ [AVN]: `\uFEFF${JSON.stringify(AVN_FILE[AVN])}` });
    expect(findCredential(undefined, { HOME })?.token).toBe("from-avn");
  });

  it("complains of a named file that cannot be read", () => {
    const AIVEN_CREDENTIALS_FILE = join(homeWith(), "nope.json");
    const error = thrownBy(() => findCredential(undefined, { AIVEN_CREDENTIALS_FILE }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      message: expect.stringContaining("nope.json"),
      hint: expect.stringContaining("AIVEN_CREDENTIALS_FILE"),
    });
  });

  it("complains of a named directory", () => {
    const AIVEN_CREDENTIALS_FILE = homeWith();
    expect(thrownBy(() => findCredential(undefined, { AIVEN_CREDENTIALS_FILE }))).toBeInstanceOf(ConfigError);
  });

  it.each(['{"auth_token": "s3cr3t"', "s3cr3t", "null", ""])(
    "complains of a file that is not JSON, without quoting it: %s",
    (content) => {
      const error = thrownBy(() => findCredential(undefined, { HOME: homeWith({ [AVN]: content }) }));
      expect(error).toBeInstanceOf(ConfigError);
      expect(inspect(error, { depth: 9 })).not.toContain("s3cr3t");
    },
  );
});

describe("configDirectory", () => {
  it.each([
    [{ AIVEN_CONFIG_DIR: "/etc/aiven", HOME: "/home/me" }, "/etc/aiven"],
    [{ HOME: "/home/me" }, "/home/me/.config/aiven"],
    [{ HOME: "/home/me", AIVEN_CONFIG_DIR: "" }, "/home/me/.config/aiven"],
  ])("%j: %s", (env, directory) => {
    expect(configDirectory(env)).toBe(directory);
  });

  it.each([
    [{ USERPROFILE: "C:\\Users\\me" }, "C:\\Users\\me\\.config\\aiven"],
    // As Git's shell sets it, or an administrator.
    [{ USERPROFILE: "C:\\Users\\me", HOME: "/c/Users/me" }, "C:\\Users\\me\\.config\\aiven"],
    [{ USERPROFILE: "\\\\server\\homes\\me" }, "\\\\server\\homes\\me\\.config\\aiven"],
    [{ USERPROFILE: "C:\\Users\\me", AIVEN_CONFIG_DIR: "D:/aiven" }, "D:/aiven"],
  ])("%j on Windows: %s", (env, directory) => {
    expect(configDirectory(env, win32)).toBe(directory);
  });

  it("does not look into the profile of Windows elsewhere", () => {
    expect(configDirectory({ USERPROFILE: "C:\\Users\\me", HOME: "/home/me" }, posix)).toBe("/home/me/.config/aiven");
  });

  it("asks the system where there is no HOME, and never falls back to the working directory", () => {
    expect(configDirectory({})).toMatch(/^\/.+\.config\/aiven$/);
    expect(configDirectory({ HOME: "" })).toMatch(/^\/.+\.config\/aiven$/);
  });
});

describe("findBaseUrl", () => {
  it.each([
    [undefined, undefined],
    ["", undefined],
    ["  ", undefined],
    ["https://api.aiven.io", "https://api.aiven.io"],
    ["https://api.aiven.io/", "https://api.aiven.io"],
    ["https://api.aiven.io/v1", "https://api.aiven.io"],
    ["https://api.aiven.io/v1/", "https://api.aiven.io"],
    [" http://127.0.0.1:8080 ", "http://127.0.0.1:8080"],
    ["https://proxy.corp/aiven/v1", "https://proxy.corp/aiven"],
    ["https://proxy.corp/v1beta", "https://proxy.corp/v1beta"],
    ["HTTPS://api.aiven.io", "HTTPS://api.aiven.io"],
  ])("reads %j as %j", (value, expected) => {
    expect(findBaseUrl({ AIVEN_WEB_URL: value })).toBe(expected);
  });

  it.each(["api.aiven.io", "localhost:8080", "ftp://api.aiven.io", "file:///etc/passwd", "https://", "nonsense"])(
    "refuses %s",
    (value) => {
      const error = thrownBy(() => findBaseUrl({ AIVEN_WEB_URL: value }));
      expect(error).toBeInstanceOf(ConfigError);
      expect(error).toMatchObject({ message: expect.stringContaining("AIVEN_WEB_URL") });
    },
  );

  it("quotes no password that stands in the URL", () => {
    const error = thrownBy(() => findBaseUrl({ AIVEN_WEB_URL: "ftp://me:s3cr3t@host" }));
    expect(inspect(error)).not.toContain("s3cr3t");
  });
});
