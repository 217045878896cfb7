import type { INodeType } from "n8n-workflow";
import { describe, expect, it } from "vitest";
import { Aiven } from "../../src/n8n/nodes/Aiven/Aiven.node.js";
import { AivenAccount } from "../../src/n8n/nodes/AivenAccount/AivenAccount.node.js";
import { AivenOrganization } from "../../src/n8n/nodes/AivenOrganization/AivenOrganization.node.js";
import { AivenSql } from "../../src/n8n/nodes/AivenSql/AivenSql.node.js";
import { fakeNode, type Sent } from "./fake-node.js";

const SERVICE = { project: "p", service_name: "s" };
const ROWS = 1234;
const rows = Array.from({ length: ROWS }, (_, index) => ({
  query: `q${index}`,
  msg: `m${index}`,
  access_id: `a${index}`,
}));

/** Runs against an API with so many rows, of which it hands out some at a time. */
async function run(type: INodeType, item: object, page: (sent: Sent) => unknown) {
  const { node, sent } = fakeNode(type, {
    credential: { token: "t", baseUrl: "http://127.0.0.1:1" },
    items: [{ simplify: false, specifyBody: "fields", ...item }],
    answer: async (request) => page(request),
  });
  const hints: string[] = [];
  Object.assign(node, { addExecutionHints: ({ message }: { message: string }) => hints.push(message) });
  const answer = (await type.execute?.call(node)) as { json: Record<string, unknown> }[][];
  return { items: answer[0] ?? [], sent, hints };
}

/** What a page is asked for with, be it in the query or in the body. */
function askedBy({ path, body }: Sent): { limit?: number; offset?: number | string } {
  const query = Object.fromEntries(new URL(path, "http://x").searchParams);
  const given = { ...query, ...JSON.parse(String(body || "{}")) };
  return { ...given, ...(given.limit === undefined ? {} : { limit: Number(given.limit) }) };
}

/** By the number of rows that were told already. */
const counted = (list: string) => (sent: Sent) => {
  const { limit = 100, offset = 0 } = askedBy(sent);
  return { [list]: rows.slice(Number(offset), Number(offset) + limit) };
};

/** By an opaque mark; the last page has one too. */
function logs(sent: Sent) {
  const { limit = 100, offset = "at-0" } = askedBy(sent);
  const start = Number(String(offset).slice(3));
  const end = Math.min(start + limit, ROWS);
  return { logs: rows.slice(start, end), offset: `at-${end}`, first_log_offset: "at-0" };
}

/** By a cursor that stands in the address of the next page. */
function access({ path }: Sent) {
  const query = new URL(path, "http://x").searchParams;
  const start = Number(query.get("cursor") ?? 0);
  const end = start + Number(query.get("limit") ?? 100);
  return { access: rows.slice(start, end), next: end < ROWS ? `/v1/x?cursor=${end}` : undefined };
}

const CASES: readonly (readonly [string, INodeType, object, (sent: Sent) => unknown])[] = [
  ["ProjectGetServiceLogs", new Aiven(), SERVICE, logs],
  ["PGServiceQueryStatistics", new AivenSql(), SERVICE, counted("queries")],
  ["MySQLServiceQueryStatistics", new AivenSql(), SERVICE, counted("queries")],
  ["ServiceClickHouseQueryStats", new AivenSql(), SERVICE, counted("queries")],
  ["ServiceQueryActivity", new Aiven(), SERVICE, counted("queries")],
  ["OrganizationGovernanceAccessList", new AivenOrganization(), { organization_id: "o" }, access],
];

describe.each(CASES)("%s", (operation, type, input, page) => {
  it("returns all that there is, however many pages that takes", async () => {
    const { items, sent } = await run(type, { operation, ...input, returnAll: true }, page);
    expect(items.map(({ json }) => json)).toEqual(rows);
    expect(sent.length).toBeLessThan(20);
  });

  it.each([1, 7, 800])("returns as many as the limit: %i", async (limit) => {
    const { items } = await run(type, { operation, ...input, limit }, page);
    expect(items.map(({ json }) => json)).toEqual(rows.slice(0, limit));
  });
});

it("says so where the API has no way past its limit", async () => {
  const item = { operation: "AccountUsersSearch", account_id: "a", returnAll: true };
  const { items, hints } = await run(new AivenAccount(), item, (sent) => ({
    users: rows.slice(0, askedBy(sent).limit),
  }));
  expect(items).toHaveLength(500);
  expect(hints).toEqual([expect.stringMatching(/no more than 500/)]);
});
