import { expect } from "vitest";
import { listOf, task } from "./conversation.js";

task({
  id: "invoices",
  title: "Export invoice lines for the month, by project",
  budget: { calls: 4, tokens: 1_500 },
  async talk({ call, find, api, project }) {
    await find(
      "list invoices of a billing group; lines of an invoice",
      "BillingGroupInvoiceList",
      "BillingGroupInvoiceLinesList",
    );
    const { billing_group_id } = (await call("aiven_overview")) as { billing_group_id: string };
    const list = { operation: "BillingGroupInvoiceList", input: { billing_group_id } };
    const [, last] = listOf(await call("aiven_read", list), "invoices");
    const invoice_number = String(last?.["invoice_number"]);
    const read = { operation: "BillingGroupInvoiceLinesList", input: { billing_group_id, invoice_number } };
    const lines = listOf(await call("aiven_read", read), "lines");
    expect(new Set(lines.map(({ project_name }) => project_name))).toEqual(new Set([project]));
    const real = await api.ok("BillingGroupInvoiceLinesList", { billing_group_id, invoice_number });
    expect(lines).toHaveLength(real.lines?.length ?? 0);
    const sum = lines.reduce((total, { line_total_usd }) => total + Number(line_total_usd), 0);
    expect(sum).toBeCloseTo(Number(last?.["total_vat_zero"]), 1);
  },
});
