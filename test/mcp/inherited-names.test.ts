import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openSandboxServer } from "./server.js";

let server: Awaited<ReturnType<typeof openSandboxServer>>;
beforeAll(async () => {
  server = await openSandboxServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const NAMES = ["__proto__", "constructor", "toString"];
const PG = { service_name: "demo-pg" };

afterEach(() => {
  expect("polluted" in {}, "what every object inherits has changed").toBe(false);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

describe("a name that every object has", () => {
  it.each(NAMES)("%s is no parameter of a configuration, and the server goes on", async (name) => {
    // Of JSON, zod's records leave out the name itself.
    const bare = name === "__proto__" ? [] : [name];
    for (const path of [...bare, `${name}.polluted`, `pg.${name}`, `pg.${name}.polluted`, `ip_filter.${name}`]) {
      for (const part of ["set", "add", "remove"]) {
        const refused = await server.refused("aiven_configure", { ...PG, [part]: JSON.parse(`{"${path}":"yes"}`) });
        expect(refused, `${part} ${path}`).toMatchObject({ error: "InputError" });
      }
      expect(await server.refused("aiven_configure", { ...PG, unset: [path] })).toMatchObject({ error: "InputError" });
    }
    expect(await server.ok("aiven_configure", { ...PG, set: { "pg.jit": false }, dry_run: true })).toMatchObject({
      dry_run: true,
    });
  });

  it.each(NAMES)("%s inside of a value is refused where it stands", async (name) => {
    const refused = await server.refused("aiven_configure", { ...PG, set: { pg: JSON.parse(`{"${name}":{"a":1}}`) } });
    expect(JSON.stringify(refused["issues"])).toContain(name);
  });

  it.each(NAMES)("%s is no type, and no parameter to describe", async (name) => {
    for (const service_type of [name, `${name}:pg`, `endpoint:${name}`]) {
      expect(await server.refused("aiven_describe", { service_type })).toMatchObject({ error: "InputError" });
    }
    for (const config of [name, `pg.${name}`]) {
      expect(await server.ok("aiven_describe", { service_type: "pg", config })).not.toHaveProperty("path");
    }
    const input = { service_name: "x", service_type: name, plan: "startup-4", cloud: "google-europe-west1" };
    const { isError, text } = await server.call("aiven_write", { operation: "ServiceCreate", input });
    expect(isError).toBe(true);
    expect(text).not.toMatch(/InternalError/);
  });
});
