import { describe, expect, test } from "vitest";
import { BUILT_MS, openSandbox, pgSpec, toRefusal } from "./api.js";

describe("paths beside the described ones", () => {
  test.each([
    ["GET", "elasticsearch/acl"],
    ["PUT", "elasticsearch/acl"],
    ["GET", "alloydbomni/google_cloud_private_key"],
    ["POST", "alloydbomni/google_cloud_private_key"],
    ["DELETE", "alloydbomni/google_cloud_private_key"],
    ["POST", "flink/job"],
    ["POST", "flink/job/validate"],
    ["GET", "flink/proxy/v1/jobs/x"],
    ["PATCH", "flink/proxy/v1/jobs/x"],
    ["POST", "flink/application/x/query"],
  ])("%s …/%s is retired", async (method, path) => {
    await using api = await openSandbox();
    const response = await api.fetch(`/v1/project/${api.project}/service/demo-pg/${path}`, { method });
    expect(await toRefusal(response)).toMatchObject({ status: 410, code: "retired_api_endpoint" });
  });

  test("a retired type of service is refused with a code, and so is one that never was", async () => {
    await using api = await openSandbox();
    const spec = pgSpec(api.project, "old");
    expect(await api.refused("ServiceCreate", { ...spec, service_type: "redis" })).toMatchObject({
      status: 410,
      code: "service_type_not_allowed",
    });
    expect(await api.refused("ServiceCreate", { ...spec, service_type: "oracle" })).toMatchObject({
      status: 400,
      code: "invalid_service_type",
    });
  });

  test("HEAD is answered as GET, without a body", async () => {
    await using api = await openSandbox();
    const head = await api.fetch("/v1/project", { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.headers.get("content-type")).toBe("application/json");
    expect(await head.text()).toBe("");
    expect((await api.fetch("/v1/project/nowhere", { method: "HEAD" })).status).toBe(404);
  });

  test("a peering can be deleted by the account alone", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const spec = { cloud_name: "aws-eu-west-1", network_cidr: "10.0.0.0/24", peering_connections: [] };
    const { project_vpc_id } = await api.ok("VpcCreate", { project, ...spec });
    api.sandbox.advance(BUILT_MS);
    const peer = { peer_cloud_account: "123456789012", peer_vpc: "vpc-1" };
    await api.ok("VpcPeeringConnectionCreate", { project, project_vpc_id, ...peer });
    const path = `/v1/project/${project}/vpcs/${project_vpc_id}/peering-connections/peer-accounts`;
    expect((await api.fetch(`${path}/999999999999`, { method: "DELETE" })).status).toBe(404);
    const deleted = await api.fetch(`${path}/123456789012`, { method: "DELETE" });
    expect(await deleted.json()).toMatchObject({ peer_vpc: "vpc-1", state: "DELETING" });
  });

  test("the old prefix of the documentation's samples updates a service", async () => {
    await using api = await openSandbox();
    const url = `/v1beta/project/${api.project}/service/demo-pg`;
    const headers = { authorization: `aivenv1 ${api.sandbox.token}`, "content-type": "application/json" };
    const body = JSON.stringify({ termination_protection: true });
    expect(await (await api.fetch(url, { method: "PUT", headers, body })).json()).toMatchObject({
      service: { termination_protection: true },
    });
  });

  test("what a card is set up with is there, for whoever is logged in", async () => {
    await using api = await openSandbox();
    const key = await api.fetch("/v1/config/stripe_key");
    expect(await key.json()).toMatchObject({ stripe_key: expect.stringMatching(/^pk_test_/) });
    const intent = await api.fetch("/v1/create_payment_method_setup_intent");
    expect(await intent.json()).toMatchObject({ client_secret: expect.stringMatching(/^seti_.+_secret_/) });
    expect((await api.fetch("/v1/config/stripe_key", { headers: {} })).status).toBe(401);
  });

  test("nobody can have a grant for an OAuth token, and is told so in the form of OAuth", async () => {
    await using api = await openSandbox();
    const { account_id } = (await api.ok("ProjectGet", { project: api.project })).project;
    const { client_id } = await api.ok("AccountOAuthClientCreate", { account_id, name: "app" });
    const grant = async (fields: Record<string, string>) => {
      const body = new URLSearchParams(fields);
      const response = await api.fetch("/v1/oauth2/token", { method: "POST", headers: {}, body });
      return [response.status, ((await response.json()) as { error: string }).error];
    };
    expect(await grant({})).toEqual([400, "invalid_request"]);
    expect(await grant({ grant_type: "password" })).toEqual([400, "unsupported_grant_type"]);
    expect(await grant({ grant_type: "refresh_token", client_id: "x" })).toEqual([401, "invalid_client"]);
    const code = { grant_type: "authorization_code", client_id: String(client_id), code: "x" };
    expect(await grant(code)).toEqual([400, "invalid_grant"]);
  });

  test("a SAML method has metadata for its identity provider, and takes no answer that is not from one", async () => {
    await using api = await openSandbox();
    const { account_id } = (await api.ok("ProjectGet", { project: api.project })).project;
    const { authentication_method: method } = await api.ok("AccountAuthenticationMethodCreate", {
      account_id,
      authentication_method_name: "Okta",
      authentication_method_type: "saml",
    });
    const path = new URL(String(method.saml_metadata_url)).pathname;
    const metadata = await (await api.fetch(path, { headers: {} })).text();
    expect(metadata).toContain(`Location="${method.saml_acs_url}"`);
    const acs = path.replace("/metadata", "/acs");
    const body = new URLSearchParams({ SAMLResponse: "x" });
    expect((await api.fetch(acs, { method: "POST", headers: {}, body })).status).toBe(400);
    expect((await api.fetch(path.replace(/method\/[^/]+/, "method/nothing"), { headers: {} })).status).toBe(404);
  });

  test("the provider's SQL editor is its own", async () => {
    await using api = await openSandbox();
    const url = `/v1/project/${api.project}/service/demo-pg/pg-editor/run-query`;
    const response = await api.fetch(url, { method: "POST", body: '{"query":"SELECT 1"}' });
    expect((await toRefusal(response)).status).toBe(403);
  });
});
