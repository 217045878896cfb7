import type { Download } from "../../core/catalogue/index.js";
import { billingGroups } from "../model/billing-group.js";
import { cookieOf, type InvoiceLine, type InvoiceRow } from "../model/invoice.js";
import type { World } from "../world.js";
import { toPdf } from "./pdf.js";

const DATE_LENGTH = "2026-11-23".length;

/** Hundredths as the API writes sums. */
export function money(cents: number): string {
  return (cents / 100).toFixed(2);
}

export function withVat({ net_cents, vat_rate }: InvoiceRow): number {
  return Math.round(net_cents * (1 + vat_rate));
}

/** An invoice in the API's form. */
export function toInvoice(world: World, row: InvoiceRow) {
  const isActive = billingGroups(world).has(row.billing_group_id);
  return {
    billing_group_id: row.billing_group_id,
    billing_group_name: row.billing_group_name,
    billing_group_state: isActive ? ("active" as const) : ("deleted" as const),
    currency: row.currency,
    download_cookie: cookieOf(world, row),
    due_date: row.due_date,
    generated_at: row.generated_at,
    invoice_number: row.invoice_number,
    issue_date: row.generated_at,
    period_begin: world.clock.timestamp(row.begin),
    period_end: lastSecond(world, row.end),
    state: row.state,
    total_inc_vat: money(withVat(row)),
    total_vat_zero: money(row.net_cents),
  };
}

/** The same as organizations see it. */
export function toOrganizationInvoice(world: World, row: InvoiceRow) {
  return {
    billing_group_id: row.billing_group_id,
    create_time: row.generated_at,
    currency: row.currency,
    download_only: false,
    due_date: row.due_date.slice(0, DATE_LENGTH),
    invoice_number: row.invoice_number,
    invoice_period: periodOf(world, row),
    issue_date: row.generated_at.slice(0, DATE_LENGTH),
    net: money(row.net_cents),
    net_usd: money(row.net_usd_cents),
    organization_id: row.organization_id,
    state: row.state,
    total: money(withVat(row)),
    total_usd: money(Math.round(row.net_usd_cents * (1 + row.vat_rate))),
  };
}

export function periodOf(world: World, row: InvoiceRow) {
  return { begin_time: world.clock.timestamp(row.begin), end_time: lastSecond(world, row.end) };
}

function lastSecond(world: World, end: number): string {
  return world.clock.timestamp(end - 1000);
}

export function toLine(world: World, { currency }: InvoiceRow, line: InvoiceLine) {
  return {
    cloud_name: line.cloud_name ?? null,
    description: line.description,
    line_pre_discount_local: money(line.local_cents),
    line_total_local: money(line.local_cents),
    line_total_usd: money(line.usd_cents),
    line_type: line.line_type,
    local_currency: currency,
    project_name: line.project ?? null,
    service_name: line.service_name ?? null,
    service_plan: line.plan ?? null,
    service_type: line.service_type ?? null,
    tags: line.tags ?? {},
    timestamp_begin: world.clock.timestamp(line.begin),
    timestamp_end: world.clock.timestamp(line.end),
  };
}

export function toOrganizationLine(world: World, { currency }: InvoiceRow, line: InvoiceLine) {
  return {
    begin_time: world.clock.timestamp(line.begin),
    cloud: line.cloud_name ?? null,
    currency,
    description: line.description,
    end_time: world.clock.timestamp(line.end),
    line_type: line.line_type,
    plan: line.plan ?? null,
    project_id: line.project ?? null,
    service_id: line.service_name ?? null,
    service_type: line.service_type ?? null,
    tags: line.tags ?? {},
    total: money(line.local_cents),
    total_usd: money(line.usd_cents),
  };
}

const COLUMNS = [
  "line_type",
  "description",
  "project_name",
  "service_name",
  "service_type",
  "service_plan",
  "cloud_name",
  "timestamp_begin",
  "timestamp_end",
  "local_currency",
  "line_total_local",
  "line_total_usd",
] as const satisfies readonly (keyof ReturnType<typeof toLine>)[];

/** The lines of an invoice as a table, or those of one project. */
export function invoiceCsv(world: World, row: InvoiceRow, project?: string): Download {
  const lines = row.lines.filter((line) => project === undefined || line.project === project);
  const rows = lines.map((line) => toLine(world, row, line)).map((line) => COLUMNS.map((name) => cell(line[name])));
  const text = [[...COLUMNS], ...rows].map((cells) => `${cells.join(",")}\r\n`).join("");
  return { contentType: "text/csv", bytes: Buffer.from(text) };
}

function cell(value: string | null): string {
  const text = value ?? "";
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** An invoice on paper. */
export function invoicePdf(world: World, row: InvoiceRow): Download {
  const { begin_time, end_time } = periodOf(world, row);
  const lines = [
    `INVOICE ${row.invoice_number}${row.state === "estimate" ? " (estimate)" : ""}`,
    "Made by a sandbox: nothing is owed.",
    "",
    ...row.payer,
    `Billing group: ${row.billing_group_name}`,
    `Period: ${begin_time} - ${end_time}`,
    `Due: ${row.due_date}`,
    "",
    ...row.lines.map((line) => pair(line.description, `${money(line.local_cents)} ${row.currency}`)),
    "",
    pair("Total without VAT", `${money(row.net_cents)} ${row.currency}`),
    pair(`VAT ${(row.vat_rate * 100).toFixed(1)} %`, `${money(withVat(row) - row.net_cents)} ${row.currency}`),
    pair("Total", `${money(withVat(row))} ${row.currency}`),
  ];
  return { contentType: "application/pdf", bytes: toPdf(lines) };
}

const WIDTH = 88;

/** Words at the left, a sum at the right. */
export function pair(words: string, sum: string): string {
  return words.slice(0, WIDTH - sum.length - 1).padEnd(WIDTH - sum.length) + sum;
}
