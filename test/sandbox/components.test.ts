import { expect, test } from "vitest";
import { BUILT_MS, openSandbox, pgSpec, type TestApi } from "./api.js";

async function inVpc(api: TestApi, user_config: Record<string, unknown>) {
  const vpc = { cloud_name: "aws-eu-west-1", network_cidr: "10.0.0.0/24", peering_connections: [] };
  const { project_vpc_id } = await api.ok("VpcCreate", { project: api.project, ...vpc });
  api.sandbox.advance(BUILT_MS);
  const service = { project: api.project, service_name: "inside" };
  await api.ok("ServiceCreate", { ...pgSpec(api.project, service.service_name), project_vpc_id, user_config });
  api.sandbox.advance(BUILT_MS);
  return service;
}

/** Route, usage and host of what speaks PostgreSQL. */
async function routes(api: TestApi, service: { project: string; service_name: string }) {
  const { components = [] } = (await api.ok("ServiceGet", service)).service;
  return components.filter(({ component }) => component === "pg").map(({ route, host }) => [route, host.split(".")[0]]);
}

test("a service in a VPC has the routes that its access settings open", async () => {
  await using api = await openSandbox();
  const service = await inVpc(api, { public_access: { pg: true }, private_access: { pg: true } });
  const host = `inside-${api.project}`;
  expect(await routes(api, service)).toEqual([
    ["dynamic", host],
    ["public", `public-${host}`],
    ["private", `private-${host}`],
  ]);
});

test("a service outside of any VPC has none of them", async () => {
  await using api = await openSandbox();
  const service = { project: api.project, service_name: "demo-pg" };
  const user_config = { public_access: { pg: true }, private_access: { pg: true }, privatelink_access: { pg: true } };
  await api.ok("ServiceUpdate", { ...service, user_config });
  expect(await routes(api, service)).toEqual([["dynamic", `demo-pg-${api.project}`]]);
});

test("a connected PrivateLink is a route of its own, named by its connection", async () => {
  await using api = await openSandbox();
  const service = await inVpc(api, { privatelink_access: { pg: true } });
  await api.ok("ServicePrivatelinkAWSCreate", { ...service, principals: ["arn:aws:iam::123456789012:root"] });
  api.sandbox.advance(BUILT_MS);
  expect(await routes(api, service)).toHaveLength(1);
  await api.ok("ServicePrivatelinkAWSRefresh", service);
  api.sandbox.advance(BUILT_MS);
  await api.ok("ServicePrivatelinkAWSRefresh", service);
  const { connections } = await api.ok("ServicePrivatelinkAWSConnectionList", service);
  const { components } = (await api.ok("ServiceGet", service)).service;
  expect(components?.filter(({ route }) => route === "privatelink")).toEqual([
    expect.objectContaining({
      component: "pg",
      host: expect.stringMatching(/^privatelink-1-inside-/),
      privatelink_connection_id: connections[0]?.privatelink_connection_id,
    }),
  ]);
});
