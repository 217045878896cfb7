import { describe, expect, it } from "vitest";
import { assess } from "../../../src/tools/impact.js";
import { requireOperation } from "../../../src/tools/operation.js";
import { gatesOf } from "../../../src/tools/risk.js";
import { read } from "../../../src/tools/run.js";
import { rejection } from "../../fake-world.js";
import { fakeDoor, sandboxDoor, type TestDoor } from "./doors.js";

function impactOf(door: TestDoor, id: string, input: object) {
  const operation = requireOperation(id);
  const whole = { project: door.project, ...input };
  return assess(door, operation, whole, gatesOf(operation, whole));
}

describe("assess", () => {
  it("tells what goes with a service, read from the real state", async () => {
    const door = await sandboxDoor();
    const impact = await impactOf(door, "ServiceDelete", { service_name: "demo-pg" });
    const { service } = await read(door, "ServiceGet", { service_name: "demo-pg" });
    expect(impact).toMatchObject({
      confirm: "demo-pg",
      target: { project: door.project, service_name: "demo-pg" },
      blockers: [],
    });
    const text = impact.effects.join(" ");
    expect(text).toContain(`A pg service on ${service.plan} in ${service.cloud_name}, ${service.state}`);
    expect(text).toMatch(/\d+ databases?\./);
    expect(text).toMatch(/\d+ users?\./);
    expect(text).toMatch(/Its backups \(\d+\) go with it|It has no backup\./);
    for (const effect of impact.effects) expect(effect).toMatch(/^[A-Z0-9].*\.$/);
  });

  it("counts in the singular and the plural, and names what the service feeds", async () => {
    const service = {
      service_type: "kafka",
      plan: "business-4",
      cloud_name: "c",
      state: "RUNNING",
      create_time: "t",
      databases: [],
      topics: [{}, {}],
      users: [{}],
      connection_pools: [],
      service_integrations: [
        { source_service: "s", dest_service: "sink", integration_type: "logs" },
        { source_service: "s", dest_endpoint: "datadog", integration_type: "metrics" },
        { source_service: "s", dest_service: "s", integration_type: "self" },
        { source_service: "other", dest_service: "s", integration_type: "in" },
      ],
      backups: [{ backup_time: "old" }, { backup_time: "new" }],
    };
    const { effects } = await impactOf(fakeDoor({ ServiceGet: { service } }, {}, "p"), "ServiceDelete", {
      service_name: "s",
    });
    expect(effects.slice(1)).toEqual([
      "A kafka service on business-4 in c, RUNNING, created t.",
      "2 topics.",
      "1 user.",
      "Feeds sink (logs), datadog (metrics).",
      "Its backups (2) go with it; the newest is of new.",
    ]);
  });

  it("says what a gate destroys", async () => {
    const door = await sandboxDoor();
    const { effects, confirm } = await impactOf(door, "ServiceUpdate", { service_name: "demo-pg", powered: false });
    expect(confirm).toBe("demo-pg");
    expect(effects).toEqual([expect.stringMatching(/^Powers the service off: .*\.$/)]);
  });

  it("is blocked by termination protection where the service would go down, and only there", async () => {
    const door = await sandboxDoor();
    await read(door, "ServiceUpdate", { service_name: "demo-pg", termination_protection: true });
    const blockers = async (id: string, input: object) =>
      (await impactOf(door, id, { service_name: "demo-pg", ...input })).blockers;
    expect(await blockers("ServiceDelete", {})).toEqual([expect.stringContaining("termination_protection: false")]);
    expect(await blockers("ServiceUpdate", { powered: false })).toHaveLength(1);
    expect(await blockers("ServiceUpdate", { user_config: { ip_filter: [] } })).toEqual([]);
    expect(await blockers("ServiceUpdate", { termination_protection: false })).toEqual([]);
    expect(await blockers("ServiceDatabaseDelete", { dbname: "defaultdb" })).toEqual([]);
  });

  it("tells a service from another that takes its name later", async () => {
    const door = await sandboxDoor({}, { speed: "real" });
    const spec = { service_name: "temp", service_type: "pg", plan: "startup-4", cloud: "aws-eu-west-1" };
    const identity = async () => (await impactOf(door, "ServiceDelete", { service_name: "temp" })).identity;
    await read(door, "ServiceCreate", spec);
    const first = await identity();
    expect(await identity()).toBe(first);
    await read(door, "ServiceDelete", { service_name: "temp" });
    door.sandbox.advance(60_000);
    await read(door, "ServiceCreate", spec);
    expect(await identity()).not.toBe(first);
  });

  it("names what is inside of a service by itself", async () => {
    const door = await sandboxDoor();
    const { confirm, target } = await impactOf(door, "ServiceUserDelete", {
      service_name: "demo-pg",
      service_username: "avnadmin",
    });
    expect(confirm).toBe("avnadmin");
    expect(target).toEqual({ project: door.project, service_name: "demo-pg", service_username: "avnadmin" });
  });

  it("reads nothing for what is in no service, and asks for the operation's name where there is no other", async () => {
    const door = fakeDoor({});
    expect(await impactOf(door, "OrganizationDelete", { organization_id: "o" })).toMatchObject({
      confirm: "o",
      identity: "",
    });
    expect(await impactOf(door, "UserLogout", {})).toMatchObject({ confirm: "UserLogout", target: {} });
    expect(door.calls).toEqual([]);
  });

  it("fails where the service is not there", async () => {
    const door = await sandboxDoor();
    expect(await rejection(impactOf(door, "ServiceDelete", { service_name: "nope" }))).toMatchObject({ status: 404 });
  });
});
