import { type Reading, type Row, readRows, type Source } from "./reading.js";

/** More than one answer of the API holds, so that nothing that can still be seen is forgotten. */
const MOST_KNOWN = 5000;
const DAY_MS = 86_400_000;

/** Invoices that were issued: the sums of the month that runs are no invoice yet. */
export const readInvoices: Source = async (door, { organization }, memory) => {
  const input = { organization_id: organization };
  const rows = await readRows(door, "OrganizationBillingInvoiceList", input, "invoices");
  const issued = rows.filter((row) => !/^(estimate|accrual)/.test(String(row["state"])));
  const reading = once(issued, (row) => String(row["invoice_number"]), memory?.known);
  return { ...reading, events: memory ? reading.events : [], sample: reading.sample ?? rows[0] };
};

/** Tokens that end soon; those, too, that did when it began, for somebody has to act. */
export const readTokens: Source = async (door, { days }, memory) => {
  const rows = await readRows(door, "AccessTokenList", {}, "tokens");
  const tokens = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== "full_token")));
  const soon = tokens.filter((row) => Date.parse(String(row["expiry_time"])) - door.now() <= days * DAY_MS);
  const reading = once(soon, (row) => `${row["token_prefix"]} ${row["expiry_time"]}`, memory?.known);
  return { ...reading, sample: reading.sample ?? tokens.find((row) => row["expiry_time"]) ?? tokens[0] };
};

/** Each thing once, by its id. */
function once(rows: readonly Row[], idOf: (row: Row) => string, known: readonly string[] = []): Reading {
  const seen = new Set(known);
  const fresh = [...new Map(rows.map((row) => [idOf(row), row]))].filter(([id]) => !seen.has(id));
  return {
    events: fresh.map(([, row]) => row),
    sample: rows[0],
    remember: { known: [...fresh.map(([id]) => id), ...known].slice(0, MOST_KNOWN) },
  };
}
