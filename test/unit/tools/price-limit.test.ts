import { describe, expect, it } from "vitest";
import { requireOperation } from "../../../src/tools/operation.js";
import { read } from "../../../src/tools/perform.js";
import { checkPrice } from "../../../src/tools/price-limit.js";
import { perMonth, pricePerHour } from "../../../src/tools/prices.js";
import { rejection } from "../../fake-world.js";
import { apiError, fakeDoor, sandboxDoor } from "./doors.js";

const CREATE = requireOperation("ServiceCreate");
const UPDATE = requireOperation("ServiceUpdate");
const WHERE = { project: "p", service_name: "s" };
const SPEC = { ...WHERE, service_type: "pg", plan: "startup-4", cloud: "c" };
const price = (usd: string) => ({ ProjectServicePlanPriceGet: { base_price_usd: usd } });

describe("checkPrice", () => {
  it.each([
    ["below", "0.4", true],
    ["at", "0.5", true],
    ["above", "0.51", false],
  ])("lets a new service %s the limit through: %s %s", async (_, usd, allowed) => {
    const done = checkPrice(fakeDoor(price(usd), { maxUsdPerHour: 0.5 }), CREATE, SPEC);
    if (allowed) return expect(await done).toBeUndefined();
    const error = await rejection(done);
    expect(error).toMatchObject({
      name: "PolicyError",
      rule: "price",
      hint: expect.stringContaining("AIVEN_MAX_USD_PER_HOUR"),
    });
    expect(error).toMatchObject({
      message: "ServiceCreate would be billed at 0.51 USD per hour; the limit is 0.5 USD per hour",
    });
  });

  it("asks for no price where there is no limit, and where nothing is billed", async () => {
    const free = fakeDoor({});
    await checkPrice(free, CREATE, SPEC);
    const limited = fakeDoor({}, { maxUsdPerHour: 0 });
    await checkPrice(limited, requireOperation("ServiceGet"), WHERE);
    await checkPrice(limited, requireOperation("ServiceDelete"), WHERE);
    await checkPrice(limited, requireOperation("BillingGroupCreate"), {});
    await checkPrice(limited, UPDATE, { ...WHERE, termination_protection: true });
    expect([...free.calls, ...limited.calls]).toEqual([]);
  });

  it("refuses what has no known price, limit or no limit", async () => {
    const unknown = { ProjectServicePlanPriceGet: apiError(404, "No such plan") };
    const error = await rejection(checkPrice(fakeDoor(unknown, { maxUsdPerHour: 100 }), CREATE, SPEC));
    expect(error).toMatchObject({
      rule: "price",
      message: expect.stringContaining("a price that the API does not tell"),
    });
    const { plan: _, ...planless } = SPEC;
    expect(await rejection(checkPrice(fakeDoor(price("0"), { maxUsdPerHour: 100 }), CREATE, planless))).toMatchObject({
      rule: "price",
    });
    expect(
      await rejection(
        checkPrice(fakeDoor({}, { maxUsdPerHour: 100 }), requireOperation("StaticIPCreate"), {
          project: "p",
          cloud: "c",
        }),
      ),
    ).toMatchObject({ rule: "price" });
  });

  it("takes of an update what changes, and the rest from the service", async () => {
    const service = { service_type: "kafka", plan: "business-4", cloud_name: "here" };
    const door = fakeDoor({ ServiceGet: { service }, ...price("9") }, { maxUsdPerHour: 1 });
    for (const change of [{ plan: "business-8" }, { cloud: "there" }, { powered: true }]) {
      expect(await rejection(checkPrice(door, UPDATE, { ...WHERE, ...change }))).toMatchObject({ rule: "price" });
    }
    const asked = door.calls.filter(({ id }) => id === "ProjectServicePlanPriceGet").map(({ input }) => input);
    const base = { project: "p", service_type: "kafka" };
    expect(asked).toEqual([
      { ...base, service_plan: "business-8", cloud: "here" },
      { ...base, service_plan: "business-4", cloud: "there" },
      { ...base, service_plan: "business-4", cloud: "here" },
    ]);
  });

  it("is not got round by the door for further fields", async () => {
    const service = { service_type: "pg", plan: "startup-4", cloud_name: "here" };
    const door = fakeDoor({ ServiceGet: { service }, ...price("9") }, { maxUsdPerHour: 1 });
    const error = await rejection(checkPrice(door, UPDATE, { ...WHERE, extra: { plan: "premium-64" } }));
    expect(error).toMatchObject({ rule: "price" });
  });

  it("holds in the sandbox, where prices are known", async () => {
    const door = await sandboxDoor({ maxUsdPerHour: 0.2 });
    const spec = { service_type: "pg", cloud: "aws-eu-west-1" };
    await read(door, "ServiceCreate", { ...spec, service_name: "small", plan: "startup-4" });
    const error = await rejection(read(door, "ServiceCreate", { ...spec, service_name: "large", plan: "premium-64" }));
    expect(error).toMatchObject({ rule: "price" });
    const grown = await rejection(read(door, "ServiceUpdate", { service_name: "small", plan: "premium-64" }));
    expect(grown).toMatchObject({ rule: "price" });
    const { services } = await read(door, "ServiceList", {});
    expect(services.find(({ service_name }) => service_name === "small")?.plan).toBe("startup-4");
    expect(services.map(({ service_name }) => service_name)).not.toContain("large");
  });
});

describe("pricePerHour", () => {
  const where = { project: "p", service_type: "pg", plan: "x", cloud: "c" };

  it.each([400, 403, 404])("knows no price on a %i", async (status) => {
    expect(await pricePerHour(fakeDoor({ ProjectServicePlanPriceGet: apiError(status, "no") }), where)).toBeUndefined();
  });

  it("fails on any other error", async () => {
    const error = apiError(500, "broken");
    expect(await rejection(pricePerHour(fakeDoor({ ProjectServicePlanPriceGet: error }), where))).toBe(error);
  });

  it("reads a decimal string, and nothing that is none", async () => {
    expect(await pricePerHour(fakeDoor(price("0.1234")), where)).toBe(0.1234);
    expect(await pricePerHour(fakeDoor(price("on request")), where)).toBeUndefined();
  });

  it("asks for the project that is meant when none is named", async () => {
    const door = fakeDoor(price("1"), {}, "dev");
    await pricePerHour(door, { service_type: "pg", plan: "x", cloud: "c" });
    expect(door.calls[0]?.input).toMatchObject({ project: "dev", service_plan: "x" });
  });
});

describe("perMonth", () => {
  it.each([
    [0, 0],
    [0.1, 73],
    [0.1234, 90.08],
  ])("%d per hour is %d", (hour, month) => {
    expect(perMonth(hour)).toBe(month);
  });
});
