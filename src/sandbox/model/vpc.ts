import { badRequest, conflict, found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";

/** A project's VPC, as far as services need to know it; keyed `project/project_vpc_id`. */
export interface VpcRow {
  readonly project: string;
  readonly project_vpc_id: string;
  readonly cloud_name: string;
  readonly network_cidr: string;
  readonly state: "APPROVED" | "ACTIVE" | "DELETING" | "DELETED";
}

export function vpcs(world: World): Table<VpcRow> {
  return world.table<VpcRow>("vpcs");
}

/**
 * The VPC that a service goes into: the given one, none for null, and when nothing is said the project's own of that
 * cloud, if there is one. Throws when the given one does not exist, is in another cloud or not ready.
 */
export function chooseVpc(
  world: World,
  where: { readonly project: string; readonly cloud_name: string },
  project_vpc_id: string | null | undefined,
): string | null {
  const { project, cloud_name } = where;
  if (project_vpc_id === null) return null;
  if (project_vpc_id === undefined) {
    const own = vpcs(world)
      .under(`${project}/`)
      .find((vpc) => vpc.cloud_name === cloud_name && vpc.state === "ACTIVE");
    return own?.project_vpc_id ?? null;
  }
  const vpc = found(vpcs(world).get(`${project}/${project_vpc_id}`), `Project VPC ${project_vpc_id} does not exist`);
  if (vpc.state !== "ACTIVE") throw conflict(`Project VPC ID is in state ${vpc.state}, not ACTIVE`);
  if (vpc.cloud_name !== cloud_name) throw badRequest(`Project VPC ${project_vpc_id} is not in cloud '${cloud_name}'`);
  return project_vpc_id;
}
