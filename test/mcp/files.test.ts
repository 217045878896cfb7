import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Json, openSandboxServer, type SandboxServer } from "./server.js";

let server: SandboxServer;
let input: Json;

beforeAll(async () => {
  server = await openSandboxServer();
  const { organization_id } = await server.ok("aiven_overview");
  const list = { operation: "OrganizationBillingInvoiceList", input: { organization_id } };
  const { invoices } = await server.ok("aiven_read", list);
  const [{ invoice_number } = {}] = invoices as Json[];
  input = { organization_id, invoice_number };
});
afterAll(() => server[Symbol.asyncDispose]());

async function contentsOf(uri = "") {
  const [first, ...others] = (await server.client.readResource({ uri })).contents;
  if (!first || others.length > 0) throw new Error("not one file");
  return first;
}

describe("a file that the API answers with", () => {
  it("is shown when it is text, and linked as it is", async () => {
    const { data, links } = await server.call("aiven_read", { operation: "OrganizationBillingInvoiceCsvGet", input });
    expect(data).toMatchObject({
      content_type: expect.stringMatching(/^text\/csv/),
      text: expect.stringMatching(/\w/),
    });
    // What the month has cost so far grows with every second.
    const untimed = (text: unknown) => String(text).replaceAll(/T[\d:]+Z|\b\d+\.\d\d\b/g, "");
    const file = await contentsOf(links[0]);
    if (!("text" in file)) throw new Error("no text");
    expect([file.uri, file.mimeType]).toEqual([links[0], "text/csv"]);
    expect(untimed(file.text)).toBe(untimed(data["text"]));
  });

  it("is told by its size when it is none, and linked as it is", async () => {
    const { data, links } = await server.call("aiven_read", { operation: "OrganizationBillingInvoicePdfGet", input });
    const file = await contentsOf(links[0]);
    if (!("blob" in file)) throw new Error("no blob");
    expect(file.mimeType).toBe("application/pdf");
    const bytes = Buffer.from(file.blob, "base64");
    expect(bytes.toString("latin1")).toMatch(/^%PDF-/);
    expect(data).toEqual({ content_type: "application/pdf", bytes: bytes.length });
  });

  it("has no fields to choose", async () => {
    const call = { operation: "OrganizationBillingInvoicePdfGet", input, fields: ["state"] };
    expect(await server.ok("aiven_read", call)).toMatchObject({ bytes: expect.any(Number) });
  });
});
