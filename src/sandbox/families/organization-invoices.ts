import { badRequest } from "../errors.js";
import { type InvoiceRow, organizationInvoices, requireInvoice } from "../model/invoice.js";
import { requireOrganization } from "../model/organization.js";
import { invoiceCsv, invoicePdf, toOrganizationInvoice, toOrganizationLine } from "../service/invoice-view.js";
import type { Call, Handlers } from "../world.js";

/** The same invoices under their organization. */
export const handlers: Handlers = {
  OrganizationBillingInvoiceList: (input, call) => {
    const { organization_id, billing_group_ids, state } = input;
    requireOrganization(call, organization_id);
    const from = moment(input.starting_date, "starting_date") ?? Number.NEGATIVE_INFINITY;
    const to = moment(input.ending_date, "ending_date") ?? Number.POSITIVE_INFINITY;
    const rows = organizationInvoices(call.world, organization_id).filter(
      (row) =>
        (billing_group_ids?.includes(row.billing_group_id) ?? true) &&
        (state?.includes(row.state) ?? true) &&
        row.end > from &&
        row.begin <= to,
    );
    return { invoices: rows.map((row) => toOrganizationInvoice(call.world, row)) };
  },

  OrganizationBillingInvoiceGet: (input, call) => toOrganizationInvoice(call.world, requireOwned(call, input)),

  OrganizationBillingInvoiceLinesList: (input, call) => {
    const row = requireOwned(call, input);
    return { lines: row.lines.map((line) => toOrganizationLine(call.world, row, line)) };
  },

  OrganizationBillingInvoiceCsvGet: (input, call) => invoiceCsv(call.world, requireOwned(call, input)),

  OrganizationBillingInvoicePdfGet: (input, call) => invoicePdf(call.world, requireOwned(call, input)),
};

type Named = { readonly organization_id: string; readonly invoice_number: string };

function requireOwned(call: Call, { organization_id, invoice_number }: Named): InvoiceRow {
  requireOrganization(call, organization_id);
  return requireInvoice(organizationInvoices(call.world, organization_id), invoice_number);
}

/** A moment in milliseconds; undefined when none is given. */
export function moment(text: string | undefined, field: string): number | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw badRequest(`Invalid ${field} '${text}': expected a date`, "invalid_date_format");
  return at;
}
