import { describe, expect, test } from "vitest";
import { BUILT_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

const MINUTE_MS = 60_000;
const CLOUD = "google-europe-west1";

async function staticIp(api: TestApi): Promise<string> {
  const { static_ip_address_id } = await api.ok("StaticIPCreate", { project: api.project, cloud_name: CLOUD });
  api.sandbox.advance(MINUTE_MS);
  return static_ip_address_id;
}

describe("static IP addresses", () => {
  test("are created, available to a service, assigned to its nodes, and not taken from them", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const made = await api.ok("StaticIPCreate", { project, cloud_name: CLOUD });
    expect(made).toMatchObject({ state: "creating", service_name: null, termination_protection: false });
    api.sandbox.advance(MINUTE_MS);
    const ids = [made.static_ip_address_id, await staticIp(api)];
    const states = async () => (await api.ok("StaticIPList", { project })).static_ips.map((ip) => ip.state);
    expect(await states()).toEqual(["created", "created"]);
    const service = { project, service_name: "demo-pg" };
    for (const static_ip_address_id of ids)
      await api.ok("ProjectStaticIPAssociate", { ...service, static_ip_address_id });
    expect(await states()).toEqual(["available", "available"]);
    await api.ok("ServiceUpdate", { ...service, user_config: { static_ips: true } });
    expect(await states()).toEqual(["assigned", "available"]);
    const [first = "", second = ""] = ids;
    const dissociate = (static_ip_address_id: string) => ({ project, static_ip_address_id });
    expect((await api.refused("ProjectStaticIPDissociate", dissociate(first))).status).toBe(409);
    expect((await api.refused("StaticIPDelete", dissociate(first))).status).toBe(409);
    await api.ok("ProjectStaticIPDissociate", dissociate(second));
    expect((await api.refused("ProjectStaticIPDissociate", dissociate(second))).status).toBe(409);
    expect((await api.ok("StaticIPDelete", dissociate(second))).state).toBe("deleted");
    expect((await api.refused("StaticIPDelete", dissociate(second))).status).toBe(404);
    await api.ok("ServiceDelete", service);
    expect(await states()).toEqual(["created"]);
  });

  test("are refused where there are none, twice, in another cloud, and while protected", async () => {
    await using api = await openSandbox();
    const { project } = api;
    expect((await api.refused("StaticIPCreate", { project, cloud_name: "do-ams" })).status).toBe(400);
    expect((await api.refused("StaticIPCreate", { project, cloud_name: "moon" })).status).toBe(400);
    const static_ip_address_id = await staticIp(api);
    const named = { project, static_ip_address_id };
    await api.ok("ServiceCreate", pgSpec(project, "elsewhere"));
    const elsewhere = await api.refused("ProjectStaticIPAssociate", { ...named, service_name: "elsewhere" });
    expect(elsewhere.status).toBe(400);
    expect((await api.refused("ProjectStaticIPAssociate", { ...named, service_name: "nobody" })).status).toBe(404);
    await api.ok("ProjectStaticIPAssociate", { ...named, service_name: "demo-pg" });
    expect((await api.refused("ProjectStaticIPAssociate", { ...named, service_name: "demo-pg" })).status).toBe(409);
    await api.ok("ProjectStaticIPDissociate", named);
    await api.ok("ProjectStaticIPPatch", { ...named, termination_protection: true });
    expect((await api.refused("StaticIPDelete", named)).status).toBe(403);
  });
});

