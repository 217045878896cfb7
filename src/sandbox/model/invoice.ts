import { CURRENCIES, type Currency, vatRate } from "../data/currencies.js";
import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { Effects, World } from "../world.js";
import {
  type BillingGroupRow,
  billingAddress,
  billingGroups,
  billingGroupsOf,
  monthStart,
  nextMonth,
  scheduleInvoice,
} from "./billing-group.js";
import { credits, usableCredits } from "./credit.js";
import { chargesBetween, dollarsOf, type Metered } from "./meter.js";
import { services } from "./service.js";
import type { Tags } from "./tags.js";

/** A line of an invoice. Sums are in hundredths. */
export interface InvoiceLine extends Omit<Partial<Metered>, "line_type"> {
  readonly line_type: "service_charge" | "extra_charge" | "credit_consumption";
  readonly description: string;
  readonly begin: number;
  readonly end: number;
  readonly usd_cents: number;
  readonly local_cents: number;
  readonly tags?: Tags;
}

/** What a billing group owes for a month; keyed by its number. */
export interface InvoiceRow {
  readonly invoice_number: string;
  readonly billing_group_id: string;
  readonly billing_group_name: string;
  readonly organization_id: string;
  /** The payer, as an address on paper. */
  readonly payer: readonly string[];
  readonly currency: Currency;
  readonly state: "estimate" | "mailed" | "no_payment_expected" | "paid";
  /** Milliseconds since the epoch, the end not included. */
  readonly begin: number;
  readonly end: number;
  readonly generated_at: string;
  readonly due_date: string;
  readonly lines: readonly InvoiceLine[];
  readonly net_usd_cents: number;
  readonly net_cents: number;
  readonly vat_rate: number;
}

const DAY_MS = 24 * 3600_000;
const PAYMENT_DAYS = 14;

export function invoices(world: World): Table<InvoiceRow> {
  return world.table<InvoiceRow>("invoices");
}

/** The invoices of a billing group, the newest first: the month that runs is an estimate. */
export function invoicesOf(world: World, billing_group_id: string): InvoiceRow[] {
  const issued = invoices(world).where((row) => row.billing_group_id === billing_group_id);
  const group = billingGroups(world).get(billing_group_id);
  const estimate = group && draft(world, group, monthStart(world.clock.now()));
  return [...issued, ...(estimate ? [estimate] : [])].reverse();
}

/** The invoices of an organization, also those of billing groups that are no more. */
export function organizationInvoices(world: World, organization_id: string): InvoiceRow[] {
  const issued = invoices(world).where((row) => row.organization_id === organization_id);
  const groups = billingGroupsOf(world, organization_id);
  const estimates = groups.flatMap((group) => draft(world, group, monthStart(world.clock.now())) ?? []);
  return [...issued, ...estimates].reverse();
}

export function requireInvoice(rows: readonly InvoiceRow[], invoice_number: string): InvoiceRow {
  const row = rows.find((each) => each.invoice_number === invoice_number);
  return found(row, "Invoice does not exist", "invoice_not_found");
}

/** An invoice by its number alone; undefined when there is none. */
export function invoiceByNumber(world: World, invoice_number: string): InvoiceRow | undefined {
  const issued = invoices(world).get(invoice_number);
  if (issued) return issued;
  const [series] = invoice_number.split("-");
  const [group] = billingGroups(world).where((row) => String(row.invoice_series) === series);
  return group && invoicesOf(world, group.billing_group_id).find((row) => row.invoice_number === invoice_number);
}

/** What opens an invoice's files without a token. */
export function cookieOf(world: World, { invoice_number }: Pick<InvoiceRow, "invoice_number">): string {
  return world.hex(`invoice ${invoice_number}`, 40);
}

