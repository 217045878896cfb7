import type { Input } from "../../core/catalogue/index.js";
import { conflict } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { requireAddress } from "../model/address.js";
import { billingEvents, recordBilling } from "../model/billing-event.js";
import {
  type BillingDetails,
  type BillingGroupRow,
  billingAddress,
  billingDetails,
  billingGroupsOf,
  createBillingGroup,
  deleteBillingGroup,
  projectsPaidBy,
  requireFreeGroupName,
  requireOwnBillingGroup,
  updateBillingGroup,
} from "../model/billing-group.js";
import { actorOf } from "../model/event.js";
import { issueInvoice } from "../model/invoice.js";
import { type OrganizationRow, organizationsOf, requireAccount } from "../model/organization.js";
import { requirePaymentMethod } from "../model/payment-method.js";
import { requireProject } from "../model/project.js";
import { moveProject } from "../model/project-changes.js";
import { balanceOf, creditsLeft, toBillingGroup } from "../service/billing-view.js";
import type { Call, Handlers } from "../world.js";

const DEFAULT_EVENTS = 100;

/** Billing groups under their own path, as the provider's tools use them. */
export const handlers: Handlers = {
  BillingGroupList: (_, call) => {
    const groups = organizationsOf(call).flatMap(({ organization_id }) => billingGroupsOf(call.world, organization_id));
    return { billing_groups: groups.map((row) => toBillingGroup(call.world, row)) };
  },

  AccountBillingGroupList: ({ account_id }, call) => {
    const groups = billingGroupsOf(call.world, requireAccount(call, account_id).organization_id);
    return { account_billing_groups: groups.map((row) => toBillingGroup(call.world, row)) };
  },

  BillingGroupGet: ({ billing_group_id }, call) => ({
    billing_group: toBillingGroup(call.world, requireOwnBillingGroup(call, billing_group_id)),
  }),

  BillingGroupCreate: (input, call) => {
    const { account_id, billing_group_name, billing_address_id, copy_from_billing_group } = input;
    const copied = copy_from_billing_group && requireOwnBillingGroup(call, copy_from_billing_group);
    const owner = account_id === undefined ? firstOrganization(call) : requireAccount(call, account_id);
    requireFreeGroupName(call.world, owner.organization_id, billing_group_name);
    if (billing_address_id !== undefined) requireAddress(call.world, owner.organization_id, billing_address_id);
    const details = { ...(copied ? copyOf(call, copied) : {}), ...detailsOf(call, owner.organization_id, input) };
    const row = createBillingGroup(call.world, owner.account_id, billing_group_name, details, billing_address_id);
    note(call, row, "billing_group_create", `Created billing group ${billing_group_name}`);
    return { billing_group: toBillingGroup(call.world, row) };
  },

  BillingGroupUpdate: (input, call) => {
    const row = requireOwnBillingGroup(call, input.billing_group_id);
    const { account_id, billing_address_id, billing_group_name } = input;
    const { organization_id } = account_id === undefined ? row : requireAccount(call, account_id);
    if (organization_id !== row.organization_id) throw conflict("Billing group cannot move to another organization");
    if (billing_address_id !== undefined) requireAddress(call.world, organization_id, billing_address_id);
    if (billing_group_name !== undefined)
      requireFreeGroupName(call.world, organization_id, billing_group_name, row.billing_group_id);
    const changed = updateBillingGroup(call.world, row, {
      ...detailsOf(call, organization_id, input),
      ...(billing_group_name === undefined ? {} : { billing_group_name }),
      ...(billing_address_id === undefined ? {} : { billing_address_id }),
    });
    note(call, changed, "billing_group_update", `Changed billing group ${changed.billing_group_name}`);
    return { billing_group: toBillingGroup(call.world, changed) };
  },

  BillingGroupDelete: ({ billing_group_id }, call) => {
    removeBillingGroup(call, requireOwnBillingGroup(call, billing_group_id));
    return { message: "deleted" };
  },

  BillingGroupEventList: ({ billing_group_id, limit = DEFAULT_EVENTS }, call) => {
    requireOwnBillingGroup(call, billing_group_id);
    const newest = billingEvents(call.world).under(`${billing_group_id}/`).reverse().slice(0, Math.max(0, limit));
    return {
      events: newest.map(({ project, ...entry }) => ({ ...entry, project_id: project, project_name: project })),
    };
  },

  BillingGroupProjectList: ({ billing_group_id }, call) => {
    const group = requireOwnBillingGroup(call, billing_group_id);
    return {
      projects: projectsPaidBy(call.world, group).map((row) => ({
        available_credits: creditsLeft(call.world, group),
        estimated_balance: balanceOf(call.world, row).estimated_balance,
        project_name: row.project,
      })),
    };
  },

  BillingGroupProjectAssign: ({ billing_group_id, project }, call) => assign(call, billing_group_id, [project]),

  BillingGroupProjectsAssign: ({ billing_group_id, projects_names }, call) =>
    assign(call, billing_group_id, projects_names),
};

function firstOrganization(call: Call): OrganizationRow {
  const [first] = organizationsOf(call);
  if (!first) throw conflict("You have no organization to create a billing group in");
  return first;
}

/** The details that were given, each of which has to be the organization's. */
function detailsOf(
  call: Call,
  organization_id: string,
  input: Omit<Input<"BillingGroupUpdate">, "billing_group_id">,
): BillingDetails {
  const { card_id, shipping_address_id } = input;
  if (shipping_address_id !== undefined) requireAddress(call.world, organization_id, shipping_address_id);
  if (card_id === undefined) return billingDetails(input);
  const card = requirePaymentMethod(call.world, organization_id, "credit_card", card_id);
  const { payment_method_id, payment_method_type } = card;
  return { ...billingDetails(input), payment_method: { payment_method_id, payment_method_type } };
}

/** What a billing group takes over from another: all but its name and what it owes. */
function copyOf({ world }: Call, row: BillingGroupRow): BillingDetails {
  const { name, address_lines, city, country_code, state, zip_code } = billingAddress(world, row) ?? {};
  return {
    ...billingDetails({ ...row, shipping_address_id: row.shipping_address_id ?? undefined }),
    ...billingDetails({ company: name, address_lines, city, country_code, state, zip_code }),
    payment_method: row.payment_method,
  };
}

function assign(call: Call, billing_group_id: string, names: readonly string[]) {
  const group = requireOwnBillingGroup(call, billing_group_id);
  for (const row of names.map((name) => requireProject(call, name))) {
    moveProject(actorOf(call), row, { billing_group_id });
    note(call, group, "project_assign", `Assigned project ${row.project}`, row.project);
  }
  return { message: "assigned" };
}

/** Makes the last invoice of a billing group, and removes it with its log: its organization's tells of it. */
export function removeBillingGroup(call: Call, row: BillingGroupRow): void {
  const { world } = call;
  deleteBillingGroup(world, row, () => issueInvoice(world, row));
  const what = `Deleted billing group ${row.billing_group_name}`;
  recordInOrganization(call, row.organization_id, "billing_group_delete", what);
}

export function note(call: Call, row: BillingGroupRow, event_type: string, event_desc: string, project?: string): void {
  recordBilling(actorOf(call), row.billing_group_id, event_type, event_desc, project);
}
