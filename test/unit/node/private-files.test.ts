import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix, win32 } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { furtherReaders, nameProblem, writePrivately } from "../../../src/node/private-files.js";
import { rejection } from "../../fake-world.js";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "aiven-private-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe("the name of a file inside of a folder", () => {
  it.each(["orders.env", "my-pg.ca.pem", "X.ENV", "a..b", "console.env", "com.env", "com10.env", "nullable.env"])(
    "may be %s everywhere",
    (name) => {
      expect([nameProblem(name, posix), nameProblem(name, win32)]).toEqual([undefined, undefined]);
    },
  );

  it.each([
    ...["../x.env", "a/b.env", "/etc/x.env", "", ".", "..", ".env", "x y.env", "x\n.env", "é.env"],
    ...[
      "..\\x.env",
      "a\\b.env",
      "C:x.env",
      "C:\\x.env",
      "\\\\server\\share\\x.env",
      "\\\\?\\C:\\x.env",
      "x.env:stream",
    ],
  ])("is nowhere %j", (name) => {
    for (const path of [posix, win32]) expect(nameProblem(name, path)).toMatch(/is no plain file name/);
  });

  it.each(["con", "CON.env", "nul.env", "Aux.ca.pem", "prn.", "com1", "LPT9.env"])(
    "is on Windows no device: %s",
    (name) => {
      expect(nameProblem(name, win32)).toMatch(/is a device on Windows/);
      expect(nameProblem(name, posix)).toBeUndefined();
    },
  );

  it("does not end in what Windows drops, which would be another file", () => {
    expect(nameProblem("x.env.", win32)).toMatch(/ends in a dot/);
    expect(nameProblem("x.env.", posix)).toBeUndefined();
  });

  it.each([posix, win32])("leads to that folder and nowhere else", (path) => {
    const folder = path.resolve("/home/me/secrets");
    const names = ["orders.env", "a..b", "x..", "C.env", "-", "con", "..", "a/b", "a\\b", "D:x"];
    for (const name of names.filter((name) => nameProblem(name, path) === undefined)) {
      expect(path.relative(folder, path.resolve(folder, name))).toBe(name);
    }
  });
});

describe("files for their owner only", () => {
  it("are written with that mode, where there are modes", async () => {
    const folder = newFolder();
    const [path = ""] = await writePrivately(folder, { "x.env": "A=1\n" });
    expect(readFileSync(path, "utf8")).toBe("A=1\n");
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("are told to be readable for others on Windows, which knows no modes", () => {
    expect(furtherReaders(win32)).toMatch(/may read their folder/);
    expect(furtherReaders(posix)).toBeUndefined();
  });

  it("take the place of nothing, neither of a link to nowhere, and are written all or not at all", async () => {
    const folder = newFolder();
    symlinkSync(join(folder, "nowhere"), join(folder, "x.ca.pem"));
    expect(await rejection(writePrivately(folder, { "x.env": "A=1\n", "x.ca.pem": "" }))).toMatchObject({
      issues: [{ field: "file", message: expect.stringMatching(/^x\.ca\.pem is there already/) }],
    });
    expect(readdirSync(folder)).toEqual(["x.ca.pem"]);
  });
});
