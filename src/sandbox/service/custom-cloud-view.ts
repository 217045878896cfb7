import { type CustomCloudRow, cloudNameOf } from "../model/custom-cloud.js";
import type { World } from "../world.js";

/** A custom cloud in the API's form. */
export function toCustomCloud(world: World, row: CustomCloudRow) {
  const isUp = row.state === "active" || row.state === "deleting";
  return {
    ...principals(world, row),
    ...row.access,
    aiven_management_cidr_blocks: ["198.51.100.0/24"],
    byoc_resource_tags: {},
    byoc_unique_name: uniqueName(row),
    cloud_provider: row.cloud_provider,
    cloud_region: row.cloud_region,
    contact_emails: row.contact_emails,
    custom_cloud_environment_id: row.custom_cloud_environment_id,
    custom_cloud_names: isUp ? [cloudNameOf(row)] : [],
    deployment_model: row.deployment_model,
    display_name: row.display_name,
    errors: [],
    reserved_cidr: row.reserved_cidr,
    state: row.state,
    tags: row.tags,
    update_time: row.update_time,
    use_customer_owned_storage: false,
  };
}

function uniqueName({ custom_cloud_environment_id }: CustomCloudRow): string {
  return `byoc-${custom_cloud_environment_id.slice(0, 8)}`;
}

/** Whom the customer lets in, in a cloud that knows such a thing. */
function principals(world: World, row: CustomCloudRow) {
  const account = String(Number.parseInt(world.hex("aws account", 12), 16))
    .padStart(12, "0")
    .slice(0, 12);
  switch (row.cloud_provider) {
    case "aws":
      return {
        aiven_aws_account_principal: `arn:aws:iam::${account}:root`,
        aiven_aws_assume_role_external_id: world.hex(`external id ${row.custom_cloud_environment_id}`, 32),
      };
    case "google":
      return { aiven_google_account_principal: "sandbox@sandbox.iam.gserviceaccount.com" };
    default:
      return {};
  }
}

/** What to apply in the customer's account. It makes nothing: there is no provider to let in. */
export function terraformTemplate({ cloud_provider, reserved_cidr }: CustomCloudRow): string {
  return `# Sandbox: a template that makes nothing.
terraform {
  required_version = ">= 1.3"
}

variable "custom_cloud_environment_id" {
  type = string
}

variable "reserved_cidr" {
  type    = string
  default = "${reserved_cidr}"
}

output "cloud_provider" {
  value = "${cloud_provider}"
}
`;
}

export function terraformVariables(world: World, row: CustomCloudRow): string {
  const values = {
    byoc_unique_name: uniqueName(row),
    custom_cloud_environment_id: row.custom_cloud_environment_id,
    region: row.cloud_region,
    reserved_cidr: row.reserved_cidr,
    ...principals(world, row),
  };
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`)
    .join("");
}
