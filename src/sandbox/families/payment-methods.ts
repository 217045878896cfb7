import { conflict } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { billingGroupsOf } from "../model/billing-group.js";
import { requireOrganization } from "../model/organization.js";
import {
  addCard,
  type CardRow,
  type PaymentMethodRow,
  paymentMethods,
  paymentMethodsOf,
  requirePaymentMethod,
} from "../model/payment-method.js";
import { caller } from "../model/user.js";
import type { Call, Handlers } from "../world.js";

/** How organizations pay. Cards are made here; the rest is set up by the provider. */
export const handlers: Handlers = {
  PaymentMethodsList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    const rows = paymentMethods(call.world).under(`${organization_id}/`);
    return {
      payment_methods: rows.map(({ payment_method_id, payment_method_type }) => ({
        payment_method_id,
        payment_method_type,
      })),
    };
  },

  CreditCardList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return { credit_cards: paymentMethodsOf(call.world, organization_id, "credit_card").map(toCreditCard) };
  },

  CreditCardGet: ({ organization_id, payment_method_id }, call) => {
    requireOrganization(call, organization_id);
    return toCreditCard(requirePaymentMethod(call.world, organization_id, "credit_card", payment_method_id));
  },

  CreditCardCreate: ({ organization_id, stripe_payment_method_id }, call) => {
    requireOrganization(call, organization_id);
    return toCreditCard(createCard(call, organization_id, stripe_payment_method_id));
  },

  CreditCardDelete: ({ organization_id, payment_method_id }, call) => {
    requireOrganization(call, organization_id);
    const row = requirePaymentMethod(call.world, organization_id, "credit_card", payment_method_id);
    deleteCard(call, row);
    return { ...toCreditCard(row), state: "deleted" };
  },

  BankTransferList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return { bank_transfers: paymentMethodsOf(call.world, organization_id, "bank_transfer").map(toBankTransfer) };
  },

  BankTransferGet: ({ organization_id, payment_method_id }, call) => {
    requireOrganization(call, organization_id);
    return toBankTransfer(requirePaymentMethod(call.world, organization_id, "bank_transfer", payment_method_id));
  },

  PaymentMethodCustomList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return { custom_methods: paymentMethodsOf(call.world, organization_id, "custom").map(toCustomMethod) };
  },

  PaymentMethodCustomGet: ({ organization_id, payment_method_id }, call) => {
    requireOrganization(call, organization_id);
    return toCustomMethod(requirePaymentMethod(call.world, organization_id, "custom", payment_method_id));
  },
};

/** Adds a card to an organization, in the caller's name. */
export function createCard(call: Call, organization_id: string, stripe_id: string): CardRow {
  const row = addCard(call.world, organization_id, stripe_id, caller(call).user);
  recordInOrganization(call, organization_id, "credit_card_create", `Added a credit card that ends in ${row.last4}`);
  return row;
}

/** Removes a card that pays for nothing. */
export function deleteCard(call: Call, { organization_id, payment_method_id, last4 }: CardRow): void {
  const { world } = call;
  const users = billingGroupsOf(world, organization_id).filter(
    (group) => group.payment_method?.payment_method_id === payment_method_id,
  );
  if (users.length > 0) {
    const names = users.map((group) => group.billing_group_name).join(", ");
    throw conflict(`Credit card is in use by billing groups: ${names}`);
  }
  paymentMethods(world).delete(`${organization_id}/${payment_method_id}`);
  recordInOrganization(call, organization_id, "credit_card_delete", `Removed the credit card that ends in ${last4}`);
}

type Row<Type extends PaymentMethodRow["payment_method_type"]> = Extract<
  PaymentMethodRow,
  { payment_method_type: Type }
>;

function baseOf({ create_time, organization_id, payment_method_id, update_time }: PaymentMethodRow) {
  return { create_time, organization_id, payment_method_id, state: "active", update_time };
}

function toCreditCard(row: Row<"credit_card">) {
  const { brand, exp_month, exp_year, last4, name } = row;
  return { ...baseOf(row), brand, exp_month, exp_year, last4, name };
}

function toBankTransfer(row: Row<"bank_transfer">) {
  return { ...baseOf(row), currency: row.currency, payment_terms_days: row.payment_terms_days };
}

function toCustomMethod(row: Row<"custom">) {
  return { ...baseOf(row), type: row.type };
}