describe("PrivateLink", () => {
  test("on AWS is created, connects and is deleted", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const service = { project, service_name: "linked" };
    await api.ok("ServiceCreate", pgSpec(project, "linked"));
    const principals = ["arn:aws:iam::123456789012:root"];
    const made = await api.ok("ServicePrivatelinkAWSCreate", { ...service, principals });
    expect(made).toEqual({ principals, state: "creating" });
    expect((await api.refused("ServicePrivatelinkAWSCreate", { ...service, principals })).status).toBe(409);
    api.sandbox.advance(BUILT_MS);
    expect(await api.ok("ServicePrivatelinkAWSGet", service)).toMatchObject({
      state: "active",
      aws_service_name: expect.stringMatching(/^com\.amazonaws\.vpce\.eu-west-1\.vpce-svc-/),
    });
    await api.ok("ServicePrivatelinkAWSRefresh", service);
    const { connections } = await api.ok("ServicePrivatelinkAWSConnectionList", service);
    expect(connections).toEqual([expect.objectContaining({ state: "active" })]);
    const two = [...principals, "arn:aws:iam::210987654321:user/them"];
    expect((await api.ok("ServicePrivatelinkAWSUpdate", { ...service, principals: two })).principals).toEqual(two);
    expect((await api.refused("ServicePrivatelinkAWSUpdate", { ...service, principals: ["me"] })).status).toBe(400);
    expect((await api.ok("ServicePrivatelinkAWSDelete", service)).state).toBe("deleting");
    api.sandbox.advance(MINUTE_MS);
    expect((await api.refused("ServicePrivatelinkAWSGet", service)).status).toBe(404);
  });

  test("on Azure waits for approval and for the address", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const service = { project, service_name: "linked" };
    await api.ok("ServiceCreate", { ...pgSpec(project, "linked"), cloud: "azure-westeurope" });
    await api.ok("ServicePrivatelinkAzureCreate", { ...service, user_subscription_ids: ["a"] });
    api.sandbox.advance(BUILT_MS);
    await api.ok("ServicePrivatelinkAzureRefresh", service);
    const list = async () => (await api.ok("ServicePrivatelinkAzureConnectionList", service)).connections[0];
    const privatelink_connection_id = String((await list())?.privatelink_connection_id);
    expect((await list())?.state).toBe("pending-user-approval");
    const connection = { ...service, privatelink_connection_id };
    await api.ok("ServicePrivatelinkAzureConnectionApproval", connection);
    expect((await list())?.state).toBe("user-approved");
    expect((await api.refused("ServicePrivatelinkAzureConnectionApproval", connection)).status).toBe(409);
    api.sandbox.advance(MINUTE_MS);
    expect((await list())?.state).toBe("connected");
    const wrong = await api.refused("ServicePrivatelinkAzureConnectionUpdate", { ...connection, user_ip_address: "x" });
    expect(wrong).toMatchObject({ status: 400, code: "ip_address_not_valid" });
    await api.ok("ServicePrivatelinkAzureConnectionUpdate", { ...connection, user_ip_address: "10.0.0.4" });
    expect(await list()).toMatchObject({ state: "active", user_ip_address: "10.0.0.4" });
  });

  test("on Google is approved with the address, and is only for services there", async () => {
    await using api = await openSandbox();
    const service = { project: api.project, service_name: "demo-pg" };
    const principals = ["arn:aws:iam::123456789012:root"];
    expect(await api.refused("ServicePrivatelinkAWSCreate", { ...service, principals })).toMatchObject({
      status: 400,
      message: expect.stringContaining(CLOUD),
    });
    expect((await api.refused("ServicePrivatelinkGoogleGet", service)).status).toBe(404);
    await api.ok("ServicePrivatelinkGoogleCreate", service);
    api.sandbox.advance(BUILT_MS);
    await api.ok("ServicePrivatelinkGoogleRefresh", service);
    const { connections } = await api.ok("ServicePrivatelinkGoogleConnectionList", service);
    const privatelink_connection_id = String(connections[0]?.privatelink_connection_id);
    const input = { ...service, privatelink_connection_id, user_ip_address: "10.0.0.4" };
    expect((await api.ok("ServicePrivatelinkGoogleConnectionCreate", input)).state).toBe("user-approved");
    api.sandbox.advance(MINUTE_MS);
    const after = await api.ok("ServicePrivatelinkGoogleConnectionList", service);
    expect(after.connections[0]?.state).toBe("active");
    await api.ok("ServiceDelete", service);
    expect((await api.refused("ServicePrivatelinkGoogleGet", service)).status).toBe(404);
  });
});

describe("keys of the customer's own", () => {
  const KEY = { provider: "gcp", resource: "projects/p/locations/l/keyRings/r/cryptoKeys/k" } as const;

  test("encrypt services and stay as long as they do", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const { cmk } = await api.ok("CMKCreate", { project, ...KEY, default_cmk: true });
    expect(cmk).toMatchObject({ ...KEY, default_cmk: true, status: "current" });
    expect((await api.refused("CMKCreate", { project, ...KEY })).status).toBe(409);
    expect((await api.refused("CMKCreate", { project, provider: "aws", resource: "x" })).status).toBe(400);
    const { service } = await api.ok("ServiceCreate", pgSpec(project, "secret"));
    expect(service.cmk_id).toBe(cmk.id);
    const named = { project, cmk_id: cmk.id };
    const { service_associations } = await api.ok("CMKServiceAssociationsList", named);
    expect(service_associations.map((each) => each.service_name)).toEqual(["secret"]);
    expect((await api.refused("CMKDelete", named)).status).toBe(409);
    await api.ok("ServiceDelete", { project, service_name: "secret" });
    await api.ok("CMKDelete", named);
    expect((await api.refused("CMKGet", named)).status).toBe(404);
    const unknown = { ...pgSpec(project, "other"), cmk_id: cmk.id };
    expect(await api.refused("ServiceCreate", unknown)).toMatchObject({ status: 400, code: "invalid_cmk_id" });
  });
});
