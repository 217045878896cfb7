import { expect, test } from "vitest";
import type { Input, OperationId } from "../../src/core/catalogue/index.js";
import { openSandbox, type TestApi } from "./api.js";

/** Calls a write that has to succeed and to leave one entry in the organization's log; answers with both. */
async function write<Id extends OperationId>(api: TestApi, account_id: string, id: Id, input: Input<Id>) {
  const log = async () => (await api.ok("AccountEventList", { account_id })).events;
  const before = (await log()).length;
  const answer = await api.ok(id, input);
  const [newest, ...older] = await log();
  expect(older, `${id} leaves one entry`).toHaveLength(before);
  return { answer, action: newest?.action_type };
}

const NEW_CLOUD = {
  cloud_provider: "aws",
  cloud_region: "eu-west-1",
  deployment_model: "standard",
  display_name: "ours",
  reserved_cidr: "10.0.0.0/16",
} as const;

async function open() {
  const api = await openSandbox();
  const { organizations } = await api.ok("UserOrganizationsList", {});
  const [organization] = organizations;
  if (!organization) throw new Error("the demo has no organization");
  const { organization_id, account_id } = organization;
  const done: (string | undefined)[] = [];
  const logged = async <Id extends OperationId>(id: Id, input: Input<Id>) => {
    const { answer, action } = await write(api, account_id, id, input);
    done.push(action);
    return answer;
  };
  return { api, organization_id, logged, done };
}

test("writes on VPCs of an organization stand in its log", async () => {
  const { api, organization_id, logged, done } = await open();
  await using _ = api;
  const clouds = [{ cloud_name: "aws-eu-west-1", network_cidr: "10.1.0.0/24" }];
  const { organization_vpc_id } = await logged("OrganizationVpcCreate", {
    organization_id,
    clouds,
    peering_connections: [],
  });
  const vpc = { organization_id, organization_vpc_id };
  await logged("OrganizationVpcUpdate", { ...vpc, display_name: "shared" });
  const peer = { peer_cloud_account: "123456789012", peer_vpc: "vpc-1a2b3c4d" };
  api.sandbox.advance(60_000);
  const made = await logged("OrganizationVpcPeeringConnectionCreate", { ...vpc, ...peer });
  const peering_connection_id = String(made.peering_connection_id);
  await logged("OrganizationVpcPeeringConnectionDeleteById", { ...vpc, peering_connection_id });
  await logged("OrganizationVpcDelete", vpc);
  expect(done).toEqual([
    "organization_vpc_create",
    "organization_vpc_update",
    "organization_vpc_peering_connection_create",
    "organization_vpc_peering_connection_delete",
    "organization_vpc_delete",
  ]);
});

test("writes on custom clouds, addresses and the organization itself stand in its log", async () => {
  const { api, organization_id, logged, done } = await open();
  await using _ = api;
  const { custom_cloud_environment: made } = await logged("CustomCloudEnvironmentCreate", {
    organization_id,
    ...NEW_CLOUD,
  });
  const cloud = { organization_id, custom_cloud_environment_id: made.custom_cloud_environment_id };
  await logged("CustomCloudEnvironmentUpdate", { ...cloud, display_name: "theirs" });
  await logged("CustomCloudEnvironmentPermissionsSet", { ...cloud, accounts: [], projects: [api.project] });
  await logged("CustomCloudEnvironmentDelete", cloud);
  const details = { address_lines: ["Street 1"], city: "Oulu", country_code: "FI", name: "Ours Ltd" };
  const { address_id } = await logged("OrganizationAddressCreate", { organization_id, ...details });
  const address = { organization_id, address_id: String(address_id) };
  await logged("OrganizationAddressUpdate", { ...address, city: "Turku" });
  await logged("OrganizationAddressDelete", address);
  await logged("OrganizationUpdate", { organization_id, name: "Another name" });
  expect(done).toEqual([
    "custom_cloud_environment_create",
    "custom_cloud_environment_update",
    "custom_cloud_environment_permissions_set",
    "custom_cloud_environment_delete",
    "organization_address_create",
    "organization_address_update",
    "organization_address_delete",
    "organization_update",
  ]);
});

test("a read through the update of a custom cloud leaves no entry", async () => {
  const { api, organization_id } = await open();
  await using _ = api;
  const { organizations } = await api.ok("UserOrganizationsList", {});
  const account_id = organizations[0]?.account_id ?? "";
  const { custom_cloud_environment: made } = await api.ok("CustomCloudEnvironmentCreate", {
    organization_id,
    ...NEW_CLOUD,
  });
  const before = (await api.ok("AccountEventList", { account_id })).events;
  const { custom_cloud_environment_id } = made;
  await api.ok("CustomCloudEnvironmentUpdate", { organization_id, custom_cloud_environment_id });
  expect((await api.ok("AccountEventList", { account_id })).events).toEqual(before);
});
