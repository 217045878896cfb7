import * as fc from "fast-check";
import { expect } from "vitest";
import { stringifyJson } from "../../../src/core/json.js";
import { BUILT_MS } from "../api.js";
import { Command } from "./command.js";
import { CLOUD, type Model, PROJECT } from "./model.js";
import { create, names } from "./services.js";

/** The first two overlap. */
const NETWORKS = ["10.0.0.0/23", "10.0.1.0/24", "10.0.2.0/24"] as const;
const NOWHERE = "00000000-0000-4000-a000-000000000000";

export const orderVpc = (network_cidr: string) =>
  new Command(`create VPC ${network_cidr}`, (model, real) => {
    const taken = [...model.vpcs.values()];
    const clashes = taken.includes(network_cidr) || (!network_cidr.startsWith("10.0.2") && taken.some(isFirst));
    const spec = { cloud_name: CLOUD, network_cidr, peering_connections: [] };
    const { status, data } = real.call("VpcCreate", { project: PROJECT, ...spec });
    real.instance.advance(BUILT_MS);
    expect(status, stringifyJson(data)).toBe(clashes ? 409 : 200);
    if (!clashes) model.vpcs.set(String(data["project_vpc_id"]), network_cidr);
  });

function isFirst(network: string): boolean {
  return !network.startsWith("10.0.2");
}

export const createVpc = fc.constantFrom(...NETWORKS).map(orderVpc);

export const deleteVpc = fc.nat(2).map(
  (index) =>
    new Command(`delete VPC ${index}`, (model, real) => {
      const project_vpc_id = idAt(model, index) ?? NOWHERE;
      const isUsed = [...model.services.values()].some(({ vpc }) => vpc === project_vpc_id);
      const refused = !model.vpcs.has(project_vpc_id) ? 404 : isUsed ? 409 : undefined;
      real.expect(refused ?? 200, "VpcDelete", { project: PROJECT, project_vpc_id });
      real.instance.advance(BUILT_MS);
      if (!refused) model.vpcs.delete(project_vpc_id);
    }),
);

/** A service in one of the VPCs, or in none where there is no such. */
export const createInVpc = fc
  .tuple(names, fc.nat(2))
  .map(([name, index]) => create(name, "pg", (model) => idAt(model, index) ?? null));

function idAt({ vpcs }: Model, index: number): string | undefined {
  return [...vpcs.keys()][index];
}
