import { describe, expect, test } from "vitest";
import {
  announce,
  ask,
  certificatesOf,
  create,
  openDataPlane,
  PATIENCE_MS,
  untilRunning,
  uriWith,
  where,
  withoutValkey,
} from "./servers.js";

announce(withoutValkey);

describe.skipIf(withoutValkey)("a Valkey service", { timeout: 2 * PATIENCE_MS }, () => {
  test("accepts connections at its URI with the authority that the API gives out, and keeps its keys", async () => {
    await using api = await openDataPlane();
    using ca = await certificatesOf(api);
    const uri = await create(api, "kv", "valkey");
    expect(await ask(uri, ca, "SET a 7")).toEqual(["+OK", "+OK", "+OK"]);
    await api.ok("ServiceUpdate", { ...where(api, "kv"), powered: false });
    await expect(ask(uri, ca, "GET a")).rejects.toThrow("ECONNREFUSED");
    await api.ok("ServiceUpdate", { ...where(api, "kv"), powered: true });
    expect(await untilRunning(api, "kv")).toBe(uri);
    expect(await ask(uri, ca, "GET a")).toEqual(["+OK", "$1", "7", "+OK"]);
  });

  test("has the users of the API with their rights, and nobody may administer it", async () => {
    await using api = await openDataPlane();
    using ca = await certificatesOf(api);
    const uri = await create(api, "kv", "valkey");
    const access_control = {
      valkey_acl_keys: ["app:*"],
      valkey_acl_categories: ["+@read"],
      valkey_acl_commands: ["+set"],
    };
    const { user } = await api.ok("ServiceUserCreate", { ...where(api, "kv"), username: "app", access_control });
    const app = uriWith(uri, { username: "app", password: user.password });
    const answers = await ask(app, ca, "SET app:1 x", "SET other x", "DEL app:1");
    expect(answers).toEqual([
      "+OK",
      "+OK",
      expect.stringMatching(/^-NOPERM/),
      expect.stringMatching(/^-NOPERM/),
      "+OK",
    ]);
    expect((await ask(uri, ca, "CONFIG GET dir"))[1]).toMatch(/^-NOPERM/);

    await api.ok("ServiceUserCredentialsReset", { ...where(api, "kv"), service_username: "app" });
    expect((await ask(app, ca, "PING"))[0]).toMatch(/^-WRONGPASS/);
    await api.ok("ServiceUserDelete", { ...where(api, "kv"), service_username: "app" });
    expect((await ask(app, ca, "PING"))[0]).toMatch(/^-WRONGPASS/);
  });
});
