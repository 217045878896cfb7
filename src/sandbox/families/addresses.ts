import { recordInOrganization } from "../model/account-event.js";
import {
  type AddressRow,
  addresses,
  createAddress,
  deleteAddress,
  requireAddress,
  updateAddress,
} from "../model/address.js";
import { billingGroupsOf } from "../model/billing-group.js";
import { requireOrganization } from "../model/organization.js";
import type { Handlers } from "../world.js";

/** Where an organization's invoices go. */
export const handlers: Handlers = {
  OrganizationAddressList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return { addresses: addresses(call.world).under(`${organization_id}/`).map(toAddress) };
  },

  OrganizationAddressGet: ({ organization_id, address_id }, call) => {
    requireOrganization(call, organization_id);
    return toAddress(requireAddress(call.world, organization_id, address_id));
  },

  OrganizationAddressCreate: ({ organization_id, ...details }, call) => {
    requireOrganization(call, organization_id);
    const row = createAddress(call.world, organization_id, details);
    recordInOrganization(call, organization_id, "organization_address_create", `Created address ${row.address_id}`);
    return toAddress(row);
  },

  OrganizationAddressUpdate: ({ organization_id, address_id, ...details }, call) => {
    requireOrganization(call, organization_id);
    const row = updateAddress(call.world, requireAddress(call.world, organization_id, address_id), details);
    recordInOrganization(call, organization_id, "organization_address_update", `Changed address ${address_id}`);
    return toAddress(row);
  },

  OrganizationAddressDelete: ({ organization_id, address_id }, call) => {
    requireOrganization(call, organization_id);
    const row = requireAddress(call.world, organization_id, address_id);
    const users = billingGroupsOf(call.world, organization_id).filter(
      (group) => group.billing_address_id === address_id || group.shipping_address_id === address_id,
    );
    deleteAddress(
      call.world,
      row,
      users.map((group) => group.billing_group_name),
    );
    recordInOrganization(call, organization_id, "organization_address_delete", `Deleted address ${address_id}`);
    return { message: "deleted" };
  },
};

/** The API has no empty lists of lines: an address without lines has no list. */
function toAddress({ address_lines, ...row }: AddressRow) {
  return address_lines.length > 0 ? { ...row, address_lines } : row;
}
