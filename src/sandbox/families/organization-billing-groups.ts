import type { Input } from "../../core/catalogue/index.js";
import { badRequest, found } from "../errors.js";
import { requireAddress } from "../model/address.js";
import {
  type BillingGroupRow,
  billingDetails,
  billingGroupsOf,
  createBillingGroup,
  requireFreeGroupName,
  updateBillingGroup,
} from "../model/billing-group.js";
import { requireOrganization } from "../model/organization.js";
import { requirePaymentMethod } from "../model/payment-method.js";
import { toOrganizationBillingGroup } from "../service/billing-view.js";
import type { Call, Handlers } from "../world.js";
import { note, removeBillingGroup } from "./billing-groups.js";

/** Billing groups under their organization: the same ones, with addresses and ways to pay by id. */
export const handlers: Handlers = {
  OrganizationBillingGroupList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return { billing_groups: billingGroupsOf(call.world, organization_id).map(toOrganizationBillingGroup) };
  },

  OrganizationBillingGroupGet: (input, call) => toOrganizationBillingGroup(requireOwned(call, input)),

  OrganizationBillingGroupCreate: (input, call) => {
    const { organization_id, billing_group_name, billing_address_id } = input;
    const { account_id } = requireOrganization(call, organization_id);
    requireFreeGroupName(call.world, organization_id, billing_group_name);
    const details = detailsOf(call, organization_id, input);
    const row = createBillingGroup(call.world, account_id, billing_group_name, details, billing_address_id);
    note(call, row, "billing_group_create", `Created billing group ${billing_group_name}`);
    return toOrganizationBillingGroup(row);
  },

  OrganizationBillingGroupUpdate: (input, call) => {
    const row = requireOwned(call, input);
    const { organization_id, billing_group_name, billing_address_id } = input;
    if (billing_group_name !== undefined)
      requireFreeGroupName(call.world, organization_id, billing_group_name, row.billing_group_id);
    const changed = updateBillingGroup(call.world, row, {
      ...detailsOf(call, organization_id, input),
      ...(billing_group_name === undefined ? {} : { billing_group_name }),
      ...(billing_address_id === undefined ? {} : { billing_address_id }),
    });
    note(call, changed, "billing_group_update", `Changed billing group ${changed.billing_group_name}`);
    return toOrganizationBillingGroup(changed);
  },

  OrganizationBillingGroupDelete: (input, call) => {
    removeBillingGroup(call, requireOwned(call, input));
    return undefined;
  },
};

type Named = { readonly organization_id: string; readonly billing_group_id: string };

function requireOwned(call: Call, { organization_id, billing_group_id }: Named): BillingGroupRow {
  requireOrganization(call, organization_id);
  const groups = billingGroupsOf(call.world, organization_id);
  const row = groups.find((group) => group.billing_group_id === billing_group_id);
  return found(row, "Billing group does not exist", "billing_group_not_found");
}

type Change = Omit<Input<"OrganizationBillingGroupUpdate">, "billing_group_id" | "billing_group_name">;

/** The details that were given, each of which has to be the organization's. */
function detailsOf({ world }: Call, organization_id: string, input: Change) {
  const { billing_address_id, shipping_address_id, payment_method, custom_invoice_text } = input;
  for (const address_id of [billing_address_id, shipping_address_id]) {
    if (address_id !== undefined) requireAddress(world, organization_id, address_id);
  }
  const details = billingDetails({ ...input, billing_extra_text: custom_invoice_text });
  if (!payment_method) return details;
  const { payment_method_id, payment_method_type: type } = payment_method;
  if (type !== "bank_transfer" && type !== "credit_card" && type !== "custom") {
    throw badRequest(`Payment method type '${type}' is for subscriptions of marketplaces`);
  }
  requirePaymentMethod(world, organization_id, type, payment_method_id);
  return { ...details, payment_method: { payment_method_id, payment_method_type: type } };
}
