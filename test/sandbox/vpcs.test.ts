import { describe, expect, test } from "vitest";
import { openSandbox, pgSpec, type TestApi } from "./api.js";

const MINUTE_MS = 60_000;
const AWS = { cloud_name: "aws-eu-west-1", network_cidr: "10.0.0.0/24", peering_connections: [] };
const PEER = { peer_cloud_account: "123456789012", peer_vpc: "vpc-1a2b3c4d" };

async function activeVpc(api: TestApi): Promise<string> {
  const { project_vpc_id } = await api.ok("VpcCreate", { project: api.project, ...AWS });
  api.sandbox.advance(2 * MINUTE_MS);
  return project_vpc_id;
}

async function eventsOf(api: TestApi): Promise<string[]> {
  const { events } = await api.ok("ProjectGetEventLogs", { project: api.project });
  return events.map((event) => event.event_type);
}

describe("VPCs of a project", () => {
  test("is approved, becomes active, is deleted and then gone", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const made = await api.ok("VpcCreate", { project, ...AWS });
    expect(made).toMatchObject({ ...AWS, state: "APPROVED" });
    const named = { project, project_vpc_id: made.project_vpc_id };
    api.sandbox.advance(2 * MINUTE_MS);
    expect((await api.ok("VpcGet", named)).state).toBe("ACTIVE");
    expect((await api.ok("VpcList", { project })).vpcs).toHaveLength(1);
    expect((await api.ok("VpcDelete", named)).state).toBe("DELETING");
    api.sandbox.advance(MINUTE_MS);
    expect((await api.refused("VpcGet", named)).status).toBe(404);
    expect((await api.refused("VpcDelete", named)).status).toBe(404);
    expect((await api.ok("VpcList", { project })).vpcs).toEqual([]);
    expect((await eventsOf(api)).slice(0, 2)).toEqual(["vpc_delete", "vpc_create"]);
  });

  test.each([
    [{ cloud_name: "moon-1" }, 400, "Invalid cloud 'moon-1'"],
    [{ network_cidr: "10.0.0.1/24" }, 400, "network_cidr '10.0.0.1/24'"],
    [{ network_cidr: "8.8.8.0/24" }, 400, "private use"],
    [{ network_cidr: "10.0.0.0/8" }, 400, "prefix length"],
    [{ network_cidr: "nonsense" }, 400, "expected an IPv4 network"],
    [{ cloud_name: "eu-frankfurt-1" }, 400, "does not support VPCs"],
    [{ network_cidr: "10.0.0.128/25" }, 409, "already exists"],
  ])("refuses %j", async (change, status, words) => {
    await using api = await openSandbox();
    await api.ok("VpcCreate", { project: api.project, ...AWS });
    const refusal = await api.refused("VpcCreate", { project: api.project, ...AWS, ...change });
    expect(refusal).toMatchObject({ status, message: expect.stringContaining(words) });
    expect((await api.ok("VpcList", { project: api.project })).vpcs).toHaveLength(1);
  });

  test("takes services once it is active, by itself or by name, and is not deleted before they are", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const { project_vpc_id } = await api.ok("VpcCreate", { project, ...AWS });
    const spec = { ...pgSpec(project, "inside"), project_vpc_id };
    expect(await api.refused("ServiceCreate", spec)).toMatchObject({
      status: 409,
      message: `Project VPC ${project_vpc_id} is in state APPROVED, not ACTIVE`,
    });
    api.sandbox.advance(2 * MINUTE_MS);
    const { project_vpc_id: _, ...unsaid } = spec;
    expect((await api.ok("ServiceCreate", unsaid)).service.project_vpc_id).toBe(project_vpc_id);
    expect(await api.refused("VpcDelete", { project, project_vpc_id })).toMatchObject({
      status: 409,
      message: expect.stringContaining("inside"),
    });
    await api.ok("ServiceDelete", { project, service_name: "inside" });
    expect((await api.ok("VpcDelete", { project, project_vpc_id })).state).toBe("DELETING");
  });

  test("asks which of several VPCs in a cloud is meant", async () => {
    await using api = await openSandbox();
    await activeVpc(api);
    await api.ok("VpcCreate", { project: api.project, ...AWS, network_cidr: "10.1.0.0/24" });
    api.sandbox.advance(2 * MINUTE_MS);
    const { project_vpc_id: _, ...unsaid } = pgSpec(api.project, "lost");
    expect((await api.refused("ServiceCreate", unsaid)).status).toBe(409);
  });
});

