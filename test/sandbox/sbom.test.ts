import { expect, test } from "vitest";
import { openSandbox } from "./api.js";

test("the bill of materials is downloaded without a token, by a link that ends", async () => {
  await using api = await openSandbox();
  const { project } = api;
  const { download_url } = await api.ok("ProjectGenerateSbomDownloadUrl", { project, file_format: "csv" });
  const report = await api.fetch(`/v1${download_url}`, { headers: {} });
  expect(report.headers.get("content-type")).toContain("text/csv");
  expect(await report.text()).toContain("demo-pg,pg,startup-4");
  api.sandbox.advance(3601_000);
  expect((await api.fetch(`/v1${download_url}`, { headers: {} })).status).toBe(404);
  expect((await api.refused("ProjectGenerateSbomDownloadUrl", { project, file_format: "doc" })).status).toBe(400);
});
