import { found } from "../errors.js";
import { requireOwnBillingGroup } from "../model/billing-group.js";
import { cookieOf, type InvoiceRow, invoiceByNumber, invoicesOf, requireInvoice } from "../model/invoice.js";
import { requireOrganization } from "../model/organization.js";
import { projects, requireProject } from "../model/project.js";
import { invoiceCsv, invoicePdf, money, toInvoice, toLine, withVat } from "../service/invoice-view.js";
import type { Call, Handlers, World } from "../world.js";

export { effects } from "../model/invoice.js";

/** Invoices under their billing group, and under a project of it. */
export const handlers: Handlers = {
  BillingGroupInvoiceList: ({ billing_group_id, sort }, call) => {
    requireOwnBillingGroup(call, billing_group_id);
    const rows = invoicesOf(call.world, billing_group_id).map((row) => toInvoice(call.world, row));
    if (sort === undefined) return { invoices: rows };
    const collator = new Intl.Collator("en", { numeric: true });
    return { invoices: rows.toSorted((one, other) => collator.compare(one[sort], other[sort])) };
  },

  BillingGroupInvoiceGet: (input, call) => {
    const row = requireOwned(call, input);
    return {
      invoice: {
        due_date: row.due_date,
        generated_at: row.generated_at,
        invoice_number: row.invoice_number,
        invoice_state: row.state,
        local_inc_vat: money(withVat(row)),
        local_vat_zero: money(row.net_cents),
      },
    };
  },

  BillingGroupInvoiceLinesList: (input, call) => {
    const row = requireOwned(call, input);
    return { lines: row.lines.map((line) => toLine(call.world, row, line)) };
  },

  BillingGroupInvoiceCsvGet: ({ billing_group_id, invoice_number, cookie, project }, { world }) =>
    invoiceCsv(world, withCookie(world, { billing_group_id, invoice_number, cookie }), project),

  BillingGroupInvoiceDownload: ({ billing_group_id, invoice_number, download_cookie: cookie }, { world }) =>
    invoicePdf(world, withCookie(world, { billing_group_id, invoice_number, cookie })),

  InvoiceGet: ({ invoice_number }, call) => {
    const row = found(invoiceByNumber(call.world, invoice_number), "Invoice does not exist", "invoice_not_found");
    requireOrganization(call, row.organization_id);
    return { invoice: toInvoice(call.world, row) };
  },

  ProjectInvoiceList: ({ project }, call) => {
    const { billing_group_id } = requireProject(call, project);
    return { invoices: invoicesOf(call.world, billing_group_id).map((row) => toInvoice(call.world, row)) };
  },

  ProjectInvoiceGet: ({ project, invoice_number, download_cookie: cookie }, { world }) => {
    const { billing_group_id } = projects(world).get(project) ?? {};
    return invoicePdf(world, withCookie(world, { billing_group_id, invoice_number, cookie }));
  },
};

type Named = { readonly billing_group_id: string; readonly invoice_number: string };

function requireOwned(call: Call, { billing_group_id, invoice_number }: Named): InvoiceRow {
  requireOwnBillingGroup(call, billing_group_id);
  return requireInvoice(invoicesOf(call.world, billing_group_id), invoice_number);
}

/** An invoice for who has its cookie, which stands for a token. A wrong one is told from no invoice by nothing. */
function withCookie(
  world: World,
  input: { billing_group_id: string | undefined; invoice_number: string; cookie: string },
): InvoiceRow {
  const { billing_group_id, invoice_number, cookie } = input;
  const rows = billing_group_id === undefined ? [] : invoicesOf(world, billing_group_id);
  return requireInvoice(
    rows.filter((row) => cookieOf(world, row) === cookie),
    invoice_number,
  );
}
