import { SQL_ID } from "../../tools/sql/driver.js";
import { type OverviewAnswer, type QueryAnswer, runSql } from "../../tools/sql/run.js";
import { refusalIn, wayOf } from "../approval.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import { Question } from "../question.js";
import { cutList, cutStrings, MAX_CHARS } from "../result.js";
import type { Arguments } from "../schema.js";

type SqlArguments = Arguments<Definitions["aiven_sql"]["input"]> & { readonly write?: boolean | undefined };

/** What the answer says in our words. */
const OWN_TEXTS = ["more", "cut"];
const MAX_ROWS = 100;
/** Some fifty times what is shown: enough to cut at the bounds of rows, little enough for any machine. */
const MAX_BYTES = 1_000_000;
/** What an answer has beside its rows. */
const MARGIN_CHARS = 1_000;

export async function sql(args: SqlArguments, context: ToolContext): Promise<ToolAnswer | Question> {
  const { door, fence, signal } = context;
  const held = args.write && args.query ? askPerson(args, context) : undefined;
  if (held) return held;
  const { drivers } = await import("../../node/sql/index.js");
  const answer = await runSql(door, drivers, args, { maxRows: MAX_ROWS, maxBytes: MAX_BYTES, signal });
  // Everything is the database's own: names, values, comments.
  const fenced = fence.mark(cutStrings(answer), OWN_TEXTS) as typeof answer;
  return "tables" in fenced ? showOverview(fenced) : showRows(fenced);
}

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

function showRows({ columns, rows, row_count, cut, affected }: QueryAnswer): ToolAnswer {
  const { value, shown } = fitting(rows);
  const more = cut !== undefined || shown < row_count;
  return {
    columns,
    rows: value,
    row_count: shown,
    affected,
    more: more
      ? `There are more rows. Aggregate, select fewer columns, or go on with ORDER BY … LIMIT … OFFSET ${shown}.`
      : undefined,
  };
}

/** A large schema is shown by its names first. */
function showOverview({ tables, more, ...rest }: OverviewAnswer): ToolAnswer {
  if (tables.length === 0) return { ...rest, more: "There are no tables." };
  const whole = fitting(tables);
  if (whole.shown === tables.length) return { ...rest, tables: whole.value, more };
  const { value, shown } = fitting(tables.map(({ table, kind, rows }) => ({ table, kind, rows })));
  const left = shown < tables.length ? `${shown} of ${tables.length} tables shown. ` : "";
  return { ...rest, tables: value, more: `${left}For columns query the catalogue, e.g. information_schema.columns.` };
}

function fitting(items: readonly unknown[]): { readonly value: unknown; readonly shown: number } {
  const { value, list } = cutList(items, { maxChars: MAX_CHARS - MARGIN_CHARS });
  return { value, shown: list?.shown ?? items.length };
}
