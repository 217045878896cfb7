import type { INodeType } from "n8n-workflow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Aiven } from "../../src/n8n/nodes/Aiven/Aiven.node.js";
import { AivenBilling } from "../../src/n8n/nodes/AivenBilling/AivenBilling.node.js";
import { openSandbox, type TestApi } from "../sandbox/api.js";
import { START } from "../sandbox/organization-setup.js";
import { fakeNode } from "./fake-node.js";

let api: TestApi;
let invoice: { invoice_number: string; organization_id: string };
beforeAll(async () => {
  api = await openSandbox({ speed: "instant", start: START });
  const { billing_group_id, organization_id } = (await api.ok("ProjectGet", { project: api.project })).project;
  const { invoices } = await api.ok("BillingGroupInvoiceList", { billing_group_id });
  invoice = { invoice_number: String(invoices.at(-1)?.invoice_number), organization_id };
});
afterAll(() => api[Symbol.asyncDispose]());

async function run(type: INodeType, item: Readonly<Record<string, unknown>>) {
  const credential = { token: api.sandbox.token, baseUrl: api.sandbox.url, project: api.project };
  const { node } = fakeNode(type, { credential, items: [item] });
  const answer = (await type.execute?.call(node)) as { json: Record<string, unknown>; binary?: object }[][] | undefined;
  return answer?.[0]?.[0] ?? { json: {} };
}

const text = (binary: object | undefined, field: string) => {
  const file = (binary as Record<string, { data: string }> | undefined)?.[field];
  return Buffer.from(file?.data ?? "", "base64").toString("latin1");
};

describe("a file", () => {
  it.each([
    ["OrganizationBillingInvoicePdfGet", "pdf", "application/pdf", /^%PDF-/],
    ["OrganizationBillingInvoiceCsvGet", "csv", "text/csv", /,/],
  ])("of %s is named after its invoice and goes where the options say", async (operation, ending, mimeType, begins) => {
    const item = { operation, ...invoice, options: { binaryField: "invoice" } };
    const { json, binary } = await run(new AivenBilling(), item);
    const fileName = `invoice-${invoice.invoice_number}.${ending}`;
    expect(json).toEqual({ fileName, mimeType, fileSize: expect.any(Number) });
    expect(binary).toMatchObject({ invoice: { fileName, mimeType } });
    expect(text(binary, "invoice")).toMatch(begins);
    expect(text(binary, "invoice")).toHaveLength(Number(json["fileSize"]));
  });

  it.each([
    [{}, "data"],
    [{ binaryField: "ca" }, "ca"],
  ])("holds the project's certificate, with options %j in %s", async (options, field) => {
    const { json, binary } = await run(new Aiven(), { operation: "ProjectKmsGetCA", options });
    expect(binary).toMatchObject({ [field]: { fileName: "ca.pem" } });
    expect(text(binary, field)).toBe(json["certificate"]);
  });

  it("holds a user's certificate and key, where secrets are asked for", async () => {
    const item = { operation: "ServiceUserGet", service_name: "demo-kafka", service_username: "avnadmin" };
    expect((await run(new Aiven(), item)).binary).toBeUndefined();
    const { binary } = await run(new Aiven(), { ...item, options: { includeSecrets: true } });
    expect(binary).toMatchObject({
      access_cert: { fileName: "service.cert" },
      access_key: { fileName: "service.key" },
    });
    expect(text(binary, "access_key")).toMatch(/^-----BEGIN/);
  });
});
