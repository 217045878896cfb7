import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";

/** Who pays for projects; nothing is ever paid here. Keyed by its id. */
export interface BillingGroupRow {
  readonly billing_group_id: string;
  readonly billing_group_name: string;
  readonly account_id: string;
  readonly billing_currency: string;
  readonly billing_emails: readonly { readonly email: string }[];
  readonly billing_extra_text: string | null;
  readonly address_lines: readonly string[];
  readonly city: string;
  readonly company: string;
  /** Two letters, or empty. */
  readonly country_code: string;
  readonly state: string;
  readonly vat_id: string;
  readonly zip_code: string;
  readonly create_time: string;
}

/** The fields that can be set through a project, as it was before there were billing groups. */
export type BillingDetails = Partial<
  Omit<BillingGroupRow, "billing_group_id" | "billing_group_name" | "account_id" | "create_time">
>;

export function billingGroups(world: World): Table<BillingGroupRow> {
  return world.table<BillingGroupRow>("billing_groups");
}

export function requireBillingGroup(world: World, billing_group_id: string): BillingGroupRow {
  return found(billingGroups(world).get(billing_group_id), "Billing group does not exist", "billing_group_not_found");
}

export function createBillingGroup(
  world: World,
  account_id: string,
  billing_group_name: string,
  details: BillingDetails = {},
): BillingGroupRow {
  const billing_group_id = world.uuid();
  return billingGroups(world).put(billing_group_id, {
    billing_group_id,
    billing_group_name,
    account_id,
    billing_currency: "USD",
    billing_emails: [],
    billing_extra_text: null,
    address_lines: [],
    city: "",
    company: "",
    country_code: "",
    state: "",
    vat_id: "",
    zip_code: "",
    create_time: world.now(),
    ...details,
  });
}
