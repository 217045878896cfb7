import { expect, test } from "vitest";
import { openSandbox, pgSpec } from "./api.js";

test("a customer's key is made, becomes the default, is used, and deleted when it no longer is", async () => {
  await using api = await openSandbox();
  const { project } = api;
  const spec = { project, provider: "aws", resource: "arn:aws:kms:eu-west-1:1:key/a" } as const;
  const { cmk } = await api.ok("CMKCreate", spec);
  expect(cmk).toMatchObject({ status: "current", default_cmk: false, resource: spec.resource });
  expect((await api.refused("CMKCreate", spec)).status).toBe(409);
  const named = { project, cmk_id: cmk.id };
  await api.ok("CMKUpdate", { ...named, default_cmk: true });
  const { service } = await api.ok("ServiceCreate", pgSpec(project, "encrypted"));
  expect(service.cmk_id).toBe(cmk.id);
  const { service_associations } = await api.ok("CMKServiceAssociationsList", named);
  expect(service_associations.map((each) => each.service_name)).toEqual(["encrypted"]);
  expect((await api.refused("CMKDelete", named)).message).toContain("encrypted");
  const other = await api.ok("CMKCreate", { ...spec, resource: "b", default_cmk: true });
  const { cmks } = await api.ok("CMKList", { project });
  expect(cmks.filter((each) => each.default_cmk).map((each) => each.id)).toEqual([other.cmk.id]);
  await api.ok("ServiceDelete", { project, service_name: "encrypted" });
  await api.ok("CMKDelete", named);
  expect((await api.refused("CMKGet", named)).status).toBe(404);
  expect((await api.refused("CMKGet", { project, cmk_id: "x" })).code).toBe("invalid_cmk_id");
});

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
