import type { INodeType } from "n8n-workflow";
import { describe, expect, it } from "vitest";
import { operationFacts } from "../../src/core/catalogue/index.js";
import { isObject } from "../../src/core/view.js";
import { hasBodyFields } from "../../src/n8n/shared/operations/operation-fields.js";
import { isList } from "../../src/n8n/shared/operations/placed-operation.js";
import { requireChange } from "../../src/tools/empty-update.js";
import { type Operation, requireOperation } from "../../src/tools/operation.js";
import { openInProcess } from "../sandbox/api.js";
import { START } from "../sandbox/organization-setup.js";
import { prepare, required } from "../sandbox/prepare.js";
import { type Executed, executeNode, sentByClient, sentByNode, sentByTools, type Watched } from "./doors.js";
import type { Sent } from "./fake-node.js";
import { CASES, fullInput, parametersFor } from "./fill-in.js";

/** The only ones that cannot succeed: a sandbox has nothing like what they are about. */
const REFUSED: ReadonlySet<string> = new Set([
  // The code is known only from a mail.
  "AccountTeamMemberVerifyInvite",
  // No service is of the type that has such secrets.
  "ServiceDataHubRotateInternalSecrets",
  // It is the only one.
  "UserAuthenticationMethodDelete",
  // There are no such codes.
  "ValidateReferralCode",
]);

/** Lists without a row. */
const EMPTY: ReadonlySet<string> = new Set([
  "ApplicationUsersList",
  "BillingGroupCreditsList",
  "BillingGroupEventList",
  "CMKServiceAssociationsList",
  "DiscoveredOrganizationList",
  "OrganizationAuthDomainList",
  "OrganizationGovernanceAccessList",
  "OrganizationMemberGroupsList",
  "OrganizationUserInvitationsList",
  "PermissionsGet",
  "ProjectAlertsList",
  "ServiceAlertsList",
  "ServiceClickHouseCurrentQueries",
  "ServiceCustomFileList",
  "ServiceOpensearchCustomRepoSnapshotsInProgress",
  "ServiceOpensearchListRestorationsInProgress",
  "UserGroupMemberList",
]);

/** As many of a list's rows as a node asks for unless told otherwise. */
const LIMIT = 50;

type Input = Record<string, unknown>;

/** An operation in a sandbox that has what it is about, and its input: what it needs, and all that it takes. */
async function open(operation: Operation, type: INodeType) {
  const { id } = operation;
  const facts = operationFacts(id) ?? operation.facts;
  const api = openInProcess({ start: START });
  const names: Input = { service_name: "demo-pg", ...(await prepare(api, id)) };
  const watched: Watched = { api, token: String(names["token"] ?? api.sandbox.token), id };
  const { limit } = facts.fields;
  const asked = limit && isList(operation) ? { limit: Math.min(LIMIT, limit.maximum ?? LIMIT) } : {};
  const needed: Input = { ...required(id, facts, names), ...asked };
  // A plan that does not exist is refused before anything is sent.
  const full = fullInput(operation, { ...("plan" in facts.fields ? { plan: names["plan"] } : {}), ...needed });
  const least =
    Object.hasOwn(CHANGES, id) || changesNothing(operation, needed)
      ? { ...needed, ...oneChange(operation, full, needed) }
      : needed;
  const fillIn = (input: Input, bodyAs: "fields" | "json") => ({
    ...parametersFor(type.description.properties, operation, input, bodyAs),
    simplify: false,
  });
  return { watched, least, full, fillIn };
}

/** Whether an input is refused, since it is of an update and names nothing to change. */
function changesNothing(operation: Operation, input: Input): boolean {
  try {
    requireChange(operation, input);
    return false;
  } catch {
    return true;
  }
}

/** A change that can be made, where the first field is about another thing that would have to be there, or none is asked for. */
const CHANGES: Readonly<Record<string, Input>> = {
  BillingGroupUpdate: { billing_group_name: "renamed" },
  OrganizationBillingGroupUpdate: { billing_group_name: "renamed" },
  OrganizationVpcPeeringConnectionPeerNetworkCidrsUpdateV2: { delete: [] },
  ServicePGBouncerUpdate: { pool_size: 5 },
  ServiceUpdate: { termination_protection: false },
  VpcPeeringConnectionUpdate: { delete: [] },
};

