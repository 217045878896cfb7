import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { runCli } from "../child.js";
import { openSandboxServer, type SandboxServer } from "./server.js";

const folders: string[] = [];

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "aiven-connect-"));
  folders.push(path);
  return path;
}

afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

async function open(): Promise<{ server: SandboxServer; into: string } & AsyncDisposable> {
  const into = folder();
  const server = await openSandboxServer({ AIVEN_CONNECT_DIR: into });
  return { server, into, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe("aiven_connect", () => {
  it("is there only where the operator named a folder, and writing is allowed", async () => {
    await using none = await openSandboxServer();
    expect((await none.tools()).map(({ name }) => name)).not.toContain("aiven_connect");
    const refused = await none.refused("aiven_connect", { service_name: "demo-pg" });
    expect(refused).toMatchObject({ error: "PolicyError", hint: expect.stringContaining("AIVEN_CONNECT_DIR") });
    await using some = await open();
    expect((await some.server.tools()).map(({ name }) => name)).toContain("aiven_connect");
  });

  it.each([
    [
      "demo-pg",
      "env",
      { PGHOST: /^demo-pg-/, PGUSER: /^avnadmin$/, PGPASSWORD: /^AVNS_/, PGSSLROOTCERT: /^x\.ca\.pem$/ },
    ],
    ["demo-pg", "node-postgres", { PGDATABASE: /^defaultdb$/ }],
    [
      "demo-pg",
      "jdbc",
      { JDBC_URL: /^jdbc:postgresql:\/\/.*sslmode=verify-full&sslrootcert=x\.ca\.pem$/, JDBC_USER: /^avnadmin$/ },
    ],
    [
      "demo-pg",
      "prisma",
      { DATABASE_URL: /^postgresql:\/\/avnadmin:.*sslcert=x\.ca\.pem&sslaccept=strict&sslrootcert=x\.ca\.pem$/ },
    ],
    ["demo-kafka", "kafkajs", { KAFKA_BROKERS: /^demo-kafka-.*:\d+$/, KAFKA_SSL_KEY_FILE: /^x\.key\.pem$/ }],
    ["demo-valkey", "env", { VALKEY_URI: /^valkeys:\/\// }],
  ])(
    "writes what an application needs of %s as %s, for its owner only, and shows none of it",
    async (service_name, form, expected) => {
      await using opened = await open();
      const { server, into } = opened;
      const { text, data } = await server.call("aiven_connect", { service_name, form, file: "x.env" });
      const lines = readFileSync(join(into, "x.env"), "utf8").trimEnd().split("\n");
      const variables = Object.fromEntries(
        lines.map((line) => [line.split("=")[0], line.replace(/^\w+=['"]?|['"]$/g, "")]),
      );
      for (const [name, pattern] of Object.entries<RegExp>(expected)) expect(variables[name]).toMatch(pattern);
      expect(data["variables"]).toEqual(Object.keys(variables));
      for (const name of readdirSync(into)) expect(statSync(join(into, name)).mode & 0o777).toBe(0o600);
      for (const [name, value] of Object.entries(variables)) {
        if (/PASSWORD|URI|DATABASE_URL/.test(name)) expect(text).not.toContain(String(value));
        if (name.endsWith("_FILE") || name === "PGSSLROOTCERT")
          expect(readFileSync(join(into, String(value)), "utf8")).toMatch(/^-----BEGIN/);
      }
    },
  );

  it("overwrites nothing, follows no link, leaves its folder never, and nothing half-done", async () => {
    await using opened = await open();
    const { server, into } = opened;
    writeFileSync(join(into, "mine.env"), "MINE=1\n");
    const outside = join(folder(), "target");
    symlinkSync(outside, join(into, "link.env"));
    writeFileSync(join(into, "half.ca.pem"), "");
    for (const file of ["mine.env", "link.env", "half.env", "../x.env", "/etc/x.env", "a/b.env", "", ".", "..\\x"]) {
      expect(await server.refused("aiven_connect", { service_name: "demo-pg", file })).toMatchObject({
        issues: [{ field: "file" }],
      });
    }
    expect(readFileSync(join(into, "mine.env"), "utf8")).toBe("MINE=1\n");
    expect(existsSync(outside)).toBe(false);
    expect(readdirSync(into).sort()).toEqual(["half.ca.pem", "link.env", "mine.env"]);
  });

  it("refuses a form that does not fit, and to show anything unless the operator allows it", async () => {
    await using opened = await open();
    const { server, into } = opened;
    expect(await server.refused("aiven_connect", { service_name: "demo-pg", form: "kafkajs" })).toMatchObject({
      issues: [{ field: "form", allowed: ["env", "psql", "node-postgres", "jdbc", "prisma"] }],
    });
    expect(await server.refused("aiven_connect", { service_name: "demo-pg", show: true })).toMatchObject({
      error: "PolicyError",
      message: expect.stringContaining("not shown"),
    });
    await using revealing = await openSandboxServer({ AIVEN_CONNECT_DIR: into, AIVEN_REVEAL: "1" });
    const { variables } = await revealing.ok("aiven_connect", { service_name: "demo-pg", show: true });
    expect(variables).toMatchObject({ PGUSER: "avnadmin" });
    expect(readdirSync(into)).toEqual([]);
  });
});

describe("connect", () => {
  it("writes into a folder, and prints names only", async () => {
    await using server = await openSandboxServer();
    const { url, token, project } = server.sandbox;
    const env = { AIVEN_WEB_URL: url, AIVEN_TOKEN: token, AIVEN_PROJECT: project };
    const into = folder();
    const { code, stdout } = await runCli(["connect", "demo-pg", "--form", "psql", "--folder", into, "--json"], env);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ variables: expect.arrayContaining(["PGPASSWORD"]) });
    expect(readdirSync(into).sort()).toEqual(["demo-pg.ca.pem", "demo-pg.env"]);
  });
});
