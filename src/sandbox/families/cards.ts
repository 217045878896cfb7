import { badRequest, conflict, found } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { billingGroupsOf, projectsPaidBy } from "../model/billing-group.js";
import { organizationsOf, requireAccount } from "../model/organization.js";
import { type CardRow, paymentMethods, paymentMethodsOf, requirePaymentMethod } from "../model/payment-method.js";
import { toCardInfo } from "../service/billing-view.js";
import type { Call, Handlers, World } from "../world.js";
import { createCard, deleteCard } from "./payment-methods.js";

/** The cards of the caller's organizations under older paths: the user's own, and the account's. */
export const handlers: Handlers = {
  UserCreditCardsList: (_, call) => ({ cards: cardsOf(call).map((row) => toCard(call.world, row)) }),

  UserCreditCardAdd: ({ stripe_token }, call) => {
    const [first] = organizationsOf(call);
    if (!first) throw conflict("You have no organization to add a card to");
    return { card: toCard(call.world, createCard(call, first.organization_id, stripe_token)) };
  },

  UserCreditCardUpdate: ({ card_id, exp_month, exp_year, name }, call) => {
    const row = requireCard(call, card_id);
    if (exp_month !== undefined && (exp_month < 1 || exp_month > 12)) {
      throw badRequest(`Invalid exp_month ${exp_month}: expected 1 to 12`);
    }
    const changed: CardRow = {
      ...row,
      exp_month: exp_month ?? row.exp_month,
      exp_year: exp_year ?? row.exp_year,
      name: name ?? row.name,
      update_time: call.world.now(),
    };
    paymentMethods(call.world).put(`${row.organization_id}/${row.payment_method_id}`, changed);
    const what = `Changed the credit card that ends in ${row.last4}`;
    recordInOrganization(call, row.organization_id, "credit_card_update", what);
    return { card: toCard(call.world, changed) };
  },

  UserCreditCardDelete: ({ card_id }, call) => {
    deleteCard(call, requireCard(call, card_id));
    return { message: "deleted" };
  },

  AccountPaymentMethodsList: ({ account_id }, call) => {
    const { organization_id } = requireAccount(call, account_id);
    return { cards: paymentMethodsOf(call.world, organization_id, "credit_card").map(toCardInfo) };
  },

  AccountAttachPaymentMethod: ({ account_id, payment_method_id }, call) => {
    const { organization_id } = requireAccount(call, account_id);
    return { card: toCard(call.world, createCard(call, organization_id, payment_method_id)) };
  },

  AccountPaymentMethodDelete: ({ account_id, card_id }, call) => {
    const { organization_id } = requireAccount(call, account_id);
    deleteCard(call, requirePaymentMethod(call.world, organization_id, "credit_card", card_id));
    return { message: "deleted" };
  },
};

function cardsOf(call: Call): CardRow[] {
  return organizationsOf(call).flatMap(({ organization_id }) =>
    paymentMethodsOf(call.world, organization_id, "credit_card"),
  );
}

function requireCard(call: Call, card_id: string): CardRow {
  const row = cardsOf(call).find((card) => card.payment_method_id === card_id);
  return found(row, "Credit card does not exist", "credit_card_not_found");
}

/** A card with the projects that it pays for. */
function toCard(world: World, row: CardRow) {
  const groups = billingGroupsOf(world, row.organization_id).filter(
    (group) => group.payment_method?.payment_method_id === row.payment_method_id,
  );
  const projects = groups.flatMap((group) => projectsPaidBy(world, group)).map(({ project }) => project);
  return { ...toCardInfo(row), organization_id: row.organization_id, projects };
}