/** What the month with this beginning has come to by now; undefined where nothing was charged. */
function draft(world: World, group: BillingGroupRow, begin: number): InvoiceRow | undefined {
  const at = world.clock.now();
  const end = nextMonth(begin);
  const charged = chargesBetween(world, begin, at, (row) => row.billing_group_id === group.billing_group_id);
  if (charged.length === 0) return undefined;
  const rate = CURRENCIES[group.billing_currency];
  const lines: InvoiceLine[] = charged.map(({ billing_group_id: _, ...row }) => {
    const usd_cents = Math.round(dollarsOf(row) * 100);
    const { tags } = services(world).get(`${row.project}/${row.service_name}`) ?? {};
    return { ...row, usd_cents, local_cents: Math.round(usd_cents * rate), ...(tags ? { tags } : {}) };
  });
  const owed = sum(lines, "usd_cents");
  lines.push(...creditLines(world, group, owed, { begin, end: at, rate }));
  const address = billingAddress(world, group);
  return {
    invoice_number: `${group.invoice_series}-${issuedBy(world, group) + 1}`,
    billing_group_id: group.billing_group_id,
    billing_group_name: group.billing_group_name,
    organization_id: group.organization_id,
    payer: address ? [address.name, ...address.address_lines, `${address.zip_code} ${address.city}`.trim()] : [],
    currency: group.billing_currency,
    state: "estimate",
    begin,
    end,
    generated_at: world.clock.timestamp(at),
    due_date: world.clock.timestamp(end + PAYMENT_DAYS * DAY_MS),
    lines,
    net_usd_cents: sum(lines, "usd_cents"),
    net_cents: sum(lines, "local_cents"),
    vat_rate: vatRate(address?.country_code ?? ""),
  };
}

/** What credits take off. */
function creditLines(
  world: World,
  { billing_group_id }: BillingGroupRow,
  owed: number,
  { begin, end, rate }: { readonly begin: number; readonly end: number; readonly rate: number },
): InvoiceLine[] {
  const lines: InvoiceLine[] = [];
  let left = owed;
  for (const { code, remaining_cents } of usableCredits(world, billing_group_id)) {
    const used = Math.min(left, remaining_cents);
    if (used === 0) continue;
    left -= used;
    const cents = { usd_cents: -used, local_cents: -Math.round(used * rate) };
    lines.push({ line_type: "credit_consumption", description: `Credits of code ${code}`, begin, end, ...cents });
  }
  return lines;
}

function sum(lines: readonly InvoiceLine[], field: "usd_cents" | "local_cents"): number {
  return lines.reduce((total, line) => total + line[field], 0);
}

function issuedBy(world: World, { billing_group_id }: BillingGroupRow): number {
  return invoices(world).where((row) => row.billing_group_id === billing_group_id).length;
}

/** Makes the invoice of the month that ends now, or of what there is of it, and uses up credits. */
export function issueInvoice(world: World, group: BillingGroupRow): InvoiceRow | undefined {
  const row = draft(world, group, monthStart(world.clock.now() - 1));
  if (!row) return undefined;
  let used = row.lines.reduce(
    (cents, line) => cents - (line.line_type === "credit_consumption" ? line.usd_cents : 0),
    0,
  );
  for (const { code, remaining_cents } of usableCredits(world, group.billing_group_id)) {
    const taken = Math.min(used, remaining_cents);
    used -= taken;
    credits(world).patch(`${group.billing_group_id}/${code}`, { remaining_cents: remaining_cents - taken });
  }
  return invoices(world).put(row.invoice_number, { ...row, state: paidState(group) });
}

function paidState({ payment_method }: BillingGroupRow): InvoiceRow["state"] {
  switch (payment_method?.payment_method_type) {
    case "credit_card":
      return "paid";
    case "bank_transfer":
      return "mailed";
    default:
      return "no_payment_expected";
  }
}

export const effects: Effects = {
  "invoice-due": (billing_group_id, world) => {
    const group = billingGroups(world).get(billing_group_id);
    if (!group) return;
    issueInvoice(world, group);
    scheduleInvoice(world, billing_group_id);
  },
};
