import { describe, expect, test } from "vitest";
import { DAY_MS, openSandbox, type TestApi } from "./api.js";

const HOUR_MS = 3600_000;
/** The month's beginning is 22.5 days ago; the demo's services began in the month before. */
const START = Date.UTC(2026, 10, 23, 12);
const HOURS = 22.5 * 24;

async function home(api: TestApi) {
  const { project } = await api.ok("ProjectGet", { project: api.project });
  return { organization_id: String(project.organization_id), billing_group_id: project.billing_group_id };
}

async function priceOf(api: TestApi, service_type: string, service_plan: string, cloud: string): Promise<number> {
  const input = { project: api.project, service_type, service_plan, cloud };
  return Number((await api.ok("ProjectServicePlanPriceGet", input)).base_price_usd);
}

async function lines(api: TestApi, index = 0) {
  const { billing_group_id } = await home(api);
  const { invoices } = await api.ok("BillingGroupInvoiceList", { billing_group_id });
  const { invoice_number = "" } = invoices.at(index) ?? {};
  return (await api.ok("BillingGroupInvoiceLinesList", { billing_group_id, invoice_number })).lines ?? [];
}

describe("costs", () => {
  test("are the price of the plan for the hours that a service was on", async () => {
    await using api = await openSandbox({ start: START });
    const price = await priceOf(api, "pg", "startup-4", "google-europe-west1");
    const line = (await lines(api)).find((each) => each.service_name === "demo-pg");
    expect(Number(line?.line_total_usd)).toBeCloseTo(price * HOURS, 1);
    await api.ok("ServiceUpdate", { project: api.project, service_name: "demo-pg", powered: false });
    api.sandbox.advance(2 * DAY_MS);
    const later = (await lines(api)).find((each) => each.service_name === "demo-pg");
    expect(Number(later?.line_total_usd)).toBeCloseTo(price * HOURS, 1);
  });

  test("change with the plan, and go on for what is deleted up to then", async () => {
    await using api = await openSandbox({ start: START });
    const service = { project: api.project, service_name: "demo-pg" };
    await api.ok("ServiceUpdate", { ...service, plan: "startup-8" });
    api.sandbox.advance(10 * HOUR_MS);
    await api.ok("ServiceDelete", service);
    api.sandbox.advance(10 * HOUR_MS);
    const own = (await lines(api)).filter((each) => each.service_name === "demo-pg");
    expect(own.map((each) => each.service_plan)).toEqual(["startup-4", "startup-8"]);
    const price = await priceOf(api, "pg", "startup-8", "google-europe-west1");
    expect(Number(own[1]?.line_total_usd)).toBeCloseTo(price * 10, 1);
  });

  test("have lines for added disk and static IP addresses", async () => {
    await using api = await openSandbox({ start: START });
    const { project } = api;
    const disk = { project, service_name: "demo-pg", disk_space_mb: (80 + 10) * 1024 };
    await api.ok("ServiceUpdate", disk);
    const { static_ip_address_id } = await api.ok("StaticIPCreate", { project, cloud_name: "google-europe-west1" });
    api.sandbox.advance(100 * HOUR_MS);
    const extra = (await lines(api)).filter((each) => each.line_type === "extra_charge");
    expect(extra.map((each) => each.description)).toEqual([
      "10 GB of disk added to demo-pg",
      `Static IP address ${static_ip_address_id}`,
    ]);
    for (const line of extra) expect(Number(line.line_total_usd)).toBeGreaterThan(0);
  });

  test("are charged to the billing group that a project has at the time", async () => {
    await using api = await openSandbox({ start: START });
    const { billing_group } = await api.ok("BillingGroupCreate", { billing_group_name: "Other" });
    const { billing_group_id } = billing_group;
    await api.ok("BillingGroupProjectAssign", { billing_group_id, project: api.project });
    api.sandbox.advance(DAY_MS);
    const { invoices } = await api.ok("BillingGroupInvoiceList", { billing_group_id });
    const price = await priceOf(api, "pg", "startup-4", "google-europe-west1");
    const own = (await lines(api)).find((each) => each.service_name === "demo-pg");
    expect(invoices).toHaveLength(1);
    expect(Number(own?.line_total_usd)).toBeCloseTo(price * 24, 1);
  });
});

