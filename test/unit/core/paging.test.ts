import { describe, expect, it } from "vitest";
import { operationFacts } from "../../../src/core/catalogue/index.js";
import { isFull, pagingRule, readPages, withPageSize } from "../../../src/core/paging.js";

type Input = Readonly<Record<string, unknown>>;

/** An API of so many items, in pages that are counted. */
function counted(total: number, seen: Input[] = []) {
  return async (input: Input) => {
    seen.push(input);
    const [from, size] = [Number(input["offset"] ?? 0), Number(input["limit"] ?? 100)];
    const items = Array.from({ length: total }, (_, n) => ({ calls: n }));
    return { queries: items.slice(from, from + size) };
  };
}

/** An API of three pages, each of which tells the next. */
async function linked(input: Input): Promise<unknown> {
  const at = Number(input["cursor"] ?? 0);
  const next = at < 2 ? { next: String(at + 1), prev: "x" } : { next: null };
  return { access: [{ access_id: `a${at}` }], total_count: 3, ...next };
}

describe("an operation's pages", () => {
  it("that are counted go on while they are full", async () => {
    const seen: Input[] = [];
    const { answer, next } = await readPages("PGServiceQueryStatistics", { limit: 40 }, counted(90, seen), 1_000);
    expect((answer as { queries: unknown[] }).queries).toHaveLength(90);
    expect(next).toBeUndefined();
    expect(seen.map(({ offset }) => offset)).toEqual([undefined, 40, 80]);
  });

  it("go on from where the caller is, with the API's own size of a page", async () => {
    const { next } = await readPages("ServiceQueryActivity", { offset: 30 }, counted(500), 1);
    expect(next).toBe(130);
    expect((await readPages("ServiceQueryActivity", {}, counted(99), 1)).next).toBeUndefined();
  });

  it("that tell the next one go on until they tell none, and their own words on paging are gone", async () => {
    const all = await readPages("OrganizationGovernanceAccessList", {}, linked, 1_000);
    expect(all).toEqual({
      answer: { access: [{ access_id: "a0" }, { access_id: "a1" }, { access_id: "a2" }], total_count: 3 },
      next: undefined,
    });
    expect((await readPages("OrganizationGovernanceAccessList", {}, linked, 1)).next).toBe("1");
  });

  it("of logs end with a page that is not full, though it tells where it would go on", async () => {
    const logs = (count: number) => async () => ({
      logs: Array(count).fill({ msg: "m" }),
      offset: "o1",
      first_log_offset: "o0",
    });
    expect((await readPages("ProjectGetServiceLogs", {}, logs(100), 1)).next).toBe("o1");
    expect(await readPages("ProjectGetServiceLogs", { limit: 3 }, logs(2), 1)).toEqual({
      answer: { logs: [{ msg: "m" }, { msg: "m" }] },
      next: undefined,
    });
  });

  it("that lead to themselves end", async () => {
    const same = async () => ({ steps: [{}], next: "again" });
    expect((await readPages("UpgradePipelineStepList", {}, same, 1_000)).next).toBeUndefined();
  });

  it("may be told by an address", async () => {
    const next = "https://api.aiven.io/v1/x?limit=30&cursor=a%2Fb";
    expect((await readPages("UpgradePipelineStepList", {}, async () => ({ steps: [{}], next }), 1)).next).toBe("a/b");
  });

  it("are none where all comes at once", async () => {
    const answer = { services: [], next: "of the answer" };
    expect(await readPages("ServiceList", {}, async () => answer, 1_000)).toEqual({ answer, next: undefined });
  });
});

describe("the size of a page", () => {
  it("is what is wanted, within the operation's bounds, unless the caller has said it", () => {
    expect(withPageSize("ProjectGetServiceLogs", {}, 7)).toEqual({ limit: 7 });
    expect(withPageSize("ProjectGetServiceLogs", {}, 7_000)).toEqual({ limit: 500 });
    expect(withPageSize("UpgradePipelineStepList", {}, 7)).toEqual({ limit: 30 });
    expect(withPageSize("ProjectGetServiceLogs", { limit: 9 }, 7)).toEqual({ limit: 9 });
    expect(withPageSize("ServiceList", {}, 7)).toEqual({});
    expect(withPageSize("AccountUsersSearch", {}, 7)).toEqual({});
  });

  it("that is reached can hide more, where there are no pages too", () => {
    const users = (count: number) => ({ users: Array(count).fill({}) });
    expect(isFull("AccountUsersSearch", {}, users(100))).toBe(true);
    expect(isFull("AccountUsersSearch", {}, users(99))).toBe(false);
    expect(isFull("ProjectGetEventLogs", {}, { events: Array(1_000).fill({}) })).toBe(false);
    expect(isFull("ProjectGetEventLogs", { limit: 5 }, { events: Array(5).fill({}) })).toBe(true);
    expect(isFull("ServiceList", {}, { services: [{}] })).toBe(false);
  });
});

it.each([
  "ProjectGetServiceLogs",
  "PGServiceQueryStatistics",
  "PGServiceQueryStatisticsDeprecated",
  "MySQLServiceQueryStatistics",
  "ServiceClickHouseQueryStats",
  "ServiceQueryActivity",
  "OrganizationGovernanceAccessList",
  "UpgradePipelineStepList",
  "ApplicationVcsIntegrationRepositoryList",
  "ApplicationVcsIntegrationRepositoryBranchList",
])("%s takes the start that its rule names", (id) => {
  expect(Object.keys(operationFacts(id)?.fields ?? {})).toContain(pagingRule(id)?.start);
});
