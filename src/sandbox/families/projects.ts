import type { Input } from "../../core/catalogue/index.js";
import { conflict } from "../errors.js";
import { countryName, linesOf } from "../model/address.js";
import {
  type BillingGroupRow,
  billingAddress,
  billingDetails,
  billingGroups,
  createBillingGroup,
  requireBillingGroup,
  updateBillingGroup,
} from "../model/billing-group.js";
import { actorOf, record } from "../model/event.js";
import { type OrganizationRow, organizations, organizationsOf, requireAccount } from "../model/organization.js";
import {
  createProject,
  type ProjectRow,
  projectsOf,
  requireFreeName,
  requireProject,
  requireToCreateProjects,
} from "../model/project.js";
import { deleteProject, moveProject } from "../model/project-changes.js";
import { mergeTags } from "../model/tags.js";
import { unitOf } from "../model/unit.js";
import { caller } from "../model/user.js";
import { balanceOf, cardInfo, legacyPaymentMethod } from "../service/billing-view.js";
import { requireCloud } from "../service/placement.js";
import type { Call, Handlers, World } from "../world.js";
import { membershipOf } from "./users.js";

/** Projects under `/project`: deprecated in the provider's description, and used by all its tools. */
export const handlers: Handlers = {
  ProjectList: (_, call) => {
    const mine = projectsOf(call);
    return { ...membershipOf(mine), projects: mine.map(({ row }) => toProject(call.world, row)) };
  },

  ProjectGet: ({ project }, call) => ({ project: toProject(call.world, requireProject(call, project)) }),

  ProjectCreate: (input, call) => {
    const { project, cloud, base_port, tech_emails } = input;
    requireFreeName(call.world, project);
    const copied = input.copy_from_project === undefined ? undefined : requireProject(call, input.copy_from_project);
    const organization = chooseOrganization(call, input.account_id, copied);
    const parent_id = input.account_id ?? copied?.parent_id ?? organization.organization_id;
    requireToCreateProjects(call, organization.organization_id, parent_id);
    const row = createProject(call.world, caller(call).user_id, {
      project,
      organization,
      parent_id,
      billing_group_id: chooseBillingGroup(call, input, organization, copied),
      default_cloud: cloud === undefined ? copied?.default_cloud : requireCloud(cloud).cloud_name,
      base_port,
      tags: mergeTags(input.copy_tags && copied ? copied.tags : {}, input.tags ?? {}),
      tech_emails: tech_emails ?? copied?.tech_emails,
    });
    record(actorOf(call), project, "project_create", `Created project ${project}`);
    return { project: toProject(call.world, row) };
  },

  ProjectUpdate: (input, call) => {
    const row = requireProject(call, input.project);
    const { account_id, billing_group_id, cloud } = input;
    updateBillingGroup(
      call.world,
      requireBillingGroup(call.world, billing_group_id ?? row.billing_group_id),
      billingDetails(input),
    );
    const target = account_id === undefined ? undefined : requireAccount(call, account_id);
    if (target && account_id !== undefined) requireToCreateProjects(call, target.organization_id, account_id);
    const changed = moveProject(actorOf(call), row, {
      name: input.project_name,
      organization: target,
      parent_id: account_id,
      billing_group_id,
      default_cloud: cloud === undefined ? undefined : requireCloud(cloud).cloud_name,
      tags: input.tags && mergeTags({}, input.tags),
      tech_emails: input.tech_emails,
    });
    return { project: toProject(call.world, changed) };
  },

  ProjectDelete: ({ project }, call) => {
    deleteProject(actorOf(call), requireProject(call, project));
    return { message: "deleted" };
  },
};

/** The organization of a new project: the account's, that of the project it is copied from, else the caller's first. */
function chooseOrganization(
  call: Call,
  account_id: string | undefined,
  copied: ProjectRow | undefined,
): OrganizationRow {
  if (account_id !== undefined) return requireAccount(call, account_id);
  const of = copied && organizations(call.world).get(copied.organization_id);
  const chosen = of ?? organizationsOf(call)[0];
  if (!chosen) throw conflict("You have no organization to create a project in");
  return chosen;
}

/** The billing group of a new project: the given one, the copied project's, the organization's first, else a new one. */
function chooseBillingGroup(
  call: Call,
  input: Input<"ProjectCreate">,
  { account_id, primary_billing_group_id }: OrganizationRow,
  copied: ProjectRow | undefined,
): string {
  if (input.billing_group_id !== undefined)
    return requireBillingGroup(call.world, input.billing_group_id).billing_group_id;
  if (copied && input.use_source_project_billing_group) return copied.billing_group_id;
  if (primary_billing_group_id !== null) return primary_billing_group_id;
  const name = `Default billing group for ${input.project}`;
  return createBillingGroup(call.world, account_id, name, billingDetails(input)).billing_group_id;
}

/** A project in the older form of the API, with what is the billing group's by now. */
export function toProject(world: World, row: ProjectRow) {
  const group = billingGroups(world).get(row.billing_group_id);
  return {
    account_id: row.account_id,
    account_name:
      unitOf(world, row.parent_id)?.account_name ??
      organizations(world).get(row.organization_id)?.organization_name ??
      "",
    ...billingOf(world, group),
    available_credits: "0.00",
    billing_group_id: row.billing_group_id,
    default_cloud: row.default_cloud,
    end_of_life_extension: {},
    ...balanceOf(world, row),
    features: {},
    organization_id: row.organization_id,
    payment_method: legacyPaymentMethod(group),
    project_name: row.project,
    tags: row.tags,
    tech_emails: row.tech_emails,
    tenant_id: "aiven",
    trial_expiration_time: null,
  };
}

function billingOf(world: World, group: BillingGroupRow | undefined) {
  const address = group && billingAddress(world, group);
  return {
    address_lines: address?.address_lines ?? [],
    billing_address: address ? linesOf(address) : "",
    billing_currency: group?.billing_currency ?? "USD",
    billing_emails: group?.billing_emails ?? [],
    billing_extra_text: group?.billing_extra_text ?? null,
    billing_group_name: group?.billing_group_name ?? "",
    card_info: group ? cardInfo(world, group) : null,
    city: address?.city ?? "",
    company: address?.name ?? "",
    country: countryName(address?.country_code ?? ""),
    country_code: address?.country_code ?? "",
    state: address?.state ?? "",
    vat_id: group?.vat_id ?? "",
    zip_code: address?.zip_code ?? "",
  };
}
