import { conflict, found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";

/** How an organization pays; keyed `organization_id/payment_method_id`. */
export type PaymentMethodRow = {
  readonly organization_id: string;
  readonly payment_method_id: string;
  readonly create_time: string;
  readonly update_time: string;
} & (Card | BankTransfer | CustomMethod);

export interface Card {
  readonly payment_method_type: "credit_card";
  /** What the payment processor calls it. */
  readonly stripe_id: string;
  readonly brand: string;
  readonly last4: string;
  readonly exp_month: number;
  readonly exp_year: number;
  readonly name: string;
  readonly country_code: string;
  /** Who added it. */
  readonly user_email: string;
}

interface BankTransfer {
  readonly payment_method_type: "bank_transfer";
  readonly currency: "EUR";
  readonly payment_terms_days: number;
}

interface CustomMethod {
  readonly payment_method_type: "custom";
  readonly type: "no_payment_expected";
}

export type CardRow = Extract<PaymentMethodRow, Card>;

const BRANDS = ["visa", "mastercard", "amex"];

export function paymentMethods(world: World): Table<PaymentMethodRow> {
  return world.table<PaymentMethodRow>("payment_methods");
}

/** The ways of a kind in which an organization pays. */
export function paymentMethodsOf<Type extends PaymentMethodRow["payment_method_type"]>(
  world: World,
  organization_id: string,
  type: Type,
): Extract<PaymentMethodRow, { payment_method_type: Type }>[] {
  type Row = Extract<PaymentMethodRow, { payment_method_type: Type }>;
  return paymentMethods(world)
    .under(`${organization_id}/`)
    .filter((row): row is Row => row.payment_method_type === type);
}

export function requirePaymentMethod<Type extends PaymentMethodRow["payment_method_type"]>(
  world: World,
  organization_id: string,
  type: Type,
  payment_method_id: string,
): Extract<PaymentMethodRow, { payment_method_type: Type }> {
  const rows = paymentMethodsOf(world, organization_id, type);
  const row = rows.find((method) => method.payment_method_id === payment_method_id);
  const [message, code] =
    type === "credit_card"
      ? ["Credit card does not exist", "credit_card_not_found"]
      : ["Payment method does not exist", "payment_method_not_found"];
  return found(row, message, code);
}

/** Adds the card that the payment processor knows by an id. Nothing is ever charged to it. */
export function addCard(world: World, organization_id: string, stripe_id: string, user_email: string): CardRow {
  if (paymentMethodsOf(world, organization_id, "credit_card").some((card) => card.stripe_id === stripe_id)) {
    throw conflict("Credit card is already attached to the organization");
  }
  const random = Number.parseInt(world.hex(`card ${stripe_id}`, 8), 16);
  const row: CardRow = {
    ...base(world, organization_id),
    payment_method_type: "credit_card",
    stripe_id,
    brand: BRANDS[random % BRANDS.length] ?? "visa",
    last4: String(random % 10_000).padStart(4, "0"),
    exp_month: (random % 12) + 1,
    exp_year: new Date(world.clock.now()).getUTCFullYear() + 3,
    name: user_email,
    country_code: "FI",
    user_email,
  };
  return put(world, row);
}

/** Ways to pay that the provider's staff sets up. */
export function addBankTransfer(world: World, organization_id: string): PaymentMethodRow {
  const terms = { currency: "EUR", payment_terms_days: 30 } as const;
  return put(world, { ...base(world, organization_id), payment_method_type: "bank_transfer", ...terms });
}

export function addCustomMethod(world: World, organization_id: string): PaymentMethodRow {
  const row = { ...base(world, organization_id), payment_method_type: "custom", type: "no_payment_expected" } as const;
  return put(world, row);
}

function base(world: World, organization_id: string) {
  const now = world.now();
  return { organization_id, payment_method_id: world.uuid(), create_time: now, update_time: now };
}

function put<Row extends PaymentMethodRow>(world: World, row: Row): Row {
  paymentMethods(world).put(`${row.organization_id}/${row.payment_method_id}`, row);
  return row;
}