describe("peering connections", () => {
  test("wait for the VPC, then for the peer, and are then active", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const { project_vpc_id } = await api.ok("VpcCreate", { project, ...AWS });
    const state = async () => {
      const { peering_connections } = await api.ok("VpcGet", { project, project_vpc_id });
      return peering_connections[0]?.state;
    };
    await api.ok("VpcPeeringConnectionCreate", { project, project_vpc_id, ...PEER });
    expect(await state()).toBe("APPROVED");
    api.sandbox.advance(2 * MINUTE_MS);
    const { peering_connections } = await api.ok("VpcGet", { project, project_vpc_id });
    expect(peering_connections[0]).toMatchObject({
      state: "PENDING_PEER",
      vpc_peering_connection_type: "aws-vpc-peering-connection",
      state_info: { aws_vpc_peering_connection_id: expect.stringMatching(/^pcx-/) },
    });
    api.sandbox.advance(10 * MINUTE_MS);
    expect(await state()).toBe("ACTIVE");
    await api.ok("VpcPeeringConnectionDelete", { project, project_vpc_id, ...PEER });
    expect(await state()).toBe("DELETING");
    api.sandbox.advance(MINUTE_MS);
    expect(await state()).toBeUndefined();
    const again = await api.refused("VpcPeeringConnectionDelete", { project, project_vpc_id, ...PEER });
    expect(again.status).toBe(404);
  });

  test("tell what is wrong with a peer that cannot be", async () => {
    await using api = await openSandbox();
    const named = { project: api.project, project_vpc_id: await activeVpc(api) };
    await api.ok("VpcPeeringConnectionCreate", { ...named, peer_cloud_account: "someone", peer_vpc: "vpc-1" });
    api.sandbox.advance(MINUTE_MS);
    expect((await api.ok("VpcGet", named)).peering_connections[0]).toMatchObject({
      state: "INVALID_SPECIFICATION",
      state_info: { message: expect.stringContaining("someone") },
    });
  });

  test("are refused twice, incomplete, or with what is no network", async () => {
    await using api = await openSandbox();
    const { project } = api;
    const named = { project, project_vpc_id: await activeVpc(api) };
    await api.ok("VpcPeeringConnectionCreate", { ...named, ...PEER });
    expect((await api.refused("VpcPeeringConnectionCreate", { ...named, ...PEER })).status).toBe(409);
    const cidrs = { ...named, ...PEER, peer_vpc: "tgw-1", user_peer_network_cidrs: ["x"] };
    expect((await api.refused("VpcPeeringConnectionCreate", cidrs)).status).toBe(400);
    const azure = { cloud_name: "azure-westeurope", network_cidr: "10.5.0.0/24", peering_connections: [PEER] };
    expect(await api.refused("VpcCreate", { project, ...azure })).toMatchObject({
      status: 400,
      message: expect.stringContaining("peer_azure_app_id"),
    });
    expect((await api.ok("VpcList", { project })).vpcs).toHaveLength(1);
  });

  test("have networks behind a transit gateway that come and go", async () => {
    await using api = await openSandbox();
    const named = { project: api.project, project_vpc_id: await activeVpc(api) };
    const peer = { ...PEER, peer_vpc: "tgw-1a2b" };
    const made = await api.ok("VpcPeeringConnectionCreate", {
      ...named,
      ...peer,
      user_peer_network_cidrs: ["192.168.0.0/24"],
    });
    expect(made.vpc_peering_connection_type).toBe("aws-tgw-vpc-attachment");
    const add = [{ ...peer, cidr: "192.168.1.0/24" }];
    const changed = await api.ok("VpcPeeringConnectionUpdate", { ...named, add, delete: ["192.168.0.0/24"] });
    expect(changed.peering_connections[0]?.user_peer_network_cidrs).toEqual(["192.168.1.0/24"]);
    const unknown = [{ ...PEER, cidr: "192.168.2.0/24" }];
    expect((await api.refused("VpcPeeringConnectionUpdate", { ...named, add: unknown })).status).toBe(404);
  });
});

describe("VPCs of an organization", () => {
  test("live like a project's, under both forms of the path, and take its projects' services", async () => {
    await using api = await openSandbox();
    const { project } = await api.ok("ProjectGet", { project: api.project });
    const organization_id = String(project.organization_id);
    const { peering_connections, ...cloud } = AWS;
    const input = { organization_id, display_name: "Ours", clouds: [cloud], peering_connections };
    const made = await api.ok("OrganizationVpcCreate", input);
    expect(made).toMatchObject({ display_name: "Ours", clouds: [cloud], state: "APPROVED" });
    const { organization_vpc_id } = made;
    api.sandbox.advance(2 * MINUTE_MS);
    const response = await api.fetch(`/v1/organization/${organization_id}/vpcs/${organization_vpc_id}`);
    expect(await response.json()).toMatchObject({ organization_vpc_id, state: "ACTIVE" });
    await api.ok("ServiceCreate", { ...pgSpec(api.project, "inside"), project_vpc_id: organization_vpc_id });
    const named = { organization_id, organization_vpc_id };
    expect((await api.refused("OrganizationVpcDelete", named)).status).toBe(409);
    const peer = await api.ok("OrganizationVpcPeeringConnectionCreate", { ...named, ...PEER });
    const peering_connection_id = String(peer.peering_connection_id);
    await api.ok("OrganizationVpcPeeringConnectionDeleteById", { ...named, peering_connection_id });
    await api.ok("ServiceDelete", { project: api.project, service_name: "inside" });
    await api.ok("OrganizationVpcUpdate", { ...named, display_name: "Theirs" });
    expect((await api.ok("OrganizationVpcDelete", named)).display_name).toBe("Theirs");
    api.sandbox.advance(MINUTE_MS);
    expect((await api.refused("OrganizationVpcGet", named)).status).toBe(404);
    expect((await api.ok("OrganizationVpcList", { organization_id })).vpcs).toEqual([]);
  });
});
