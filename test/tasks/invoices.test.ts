import { expect } from "vitest";
import { company } from "./company.js";
import { listOf, task } from "./conversation.js";

const totals = (rows: readonly Record<string, unknown>[], name: string, total: string) => {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(String(row[name]), (sums.get(String(row[name])) ?? 0) + Number(row[total]));
  return [...sums].map(([project, sum]) => [project, sum.toFixed(2)]).sort();
};

task({
  id: "invoices",
  title: "Export invoice lines for the month, by project",
  needs: [
    "OrganizationBillingInvoiceList",
    "OrganizationBillingInvoiceLinesList",
    "OrganizationBillingInvoiceCsvGet",
    "OrganizationBillingInvoicePdfGet",
  ],
  budget: { calls: 5, tokens: 2_000 },
  scenario: company,
  async talk({ call, find, open, links, api }) {
    await find(
      "list invoices of an organization; lines of an invoice; invoice as csv; invoice as pdf",
      "OrganizationBillingInvoiceList",
      "OrganizationBillingInvoiceLinesList",
      "OrganizationBillingInvoiceCsvGet",
      "OrganizationBillingInvoicePdfGet",
    );
    const { organization_id, billing_group_id } = (await call("aiven_overview")) as Record<string, string>;
    const list = { organization_id, billing_group_ids: [billing_group_id] };
    const read = { operation: "OrganizationBillingInvoiceList", input: list };
    // The running month is an estimate.
    const last = listOf(await call("aiven_read", read), "invoices").find(({ state }) => state !== "estimate");
    const invoice_number = String(last?.["invoice_number"]);
    const input = { organization_id, invoice_number };
    const { results } = await call("aiven_read", {
      calls: [
        { operation: "OrganizationBillingInvoiceLinesList", input },
        { operation: "OrganizationBillingInvoiceCsvGet", input },
        { operation: "OrganizationBillingInvoicePdfGet", input },
      ],
      fields: ["description", "project_id", "total_usd", "content_type", "text", "bytes"],
    });
    const [lines = {}, csv, pdf] = results as Record<string, unknown>[];
    const rows = listOf(lines, "lines");
    expect(totals(rows, "project_id", "total_usd").map(([project]) => project)).toEqual(["lab", "shop"]);
    const group = { billing_group_id: String(billing_group_id), invoice_number };
    const real = (await api.ok("BillingGroupInvoiceLinesList", group)).lines ?? [];
    expect(totals(rows, "project_id", "total_usd")).toEqual(totals(real, "project_name", "line_total_usd"));
    const { invoices } = await api.ok("BillingGroupInvoiceList", { billing_group_id: group.billing_group_id });
    const sum = rows.reduce((total, { total_usd }) => total + Number(total_usd), 0);
    expect(sum).toBeCloseTo(Number(invoices.find((each) => each.invoice_number === invoice_number)?.total_vat_zero), 1);
    const [head, ...records] = String(csv?.["text"]).trim().split(/\r?\n/);
    expect(head).toMatch(/project/i);
    expect(records).toHaveLength(rows.length);
    const document = await open(links().find((uri) => uri.includes("Pdf")) ?? "");
    expect(document.subarray(0, 5).toString()).toBe("%PDF-");
    expect(document).toHaveLength(Number(pdf?.["bytes"]));
  },
});
