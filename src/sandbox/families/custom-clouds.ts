import type { Input } from "../../core/catalogue/index.js";
import { conflict, found } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import {
  type AccessField,
  type CustomCloudRow,
  checkPlan,
  customCloudKey,
  customClouds,
  deleteCustomCloud,
  patchCustomCloud,
  provision,
  requireCustomCloud,
} from "../model/custom-cloud.js";
import { requireOrganization } from "../model/organization.js";
import { projects } from "../model/project.js";
import { mergeTags } from "../model/tags.js";
import { terraformTemplate, terraformVariables, toCustomCloud } from "../service/custom-cloud-view.js";
import type { Call, Handlers } from "../world.js";

export { effects } from "../model/custom-cloud.js";

/** What describes a cloud that is still to be set up. */
const PLANNED = ["cloud_provider", "cloud_region", "deployment_model", "reserved_cidr"] as const;

export const handlers: Handlers = {
  CustomCloudEnvironmentList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    const rows = customClouds(call.world).under(`${organization_id}/`);
    return { custom_cloud_environments: rows.map((row) => toCustomCloud(call.world, row)) };
  },

  CustomCloudEnvironmentGet: (input, call) => answer(call, requireOwned(call, input)),

  CustomCloudEnvironmentCreate: ({ organization_id, ...input }, call) => {
    requireOrganization(call, organization_id);
    const { cloud_provider, cloud_region, deployment_model, display_name, reserved_cidr } = input;
    checkPlan(input);
    const now = call.world.now();
    const row: CustomCloudRow = {
      organization_id,
      custom_cloud_environment_id: call.world.uuid(),
      display_name,
      cloud_provider,
      cloud_region,
      deployment_model,
      reserved_cidr,
      contact_emails: input.contact_emails ?? [],
      tags: mergeTags({}, input.tags ?? {}),
      state: "draft",
      access: {},
      accounts: [],
      projects: [],
      create_time: now,
      update_time: now,
    };
    note(call, row, "create", "Created");
    return answer(call, customClouds(call.world).put(customCloudKey(row), row));
  },

  // With nothing to change it is how the provider's client reads.
  CustomCloudEnvironmentUpdate: (input, call) => {
    const row = requireOwned(call, input);
    const planned = PLANNED.find((name) => input[name] !== undefined && input[name] !== row[name]);
    if (planned && row.state !== "draft") {
      throw conflict(`'${planned}' cannot be changed while the custom cloud environment is in state ${row.state}`);
    }
    const fields = {
      cloud_provider: input.cloud_provider ?? row.cloud_provider,
      cloud_region: input.cloud_region ?? row.cloud_region,
      deployment_model: input.deployment_model ?? row.deployment_model,
      reserved_cidr: input.reserved_cidr ?? row.reserved_cidr,
      display_name: input.display_name ?? row.display_name,
      contact_emails: input.contact_emails ?? row.contact_emails,
      tags: input.tags ? mergeTags({}, input.tags) : row.tags,
      access: { ...row.access, ...accessOf(input) },
    };
    checkPlan(fields);
    const unchanged = Object.keys(input).length <= 2;
    if (unchanged) return answer(call, row);
    note(call, row, "update", "Changed");
    return answer(call, patchCustomCloud(call.world, row, fields));
  },

  CustomCloudEnvironmentProvision: (input, call) => {
    const row = provision(call.world, requireOwned(call, input), accessOf(input));
    note(call, row, "provision", "Began to set up");
    return answer(call, row);
  },

  CustomCloudEnvironmentDelete: (input, call) => {
    const row = requireOwned(call, input);
    deleteCustomCloud(call.world, row);
    note(call, row, "delete", "Deleted");
    return { message: "deleted" };
  },

  CustomCloudEnvironmentPermissionsGet: (input, call) => {
    const row = requireOwned(call, input);
    return { accounts: row.accounts, projects: row.projects };
  },

  CustomCloudEnvironmentPermissionsSet: (input, call) => {
    const row = requireOwned(call, input);
    const { account_id } = requireOrganization(call, input.organization_id);
    for (const name of input.projects) {
      const project = projects(call.world).get(name);
      const own = project?.organization_id === input.organization_id ? project : undefined;
      found(own, `Project ${name} does not exist`, "project_not_found");
    }
    for (const account of input.accounts) {
      found(account === account_id ? account : undefined, `Account ${account} does not exist`, "account_not_found");
    }
    patchCustomCloud(call.world, row, {
      accounts: [...new Set(input.accounts)],
      projects: [...new Set(input.projects)],
    });
    note(call, row, "permissions_set", "Changed who may use");
    return { message: "updated" };
  },

  CustomCloudEnvironmentTerraformTemplateGet: (input, call) => ({
    template: terraformTemplate(requireOwned(call, input)),
  }),

  CustomCloudEnvironmentTerraformVariablesGet: (input, call) => ({
    variables: terraformVariables(call.world, requireOwned(call, input)),
  }),
};

function requireOwned(
  call: Call,
  input: { readonly organization_id: string; readonly custom_cloud_environment_id: string },
): CustomCloudRow {
  requireOrganization(call, input.organization_id);
  return requireCustomCloud(call.world, input);
}

function note(call: Call, row: CustomCloudRow, what: string, did: string): void {
  const words = `${did} custom cloud environment ${row.display_name}`;
  recordInOrganization(call, row.organization_id, `custom_cloud_environment_${what}`, words);
}

function answer({ world }: Call, row: CustomCloudRow) {
  return { custom_cloud_environment: toCustomCloud(world, row) };
}

const ACCESS_FIELDS = [
  "aws_iam_role_arn",
  "google_privilege_bearing_service_account_id",
  "oracle_compartment_id",
] as const satisfies readonly AccessField[];

function accessOf(input: Pick<Input<"CustomCloudEnvironmentProvision">, AccessField>): CustomCloudRow["access"] {
  return Object.fromEntries(ACCESS_FIELDS.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])));
}
