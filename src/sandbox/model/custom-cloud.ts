import { requireVpcCidr } from "../cidr.js";
import { type Cloud, cloudByName, customCloudName, isCustomCloud } from "../data/clouds.js";
import { ApiFailure, badRequest, conflict, found } from "../errors.js";
import type { Table } from "../store.js";
import type { Effects, World } from "../world.js";
import { projects } from "./project.js";
import { services } from "./service.js";
import type { Tags } from "./tags.js";

/** A cloud of the customer's own, in which the provider runs services; keyed `organization_id/id`. */
export interface CustomCloudRow {
  readonly organization_id: string;
  readonly custom_cloud_environment_id: string;
  readonly display_name: string;
  readonly cloud_provider: "aws" | "azure" | "google" | "oracle";
  readonly cloud_region: string;
  readonly deployment_model: string;
  readonly reserved_cidr: string;
  readonly contact_emails: readonly { readonly email: string; readonly real_name?: string; readonly role?: string }[];
  readonly tags: Tags;
  readonly state: "draft" | "creating" | "active" | "deleting";
  /** What lets the provider into the customer's account, by the name of the field that brings it. */
  readonly access: Partial<Readonly<Record<AccessField, string>>>;
  /** Accounts and projects that may use it. */
  readonly accounts: readonly string[];
  readonly projects: readonly string[];
  readonly create_time: string;
  readonly update_time: string;
}

export type AccessField = "aws_iam_role_arn" | "google_privilege_bearing_service_account_id" | "oracle_compartment_id";

const ACCESS: Readonly<Partial<Record<CustomCloudRow["cloud_provider"], AccessField>>> = {
  aws: "aws_iam_role_arn",
  google: "google_privilege_bearing_service_account_id",
  oracle: "oracle_compartment_id",
};

const PROVISION_MS = 10 * 60_000;
const TEARDOWN_MS = 5 * 60_000;

export function customClouds(world: World): Table<CustomCloudRow> {
  return world.table<CustomCloudRow>("custom_clouds");
}

export function customCloudKey(row: Pick<CustomCloudRow, "organization_id" | "custom_cloud_environment_id">): string {
  return `${row.organization_id}/${row.custom_cloud_environment_id}`;
}

export function requireCustomCloud(
  world: World,
  input: Pick<CustomCloudRow, "organization_id" | "custom_cloud_environment_id">,
): CustomCloudRow {
  const row = customClouds(world).get(customCloudKey(input));
  return found(row, "Custom cloud environment does not exist", "custom_cloud_environment_not_found");
}

/** Throws unless the provider has the region and the network is one to reserve. */
export function checkPlan({
  cloud_provider,
  cloud_region,
  reserved_cidr,
}: Pick<CustomCloudRow, "cloud_provider" | "cloud_region" | "reserved_cidr">): void {
  if (!cloudByName(publicNameOf({ cloud_provider, cloud_region }))) {
    const message = `Region '${cloud_region}' of '${cloud_provider}' is not supported for custom clouds`;
    throw badRequest(message, "custom_cloud_environment_region_not_supported");
  }
  requireVpcCidr(reserved_cidr, "reserved_cidr");
}

function publicNameOf({ cloud_provider, cloud_region }: Pick<CustomCloudRow, "cloud_provider" | "cloud_region">) {
  return cloud_provider === "oracle" ? cloud_region : `${cloud_provider}-${cloud_region}`;
}

/** What services call the cloud, once it is there. */
export function cloudNameOf(row: CustomCloudRow): string {
  return customCloudName(row.custom_cloud_environment_id.slice(0, 8), publicNameOf(row));
}

/** Begins to set up the cloud with what lets the provider in; it is active in time. */
export function provision(world: World, row: CustomCloudRow, given: CustomCloudRow["access"]): CustomCloudRow {
  const field = ACCESS[row.cloud_provider];
  if (!field) {
    const message = `Custom clouds on '${row.cloud_provider}' are not provisioned through the API`;
    throw badRequest(message, "custom_cloud_environment_cloud_not_supported");
  }
  if (row.state !== "draft") throw conflict(`Custom cloud environment is in state ${row.state}, not draft`);
  const value = given[field] ?? row.access[field];
  if (!value) throw badRequest(`'${field}' is required`, "custom_cloud_environment_missing_configuration");
  if (field === "aws_iam_role_arn" && !/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/.test(value)) {
    throw badRequest(`Invalid aws_iam_role_arn '${value}'`, "custom_cloud_environment_invalid_iam_role_arn");
  }
  world.schedule("custom-cloud-ready", customCloudKey(row), PROVISION_MS);
  return patchCustomCloud(world, row, { state: "creating", access: { [field]: value } });
}

/** Removes a cloud in which no service is: a draft at once, what has been set up in time. */
export function deleteCustomCloud(world: World, row: CustomCloudRow): void {
  const inside = services(world).where((service) => service.cloud_name === cloudNameOf(row));
  if (inside.length > 0) {
    const names = inside.map((service) => service.service_name).join(", ");
    throw conflict(`Custom cloud environment cannot be deleted while there are services in it: ${names}`);
  }
  const key = customCloudKey(row);
  if (row.state === "deleting") return;
  world.cancelAll(key);
  if (row.state === "draft") {
    customClouds(world).delete(key);
    return;
  }
  patchCustomCloud(world, row, { state: "deleting" });
  world.schedule("custom-cloud-gone", key, TEARDOWN_MS);
}

export function patchCustomCloud(world: World, row: CustomCloudRow, fields: Partial<CustomCloudRow>): CustomCloudRow {
  return customClouds(world).patch(customCloudKey(row), { ...fields, update_time: world.now() });
}

/** The custom clouds that a project may use. */
export function customCloudsFor(world: World, project: string): Cloud[] {
  const account_id = projects(world).get(project)?.account_id ?? "";
  return customClouds(world)
    .where((row) => row.state === "active" && (row.projects.includes(project) || row.accounts.includes(account_id)))
    .flatMap((row) => cloudByName(cloudNameOf(row)) ?? []);
}

/** Refuses a custom cloud that a project may not use, as if there were none. */
export function requireCloudAccess(world: World, project: string, cloud_name: string): void {
  if (!isCustomCloud(cloud_name)) return;
  if (customCloudsFor(world, project).some((cloud) => cloud.cloud_name === cloud_name)) return;
  throw new ApiFailure(400, `Invalid cloud '${cloud_name}'`);
}

export const effects: Effects = {
  "custom-cloud-ready": (key, world) => {
    const row = customClouds(world).get(key);
    if (row) patchCustomCloud(world, row, { state: "active" });
  },
  "custom-cloud-gone": (key, world) => {
    customClouds(world).delete(key);
  },
};
