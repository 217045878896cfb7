import type { Currency } from "../data/currencies.js";
import { conflict, found } from "../errors.js";
import type { Table } from "../store.js";
import type { Call, World } from "../world.js";
import {
  type AddressDetails,
  type AddressRow,
  addresses,
  addressKey,
  createAddress,
  updateAddress,
} from "./address.js";
import { organizations, requireAccount } from "./organization.js";
import type { PaymentMethodRow } from "./payment-method.js";
import { type Emails, type ProjectRow, projects } from "./project.js";

/** Who pays for projects; nothing is ever paid here. Keyed by its id. */
export interface BillingGroupRow {
  readonly billing_group_id: string;
  readonly billing_group_name: string;
  readonly account_id: string;
  readonly organization_id: string;
  readonly billing_currency: Currency;
  readonly billing_emails: Emails;
  readonly billing_contact_emails: Emails;
  readonly billing_extra_text: string | null;
  readonly billing_address_id: string;
  readonly shipping_address_id: string | null;
  readonly vat_id: string;
  /** Null where no payment is expected. */
  readonly payment_method: Pick<PaymentMethodRow, "payment_method_id" | "payment_method_type"> | null;
  /** What the numbers of its invoices begin with. */
  readonly invoice_series: number;
  readonly create_time: string;
}

/** What can be set beside the name; what is undefined stays. */
export type BillingDetails = Partial<
  Pick<
    BillingGroupRow,
    | "billing_currency"
    | "billing_emails"
    | "billing_contact_emails"
    | "billing_extra_text"
    | "shipping_address_id"
    | "vat_id"
    | "payment_method"
  >
> &
  Omit<AddressDetails, "name"> & { readonly company?: string };

const DETAILS = [
  "address_lines",
  "billing_contact_emails",
  "billing_currency",
  "billing_emails",
  "billing_extra_text",
  "city",
  "company",
  "country_code",
  "shipping_address_id",
  "state",
  "vat_id",
  "zip_code",
] as const satisfies readonly (keyof BillingDetails)[];

type GivenDetails = { readonly [Name in (typeof DETAILS)[number]]?: BillingDetails[Name] | undefined };

/** The details among an operation's input. */
export function billingDetails(input: GivenDetails): BillingDetails {
  return Object.fromEntries(DETAILS.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])));
}

const FIRST_SERIES = 41_000;

export function billingGroups(world: World): Table<BillingGroupRow> {
  return world.table<BillingGroupRow>("billing_groups");
}

export function requireBillingGroup(world: World, billing_group_id: string): BillingGroupRow {
  return found(billingGroups(world).get(billing_group_id), "Billing group does not exist", "billing_group_not_found");
}

/** A billing group of an organization that the caller belongs to. */
export function requireOwnBillingGroup(call: Call, billing_group_id: string): BillingGroupRow {
  const row = requireBillingGroup(call.world, billing_group_id);
  requireAccount(call, row.account_id);
  return row;
}

/** Makes a billing group, with an address of its own unless one is given. Its months begin with those of the calendar. */
export function createBillingGroup(
  world: World,
  account_id: string,
  billing_group_name: string,
  details: BillingDetails = {},
  billing_address_id?: string,
): BillingGroupRow {
  const owner = organizations(world).where((organization) => organization.account_id === account_id)[0];
  const organization_id = owner?.organization_id ?? account_id;
  const { address, rest } = split(details);
  const billing_group_id = world.uuid();
  const row = {
    billing_group_id,
    billing_group_name,
    account_id,
    organization_id,
    billing_currency: "USD",
    billing_emails: [],
    billing_contact_emails: [],
    billing_extra_text: null,
    billing_address_id: billing_address_id ?? createAddress(world, organization_id, address).address_id,
    shipping_address_id: null,
    vat_id: "",
    payment_method: null,
    invoice_series: FIRST_SERIES + world.next("invoice series"),
    create_time: world.now(),
    ...rest,
  } as const;
  scheduleInvoice(world, billing_group_id);
  return billingGroups(world).put(billing_group_id, row);
}

export function updateBillingGroup(
  world: World,
  row: BillingGroupRow,
  change: BillingDetails & { readonly billing_group_name?: string; readonly billing_address_id?: string },
): BillingGroupRow {
  const { address, rest } = split(change);
  const patched = billingGroups(world).patch(row.billing_group_id, rest);
  const current = addresses(world).get(addressKey(addressOf(patched)));
  if (current && Object.keys(address).length > 0) updateAddress(world, current, address);
  return patched;
}

function split({ company, address_lines, city, country_code, state, zip_code, ...rest }: BillingDetails) {
  const all = { name: company, address_lines, city, country_code, state, zip_code };
  const address: AddressDetails = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return { address, rest };
}

function addressOf({ organization_id, billing_address_id }: BillingGroupRow) {
  return { organization_id, address_id: billing_address_id };
}

/** Where a billing group's invoices go. */
export function billingAddress(world: World, row: BillingGroupRow): AddressRow | undefined {
  return addresses(world).get(addressKey(addressOf(row)));
}

export function billingGroupsOf(world: World, organization_id: string): BillingGroupRow[] {
  return billingGroups(world).where((row) => row.organization_id === organization_id);
}

/** The projects that a billing group pays for. */
export function projectsPaidBy(world: World, { billing_group_id }: BillingGroupRow): ProjectRow[] {
  return projects(world).where((row) => row.billing_group_id === billing_group_id);
}

/** Refuses a name that another of the organization's billing groups has. */
export function requireFreeGroupName(world: World, organization_id: string, name: string, own?: string): void {
  const taken = billingGroupsOf(world, organization_id).find((row) => row.billing_group_name === name);
  if (taken && taken.billing_group_id !== own) throw conflict(`Billing group ${name} already exists`);
}

/** Removes a billing group that pays for nothing any more, after its last invoice. The invoices stay. */
export function deleteBillingGroup(world: World, row: BillingGroupRow, invoice: () => void): void {
  const paid = projectsPaidBy(world, row).map(({ project }) => project);
  if (paid.length > 0) throw conflict(`Billing group cannot be deleted while it has projects: ${paid.join(", ")}`);
  invoice();
  for (const owner of organizations(world).where((each) => each.primary_billing_group_id === row.billing_group_id)) {
    organizations(world).patch(owner.organization_id, { primary_billing_group_id: null });
  }
  world.cancelAll(row.billing_group_id);
  world.deleteUnder(`${row.billing_group_id}/`);
  billingGroups(world).delete(row.billing_group_id);
}

/** Lets an invoice come at the beginning of the next month. UTC. */
export function scheduleInvoice(world: World, billing_group_id: string): void {
  world.scheduleAt("invoice-due", billing_group_id, nextMonth(world.clock.now()));
}

/** When the month of a moment begins. */
export function monthStart(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

export function nextMonth(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
