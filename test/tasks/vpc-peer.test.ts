import { expect } from "vitest";
import { ready, service, serviceOf, task } from "./conversation.js";

const AWS = { cloud: "aws-eu-west-1" };
const PEER = { peer_cloud_account: "123456789012", peer_vpc: "vpc-0a1b2c3d", peer_region: "eu-west-1" };

task({
  id: "vpc-peer",
  title: "Create a VPC and peer it with AWS",
  needs: ["VpcCreate", "VpcGet", "VpcPeeringConnectionCreate", "ServiceUpdate"],
  budget: { calls: 7, tokens: 1_300 },
  async before(api) {
    await service(api, "aws-pg", "pg", "startup-4", AWS);
  },
  async talk({ call, find, destroy, api, project }) {
    await find(
      "create vpc; create vpc peering connection; move service into vpc",
      "VpcCreate",
      "VpcPeeringConnectionCreate",
    );
    const vpc = { cloud_name: AWS.cloud, network_cidr: "10.77.0.0/20", peering_connections: [] };
    const created = await call("aiven_write", { operation: "VpcCreate", input: vpc, wait: true });
    expect(created).toMatchObject({ wait: { state: "ACTIVE" } });
    const project_vpc_id = String(created["project_vpc_id"]);
    const asked = { operation: "VpcPeeringConnectionCreate", input: { project_vpc_id, ...PEER } };
    await call("aiven_write", asked);
    const wait = { for: "peering", input: { project_vpc_id, ...PEER } };
    // The user needs the id of the connection to accept it on AWS.
    const pending = await call("aiven_wait", { ...wait, timeout_s: 2 });
    expect(pending).toMatchObject({ state: "PENDING_PEER", detail: expect.stringContaining("pcx-") });
    ready(api);
    expect(await call("aiven_wait", wait)).toMatchObject({ outcome: "done", state: "ACTIVE" });
    await destroy({ operation: "ServiceUpdate", input: { service_name: "aws-pg", project_vpc_id } });
    const { peering_connections, state } = await api.ok("VpcGet", { project, project_vpc_id });
    expect({ peering_connections, state }).toMatchObject({
      peering_connections: [{ ...PEER, state: "ACTIVE" }],
      state: "ACTIVE",
    });
    expect(await serviceOf(api, "aws-pg")).toMatchObject({ project_vpc_id });
  },
});
