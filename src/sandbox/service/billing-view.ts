import { CURRENCIES } from "../data/currencies.js";
import { countryName, linesOf } from "../model/address.js";
import { type BillingGroupRow, billingAddress, billingGroups, monthStart } from "../model/billing-group.js";
import { usableCredits } from "../model/credit.js";
import { invoicesOf } from "../model/invoice.js";
import { chargesBetween, dollarsOf } from "../model/meter.js";
import { organizations } from "../model/organization.js";
import { type CardRow, paymentMethodsOf } from "../model/payment-method.js";
import type { ProjectRow } from "../model/project.js";
import type { World } from "../world.js";
import { money } from "./invoice-view.js";

/** A billing group in the older form of the API, with its address written out. */
export function toBillingGroup(world: World, row: BillingGroupRow) {
  const address = billingAddress(world, row);
  const estimate = invoicesOf(world, row.billing_group_id).find(({ state }) => state === "estimate");
  return {
    account_id: row.account_id,
    account_name: organizations(world).get(row.organization_id)?.organization_name ?? "",
    address_lines: address?.address_lines ?? [],
    billing_address: address ? linesOf(address) : "",
    billing_address_id: row.billing_address_id,
    billing_contact_emails: row.billing_contact_emails,
    billing_currency: row.billing_currency,
    billing_emails: row.billing_emails,
    billing_extra_text: row.billing_extra_text,
    billing_group_id: row.billing_group_id,
    billing_group_name: row.billing_group_name,
    billing_type: "regular",
    card_info: cardInfo(world, row),
    city: address?.city ?? "",
    company: address?.name ?? "",
    country: countryName(address?.country_code ?? ""),
    country_code: address?.country_code ?? "",
    create_time: row.create_time,
    estimated_balance_local: money(estimate?.net_cents ?? 0),
    estimated_balance_usd: money(estimate?.net_usd_cents ?? 0),
    payment_method: legacyPaymentMethod(row),
    shipping_address_id: row.shipping_address_id,
    state: address?.state ?? "",
    vat_id: row.vat_id,
    zip_code: address?.zip_code ?? "",
  };
}

/** A billing group as organizations see it. */
export function toOrganizationBillingGroup(row: BillingGroupRow) {
  return {
    billing_address_id: row.billing_address_id,
    billing_contact_emails: row.billing_contact_emails,
    billing_emails: row.billing_emails,
    billing_group_id: row.billing_group_id,
    billing_group_name: row.billing_group_name,
    create_time: row.create_time,
    custom_invoice_text: row.billing_extra_text,
    organization_id: row.organization_id,
    payment_method: row.payment_method,
    shipping_address_id: row.shipping_address_id ?? row.billing_address_id,
    vat_id: row.vat_id,
  };
}

/** The older names of ways to pay. */
export function legacyPaymentMethod(group: BillingGroupRow | undefined): "card" | "email" | "no_payment_expected" {
  switch (group?.payment_method?.payment_method_type) {
    case "credit_card":
      return "card";
    case "bank_transfer":
      return "email";
    default:
      return "no_payment_expected";
  }
}

/** The card that pays for a billing group; null when none does. */
export function cardInfo(world: World, { organization_id, payment_method }: BillingGroupRow) {
  const cards = paymentMethodsOf(world, organization_id, "credit_card");
  const card = cards.find((row) => row.payment_method_id === payment_method?.payment_method_id);
  return card ? { ...toCardInfo(card), user_email: card.user_email } : null;
}

export function toCardInfo(row: CardRow) {
  const { brand, country_code, exp_month, exp_year, last4, name } = row;
  const country = countryName(country_code);
  return { brand, card_id: row.payment_method_id, country, country_code, exp_month, exp_year, last4, name };
}

/** What a project has cost in the month that runs, in dollars and in the currency of its billing group. */
export function balanceOf(world: World, { project, billing_group_id }: ProjectRow) {
  const now = world.clock.now();
  const charged = chargesBetween(world, monthStart(now), now, (row) => row.project === project);
  const cents = charged.reduce((total, row) => total + Math.round(dollarsOf(row) * 100), 0);
  const rate = CURRENCIES[billingGroups(world).get(billing_group_id)?.billing_currency ?? "USD"];
  return { estimated_balance: money(cents), estimated_balance_local: money(cents * rate) };
}

/** What is left of a billing group's credits. */
export function creditsLeft(world: World, { billing_group_id }: BillingGroupRow): string {
  return money(usableCredits(world, billing_group_id).reduce((total, row) => total + row.remaining_cents, 0));
}
