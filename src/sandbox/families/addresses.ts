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
    return toAddress(createAddress(call.world, organization_id, details));
  },

  OrganizationAddressUpdate: ({ organization_id, address_id, ...details }, call) => {
    requireOrganization(call, organization_id);
    return toAddress(updateAddress(call.world, requireAddress(call.world, organization_id, address_id), details));
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
    return { message: "deleted" };
  },
};

/** The API has no empty lists of lines: an address without lines has no list. */
function toAddress({ address_lines, ...row }: AddressRow) {
  return address_lines.length > 0 ? { ...row, address_lines } : row;
}
