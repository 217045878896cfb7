import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import type * as Library from "../../../../src/tools/configuration/index.js";
import { sandboxDoor } from "../doors.js";

/** As it is published. */
const library: typeof Library = createRequire(import.meta.url)("../../../../dist/aiven-mcp/configuration.js");
const { describeConfiguration, planConfiguration, validateConfiguration } = library;

describe("configurations as a library", () => {
  it("are described", async () => {
    expect(await describeConfiguration("pg", "pg.jit")).toMatchObject({ path: "pg.jit", type: "boolean" });
    await expect(describeConfiguration("pgg")).rejects.toMatchObject({ issues: [{ nearest: "pg" }] });
  });

  it("are validated, as new or as a change", async () => {
    const { problems } = await validateConfiguration("pg", { work_mem: "1GB", ip_filter: ["300.0.0.0"] });
    expect(problems).toMatchObject([{ field: "work_mem", nearest: "1024" }, { field: "ip_filter[0]" }]);
    expect(await validateConfiguration("pg", { admin_username: "boss" })).toMatchObject({ problems: [] });
    expect(await validateConfiguration("pg", { admin_username: "boss" }, {})).toMatchObject({
      problems: [{ field: "admin_username" }],
    });
    expect(await validateConfiguration("endpoint:datadog", {})).toMatchObject({
      problems: [{ field: "datadog_api_key" }],
    });
  });

  it("are planned, and the plan is a call to make", async () => {
    const { client, project } = await sandboxDoor();
    const name = { project, service_name: "demo-pg" };
    const wanted = { set: { work_mem: 16 }, remove: { ip_filter: "::/0" } };
    const { call, changes, warnings, approve } = await planConfiguration(client, name, wanted);
    expect(changes).toMatchObject([
      { path: "work_mem", after: 16 },
      { path: "ip_filter", flags: ["lock-out"] },
    ]);
    expect([String(warnings), String(approve)]).toEqual([
      expect.stringMatching(/locks out ::/),
      expect.stringMatching(/locked out/),
    ]);
    await client.callAny(call?.operation ?? "", call?.input ?? {});
    expect(await planConfiguration(client, name, { set: wanted.set })).toMatchObject({ call: undefined });
  });
});
