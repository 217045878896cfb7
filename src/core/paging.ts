import { type OperationId, operationFacts } from "./catalogue/index.js";
import { isObject } from "./view.js";

/** How an operation hands out a long list in pages. Most operations answer with all that there is. */
export interface PagingRule {
  /** The list that comes in pages. */
  readonly list: string;
  /** The field of the input that tells where a page begins. Without it there is a limit, and no way past it. */
  readonly start?: string;
  /** The field of the answer that tells where the next page begins. Without it the items are counted. */
  readonly next?: string;
  /** Whether the answer tells where it would go on even when there is nothing more: a page that is not full is the last. */
  readonly nextAlways?: true;
}

type Input = Readonly<Record<string, unknown>>;

const COUNTED: PagingRule = { list: "queries", start: "offset" };

/** Source: the provider's description, which has no paging of its own for lists in general. */
const RULES: Readonly<Partial<Record<OperationId, PagingRule>>> = {
  ProjectGetServiceLogs: { list: "logs", start: "offset", next: "offset", nextAlways: true },
  PGServiceQueryStatistics: COUNTED,
  PGServiceQueryStatisticsDeprecated: COUNTED,
  MySQLServiceQueryStatistics: COUNTED,
  ServiceClickHouseQueryStats: COUNTED,
  ServiceQueryActivity: COUNTED,
  OrganizationGovernanceAccessList: { list: "access", start: "cursor", next: "next" },
  UpgradePipelineStepList: { list: "steps", start: "cursor", next: "next" },
  ApplicationVcsIntegrationRepositoryList: { list: "repositories", start: "cursor", next: "next" },
  ApplicationVcsIntegrationRepositoryBranchList: { list: "branches", start: "cursor", next: "next" },
  AccountUsersSearch: { list: "users" },
  AccountEventList: { list: "events" },
  BillingGroupEventList: { list: "events" },
  ProjectGetEventLogs: { list: "events" },
  ServiceDatabaseList: { list: "databases" },
  StaticIPList: { list: "static_ips" },
};

/** How an operation's list comes in pages; undefined when it comes as a whole. */
export function pagingRule(id: string): PagingRule | undefined {
  return Object.hasOwn(RULES, id) ? RULES[id as OperationId] : undefined;
}

/** The start of the page after an answer, as the operation takes it; undefined after the last page. */
function nextStart(id: string, input: Input, answer: unknown): string | number | undefined {
  const { start, next, nextAlways } = pagingRule(id) ?? {};
  if (start === undefined || !isObject(answer)) return undefined;
  if (next !== undefined && !nextAlways) return tokenOf(answer[next]);
  if (!isFull(id, input, answer)) return undefined;
  return next === undefined ? Number(input[start] ?? 0) + itemsOf(id, answer).length : tokenOf(answer[next]);
}

/** Whether an answer has as many items as it may have, so that there can be more of them. */
export function isFull(id: string, input: Input, answer: unknown): boolean {
  const limit = input["limit"] ?? operationFacts(id)?.fields["limit"]?.default;
  const count = itemsOf(id, answer).length;
  return limit !== undefined && count > 0 && count >= Number(limit);
}

/** Pages of an answer, joined. */
export interface Pages {
  /** The first page's answer, with the items of all pages that were read, and without the API's own words on paging. */
  readonly answer: unknown;
  /** Where the next page begins; undefined when there is none. */
  readonly next: string | number | undefined;
}

/**
 * Reads an operation page by page until there are so many items, or no more. An operation without pages is called once.
 * Errors are those of `call`.
 */
export async function readPages(
  id: string,
  input: Input,
  call: (input: Input) => Promise<unknown>,
  minItems: number,
): Promise<Pages> {
  const first = await call(input);
  const { list, start } = pagingRule(id) ?? {};
  if (list === undefined || start === undefined || !isObject(first)) return { answer: first, next: undefined };
  const items = [...itemsOf(id, first)];
  let next = nextStart(id, input, first);
  while (next !== undefined && items.length < minItems) {
    const from = { ...input, [start]: next };
    const page = await call(from);
    items.push(...itemsOf(id, page));
    const after = nextStart(id, from, page);
    // A page that leads to itself would never end.
    next = after === next ? undefined : after;
  }
  return { answer: { ...withoutPaging(first), [list]: items }, next };
}

/** The input with as many items to a page as are wanted, within the operation's bounds, unless the caller has said how many. */
export function withPageSize(id: string, input: Input, wanted: number | undefined): Input {
  const limit = pagingRule(id)?.start === undefined ? undefined : operationFacts(id)?.fields["limit"];
  if (!limit || wanted === undefined || input["limit"] !== undefined) return input;
  return { ...input, limit: Math.max(limit.minimum ?? 1, Math.min(wanted, limit.maximum ?? wanted)) };
}

function itemsOf(id: string, answer: unknown): readonly unknown[] {
  const items = isObject(answer) ? answer[pagingRule(id)?.list ?? ""] : undefined;
  return Array.isArray(items) ? items : [];
}

const CURSOR = /[?&]cursor=([^&#]*)/;

/** The start itself, also where an answer gives it as the address of the next page. */
function tokenOf(next: unknown): string | number | undefined {
  if (typeof next === "number") return next;
  if (typeof next !== "string" || next === "") return undefined;
  const inside = CURSOR.exec(next)?.[1];
  return inside === undefined ? next : decodeURIComponent(inside);
}

const PAGING_WORDS = ["first", "last", "next", "prev", "previous", "offset", "first_log_offset"];

function withoutPaging(answer: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => !PAGING_WORDS.includes(name)));
}
