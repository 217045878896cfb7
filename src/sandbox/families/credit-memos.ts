import type { Download } from "../../core/catalogue/index.js";
import { ApiFailure } from "../errors.js";
import { type CreditMemoRow, creditMemos, requireCreditMemo } from "../model/credit-memo.js";
import { cookieOf } from "../model/invoice.js";
import { requireOrganization } from "../model/organization.js";
import { money, pair, periodOf } from "../service/invoice-view.js";
import { toPdf } from "../service/pdf.js";
import type { Call, Handlers, World } from "../world.js";

export const handlers: Handlers = {
  OrganizationBillingCreditMemosList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    const own = creditMemos(call.world).where((row) => row.invoice.organization_id === organization_id);
    return { credit_memos: own.map((row) => toCreditMemo(call.world, row)) };
  },

  OrganizationBillingCreditMemoGet: (input, call) => toCreditMemo(call.world, requireOwned(call, input)),

  OrganizationBillingCreditMemoPdfGet: (input, call) => pdfOf(requireOwned(call, input)),

  // The cookie is that of the invoice.
  BillingCreditMemoDownload: ({ credit_memo_id, download_cookie }, { world }) => {
    const row = requireCreditMemo(world, credit_memo_id);
    if (cookieOf(world, row.invoice) === download_cookie) return pdfOf(row);
    throw new ApiFailure(403, "Invalid download cookie", "request_forbidden");
  },
};

type Named = { readonly organization_id: string; readonly credit_memo_id: string };

function requireOwned(call: Call, { organization_id, credit_memo_id }: Named): CreditMemoRow {
  requireOrganization(call, organization_id);
  return requireCreditMemo(call.world, credit_memo_id, organization_id);
}

function totalOf({ invoice, net_cents }: CreditMemoRow): string {
  return money(net_cents * (1 + invoice.vat_rate));
}

function toCreditMemo(world: World, row: CreditMemoRow) {
  const { create_time, credit_memo_id, invoice, net_cents, net_usd_cents } = row;
  return {
    create_time,
    credit_memo_id,
    currency: invoice.currency,
    invoice_number: invoice.invoice_number,
    invoice_period: periodOf(world, invoice),
    issue_time: create_time,
    net: money(net_cents),
    net_usd: money(net_usd_cents),
    send_time: create_time,
    state: "sent" as const,
    total: totalOf(row),
  };
}

function pdfOf(row: CreditMemoRow): Download {
  const { credit_memo_id, invoice, net_cents } = row;
  const lines = [
    `CREDIT MEMO ${credit_memo_id}`,
    "Made by a sandbox: nothing is given back.",
    "",
    ...invoice.payer,
    `For invoice ${invoice.invoice_number}`,
    "",
    pair("Total without VAT", `${money(net_cents)} ${invoice.currency}`),
    pair("Total", `${totalOf(row)} ${invoice.currency}`),
  ];
  return { contentType: "application/pdf", bytes: toPdf(lines) };
}