/** A field that makes it a change, a plain one rather than one with a form of its own. */
function oneChange(operation: Operation, full: Input, needed: Input): Input {
  const known = CHANGES[operation.id];
  if (known) return known;
  const more = Object.entries(full).filter(([name]) => !Object.hasOwn(needed, name));
  const plainFirst = more.toSorted(([, a], [, b]) => Number(typeof a === "object") - Number(typeof b === "object"));
  const found = plainFirst.find(([name, value]) => !changesNothing(operation, { ...needed, [name]: value }));
  return Object.fromEntries(found ? [found] : []);
}

describe.each(CASES.map(({ id, type }) => [id, type] as const))("%s", (id, type) => {
  const operation = requireOperation(id);

  it("is the same request from the node, the assistant's tools and the typed client, and succeeds", async () => {
    const { watched, least, full, fillIn } = await open(operation, type);
    const forms = hasBodyFields(operation) ? (["fields", "json"] as const) : (["fields"] as const);
    for (const input of [full, least]) {
      const expected = (await sentByClient(watched, input)).map(toPlain);
      expect(expected).toHaveLength(1);
      expect((await sentByTools(watched, input)).map(toPlain), "the assistant's tools").toEqual(expected);
      for (const form of forms) {
        const sent = await sentByNode(watched, type, fillIn(input, form));
        expect(sent.map(toPlain), `the node, by ${form}`).toEqual(expected);
      }
    }
    const parameters = fillIn(least, "fields");
    const run = (more: Input = {}) => executeNode(watched, type, { ...parameters, ...more });
    if (REFUSED.has(id)) {
      await expect(run()).rejects.toThrow(/\w/);
      return;
    }
    const executed = await run();
    for (const { pairedItem } of executed.items) expect(pairedItem).toEqual({ item: 0 });
    if (operation.facts.produces?.includes("/")) await checkFile(executed);
    else if (isList(operation)) await checkList(id, executed, run);
    else expect(executed.items.length).toBeGreaterThan(0);
  });
});

/** A file is in the item as it came. */
async function checkFile({ items, answers }: Executed): Promise<void> {
  const content = Buffer.from((await answers[0]?.arrayBuffer()) ?? new ArrayBuffer());
  expect(content.length).toBeGreaterThan(0);
  expect(items).toHaveLength(1);
  expect(items[0]?.json["fileSize"]).toBe(content.length);
  expect(items[0]?.binary?.["data"]?.data).toBe(content.toString("base64"));
}

/** An item for each row, up to the limit or all of them. */
async function checkList(id: string, executed: Executed, run: (more: Input) => Promise<Executed>): Promise<void> {
  const rows = await rowsOf(executed);
  // Of a map, or of several lists, the words tell what is listed: other tests go through them.
  if (!rows) return;
  if (EMPTY.has(id)) expect(rows).toEqual([]);
  else expect(rows.length).toBeGreaterThan(0);
  expect(executed.items).toHaveLength(Math.min(LIMIT, rows.length));
  rows.slice(0, LIMIT).forEach((row, index) => {
    const { json } = executed.items[index] ?? {};
    // Secrets are withheld on their way, so values may differ.
    if (isObject(row)) expect(Object.keys(json ?? {})).toEqual(expect.arrayContaining(Object.keys(row)));
    else expect(json).toEqual({ value: row });
  });
  expect((await run({ limit: 1 })).items).toHaveLength(Math.min(1, rows.length));
  const all = await run({ returnAll: true });
  expect(all.items).toHaveLength((await rowsOf(all))?.length ?? 0);
  expect(all.items.length).toBeGreaterThanOrEqual(rows.length);
}

/** The rows of all answers, where an answer is one list in a wrapper. */
async function rowsOf({ answers }: Executed): Promise<unknown[] | undefined> {
  const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as Record<string, unknown>[];
  const lists = bodies.map((body) => Object.values(body).filter((value) => Array.isArray(value)));
  return lists.every(({ length }) => length === 1) ? lists.flat(2) : undefined;
}

/** The order of a query's fields means nothing, and neither does the boundary of a form. */
function toPlain({ method, path, body }: Sent) {
  const [pathname, query = ""] = path.split("?");
  return { method, path: `${pathname}?${query.split("&").sort().join("&")}`, body: readBody(body) };
}

function readBody(body: unknown): unknown {
  if (typeof body !== "string") return body;
  return body.startsWith("{")
    ? JSON.parse(body)
    : body.replace(/^--(\S+)[\s\S]*$/, (form, mark) => form.replaceAll(mark, ""));
}