describe("invoices", () => {
  test("are estimates until the month is over, and add up", async () => {
    await using api = await openSandbox({ start: START });
    const { billing_group_id, organization_id } = await home(api);
    const list = async () => (await api.ok("BillingGroupInvoiceList", { billing_group_id })).invoices;
    expect((await list()).map(({ state, period_begin }) => [state, period_begin])).toEqual([
      ["estimate", "2026-11-01T00:00:00Z"],
      ["no_payment_expected", "2026-10-01T00:00:00Z"],
    ]);
    const [estimate] = await list();
    const sum = (await lines(api)).reduce((total, line) => total + Number(line.line_total_local), 0);
    expect(Number(estimate?.total_vat_zero)).toBeCloseTo(sum, 5);
    expect(Number(estimate?.total_inc_vat)).toBeCloseTo(sum * 1.255, 2);
    const { billing_group } = await api.ok("BillingGroupGet", { billing_group_id });
    expect(billing_group.estimated_balance_usd).toBe(estimate?.total_vat_zero);
    api.sandbox.advance(10 * DAY_MS);
    const after = await list();
    expect(after.map(({ state }) => state)).toEqual(["estimate", "no_payment_expected", "no_payment_expected"]);
    expect(after[1]?.invoice_number).toBe(estimate?.invoice_number);
    const seen = await api.ok("OrganizationBillingInvoiceList", { organization_id, state: ["estimate"] });
    expect(seen.invoices.map(({ invoice_number }) => invoice_number)).toEqual([after[0]?.invoice_number]);
    const named = { organization_id, invoice_number: String(after[1]?.invoice_number) };
    expect((await api.ok("OrganizationBillingInvoiceGet", named)).total).toBe(after[1]?.total_inc_vat);
  });

  test("use credits up, and are in the currency of the billing group", async () => {
    await using api = await openSandbox({ start: START });
    const { billing_group_id } = await home(api);
    const before = await api.ok("BillingGroupGet", { billing_group_id });
    const { credit } = await api.ok("BillingGroupCreditsClaim", { billing_group_id, code: "WELCOME-1" });
    const after = await api.ok("BillingGroupGet", { billing_group_id });
    const owed = Number(before.billing_group.estimated_balance_usd);
    const left = Math.max(0, owed - Number(credit.value));
    expect(Number(after.billing_group.estimated_balance_usd)).toBeCloseTo(left, 2);
    expect((await lines(api)).at(-1)).toMatchObject({ line_type: "credit_consumption" });
    await api.ok("BillingGroupUpdate", { billing_group_id, billing_currency: "EUR" });
    expect((await lines(api))[0]?.local_currency).toBe("EUR");
    api.sandbox.advance(10 * DAY_MS);
    const [used] = (await api.ok("BillingGroupCreditsList", { billing_group_id })).credits;
    expect(Number(used?.remaining_value)).toBeLessThan(Number(credit.value));
  });

  test("can be had as PDF and CSV by who has the cookie, and nobody else", async () => {
    await using api = await openSandbox({ start: START });
    const { billing_group_id } = await home(api);
    const { invoices } = await api.ok("BillingGroupInvoiceList", { billing_group_id });
    const { invoice_number, download_cookie } = invoices[1] ?? {};
    const path = `/v1/billing-group/${billing_group_id}/invoice/${invoice_number}`;
    const pdf = await api.fetch(`${path}/${download_cookie}`, { headers: {} });
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    const bytes = Buffer.from(await pdf.arrayBuffer()).toString("latin1");
    const [, start] = /startxref\n(\d+)\n%%EOF\n$/.exec(bytes) ?? [];
    expect(bytes.slice(Number(start), Number(start) + 5)).toBe("xref\n");
    for (const [, offset, number] of entries(bytes)) {
      expect(bytes.slice(Number(offset)).startsWith(`${number} 0 obj`)).toBe(true);
    }
    const csv = await api.fetch(`${path}/csv?cookie=${download_cookie}`, { headers: {} });
    expect(csv.headers.get("content-type")).toBe("text/csv");
    const rows = (await csv.text()).trimEnd().split("\r\n");
    expect(rows).toHaveLength((await lines(api, 1)).length + 1);
    expect((await api.fetch(`${path}/wrong`, { headers: {} })).status).toBe(404);
    expect((await api.fetch(`${path}/csv?cookie=wrong`, { headers: {} })).status).toBe(404);
  });

  test("stay when their billing group goes, and are refused by unknown numbers", async () => {
    await using api = await openSandbox({ start: START });
    const { billing_group_id, organization_id } = await home(api);
    const { billing_group } = await api.ok("BillingGroupCreate", { billing_group_name: "Other" });
    const other = billing_group.billing_group_id;
    await api.ok("BillingGroupProjectAssign", { billing_group_id: other, project: api.project });
    await api.ok("BillingGroupDelete", { billing_group_id });
    const { invoices } = await api.ok("OrganizationBillingInvoiceList", { organization_id });
    const [last] = invoices.filter((row) => row.billing_group_id === billing_group_id);
    const invoice_number = String(last?.invoice_number);
    expect((await api.ok("InvoiceGet", { invoice_number })).invoice.billing_group_state).toBe("deleted");
    expect(await api.refused("InvoiceGet", { invoice_number: "0-0" })).toMatchObject({
      status: 404,
      code: "invoice_not_found",
    });
    const badDate = { organization_id, starting_date: "soon" };
    expect((await api.refused("OrganizationBillingInvoiceList", badDate)).code).toBe("invalid_date_format");
  });
});

describe("emissions", () => {
  test("are of what ran, by project and month", async () => {
    await using api = await openSandbox({ start: START });
    const { organization_id } = await home(api);
    const input = { organization_id, granularity: "month", group_by: "project" } as const;
    const { groups } = await api.ok("OrganizationEmissionsGet", input);
    expect(groups.map((group) => group.group_name)).toEqual([api.project]);
    expect(groups[0]?.buckets.map((bucket) => bucket.bucket_start)).toEqual([
      "2026-10-01T00:00:00Z",
      "2026-11-01T00:00:00Z",
    ]);
    for (const bucket of groups[0]?.buckets ?? []) expect(bucket.co2eq_kg).toBeGreaterThan(0);
    const backwards = { organization_id, starting_time: "2026-11-02", ending_time: "2026-11-01" };
    expect((await api.refused("OrganizationEmissionsGet", backwards)).status).toBe(400);
  });
});

/** The cross-reference table of a PDF: offset and number of each object. */
function entries(pdf: string): [string, string, string][] {
  const offsets = [...pdf.matchAll(/(\d{10}) 00000 n /g)].map(([, offset = ""]) => offset);
  return offsets.map((offset, index) => ["", offset, String(index + 1)]);
}
