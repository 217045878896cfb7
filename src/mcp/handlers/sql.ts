import { SQL_ID } from "../../tools/sql/driver.js";
import { type OverviewAnswer, type QueryAnswer, runSql } from "../../tools/sql/run.js";
import { refusalIn, wayOf } from "../approval.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import { readCursor, START, writeCursor } from "../cursor.js";
import type { Definitions } from "../definitions.js";
import { Question } from "../question.js";
import { cutList, cutStrings, MAX_CHARS } from "../result.js";
import type { Arguments } from "../schema.js";

type SqlArguments = Arguments<Definitions["aiven_sql"]["input"]> & { readonly write?: boolean | undefined };

/** What the answer says in our words. */
const OWN_TEXTS = ["more", "cut"];
/** So many rows are passed over at most to go on: a statement runs anew for each page. */
const MAX_SKIPPED = 10_000;
const MAX_ROWS = 100;
/** Some fifty times what is shown: enough to cut at the bounds of rows, little enough for any machine. */
const MAX_BYTES = 1_000_000;
/** What an answer has beside its rows. */
const MARGIN_CHARS = 1_000;

export async function sql({ cursor, ...args }: SqlArguments, context: ToolContext): Promise<ToolAnswer | Question> {
  const { door, fence, signal } = context;
  const of = [SQL_ID, args];
  const { item: offset } = cursor === undefined ? START : readCursor(cursor, of);
  const held = args.write && args.query ? askPerson(args, context) : undefined;
  if (held) return held;
  const { drivers } = await import("../../node/sql/index.js");
  const answer = await runSql(door, drivers, { ...args, offset }, { maxRows: MAX_ROWS, maxBytes: MAX_BYTES, signal });
  // Everything is the database's own: names, values, comments.
  const fenced = fence.mark(cutStrings(answer), OWN_TEXTS) as typeof answer;
  const { next, ...shown } = "tables" in fenced ? showOverview(fenced, offset) : showRows(fenced, offset);
  // A statement that writes would do so again.
  const goesOn = next !== undefined && !args.write;
  return { ...shown, page: goesOn ? { cursor: writeCursor({ item: next }, of) } : undefined };
}

/** What is shown, and where it goes on. */
type Shown = ToolAnswer & { readonly next: number | undefined };

/**
 * A statement that writes is approved by the person where the client shows forms. Where it shows none, the operator's switch
 * and the assistant's `write` have to be enough: repeating a name would add nothing to a statement that is written out.
 */
function askPerson(args: SqlArguments, context: ToolContext): ToolAnswer | Question | undefined {
  const { door, planner, principal, approval } = context;
  const { service_name, query = "", database } = args;
  const project = args.project ?? door.project ?? "";
  // Nobody should be asked to approve what would be refused.
  door.policy.checkSql({ project, service_name, database, write: true });
  const way = wayOf(approval);
  if (way === "typed") return undefined;
  const subject = { operation: SQL_ID, input: { ...args, project }, identity: "", principal, way };
  const { reply } = approval;
  if (!reply) {
    const message = `Run on ${service_name}, database ${database ?? "by default"}:\n\n${query}`;
    return new Question(message, `Type ${service_name} to approve`, planner.seal(subject));
  }
  const refused = refusalIn(reply, service_name);
  if (refused) return { nothing_done: true, approved: false, next: refused };
  planner.redeem(reply.state, subject);
  return undefined;
}

function showRows({ columns, rows, row_count, cut, affected }: QueryAnswer, offset: number): Shown {
  const { value, shown } = fitting(rows);
  const isCut = cut !== undefined || shown < row_count;
  const end = offset + shown;
  const next = isCut && shown > 0 && end <= MAX_SKIPPED ? end : undefined;
  return {
    columns,
    rows: value,
    row_count: shown,
    affected,
    more: isCut
      ? "There are more rows: aggregate, select fewer columns, or go on with cursor; the statement then runs anew, so give it an ORDER BY."
      : undefined,
    next,
  };
}

/** A large schema is shown by its names first. */
function showOverview({ tables, more, ...rest }: OverviewAnswer, offset: number): Shown {
  if (tables.length === 0) return { ...rest, more: "There are no tables.", next: undefined };
  const whole = fitting(tables);
  if (whole.shown === tables.length) return { ...rest, tables: whole.value, more, next: undefined };
  const names = tables.slice(offset).map(({ table, kind, rows }) => ({ table, kind, rows }));
  const { value, shown } = fitting(names);
  const end = offset + shown;
  const left = shown < names.length ? `${shown} of ${tables.length} tables shown. ` : "";
  return {
    ...rest,
    tables: value,
    more: `${left}For columns query the catalogue, e.g. information_schema.columns.`,
    next: shown < names.length ? end : undefined,
  };
}

function fitting(items: readonly unknown[]): { readonly value: unknown; readonly shown: number } {
  const { value, list } = cutList(items, { maxChars: MAX_CHARS - MARGIN_CHARS });
  return { value, shown: list?.shown ?? items.length };
}
