import { describe, expect, it } from "vitest";
import { assessRisk } from "../../../src/tools/gates.js";
import { requireOperation } from "../../../src/tools/operation.js";
import { read } from "../../../src/tools/perform.js";
import { rejection } from "../../fake-world.js";
import { apiError, fakeDoor, type SandboxDoor, sandboxDoor } from "./doors.js";

const UPDATE = requireOperation("ServiceUpdate");

/** A sandbox with a service on business-8, and the risk of changing it. */
async function withService(): Promise<{
  door: SandboxDoor;
  assess: (change: object) => ReturnType<typeof assessRisk>;
}> {
  const door = await sandboxDoor();
  await read(door, "ServiceCreate", {
    service_name: "pg",
    service_type: "pg",
    plan: "business-8",
    cloud: "aws-eu-west-1",
  });
  const assess = (change: object) => assessRisk(door, UPDATE, { project: door.project, service_name: "pg", ...change });
  return { door, assess };
}

describe("assessRisk", () => {
  it.each([
    ["a bigger plan of as many nodes", "business-16", "write"],
    ["a bigger plan of more nodes", "premium-8", "write"],
    ["the same plan", "business-8", "write"],
    ["a smaller plan", "business-4", "destructive"],
    ["a bigger plan of fewer nodes", "startup-64", "destructive"],
    ["the smallest plan", "hobbyist", "destructive"],
  ])("takes %s (%s) for %s", async (_, plan, risk) => {
    const { assess } = await withService();
    const assessed = await assess({ plan });
    expect(assessed.risk).toBe(risk);
    expect(assessed.gates.map(({ field }) => field)).toEqual(risk === "write" ? [] : ["plan"]);
  });

  it("takes more disk for a write, and less for what destroys", async () => {
    const { door, assess } = await withService();
    const { service } = await read(door, "ServiceGet", { service_name: "pg" });
    const disk = service.disk_space_mb ?? 0;
    expect(disk).toBeGreaterThan(0);
    expect(await assess({ disk_space_mb: disk })).toEqual({ risk: "write", gates: [] });
    expect(await assess({ disk_space_mb: disk + 10_240 })).toEqual({ risk: "write", gates: [] });
    expect((await assess({ disk_space_mb: disk - 1 })).risk).toBe("destructive");
  });

  it("still holds up what else the same call does", async () => {
    const { assess } = await withService();
    const assessed = await assess({ plan: "business-16", powered: false });
    expect(assessed.risk).toBe("destructive");
    expect(assessed.gates.map(({ field }) => field)).toEqual(["powered"]);
  });

  it("says that a plan does not exist, with what there is", async () => {
    const { assess } = await withService();
    const error = await assess({ plan: "made-up-1" }).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: "InputError", issues: [{ field: "plan", allowed: expect.any(Array) }] });
  });

  it("reads nothing where the arguments alone can tell", async () => {
    const door = fakeDoor({});
    const where = { project: "p", service_name: "s" };
    expect((await assessRisk(door, UPDATE, { ...where, powered: false })).risk).toBe("destructive");
    expect((await assessRisk(door, UPDATE, { ...where, powered: true })).risk).toBe("write");
    expect((await assessRisk(door, requireOperation("ServiceGet"), where)).risk).toBe("read");
    expect((await assessRisk(door, requireOperation("ServiceDelete"), where)).risk).toBe("destructive");
    expect(door.calls).toEqual([]);
  });

  it("takes what has no price for what destroys", async () => {
    const service = { service_type: "pg", plan: "custom-a", cloud_name: "c", node_count: 1, disk_space_mb: 1 };
    const door = fakeDoor({
      ServiceGet: { service },
      ProjectServicePlanPriceGet: apiError(404, "No such plan"),
      ProjectServicePlanSpecsGet: { node_count: 9, disk_space_mb: 9 },
    });
    const assessed = await assessRisk(door, UPDATE, { project: "p", service_name: "s", plan: "custom-b" });
    expect(assessed.risk).toBe("destructive");
  });

  it("fails with the client's error where the service is not there", async () => {
    const door = await sandboxDoor();
    const error = await rejection(assessRisk(door, UPDATE, { project: door.project, service_name: "nope", plan: "x" }));
    expect(error).toMatchObject({ name: "ApiError", status: 404 });
  });
});
