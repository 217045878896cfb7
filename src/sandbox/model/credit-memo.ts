import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";
import type { InvoiceRow } from "./invoice.js";

/** What is given back of an invoice; keyed by its id. Only the provider makes one. */
export interface CreditMemoRow {
  readonly credit_memo_id: string;
  readonly invoice: InvoiceRow;
  /** Without tax, in hundredths. */
  readonly net_cents: number;
  readonly net_usd_cents: number;
  readonly create_time: string;
}

export function creditMemos(world: World): Table<CreditMemoRow> {
  return world.table<CreditMemoRow>("credit_memos");
}

export function requireCreditMemo(world: World, credit_memo_id: string, organization_id?: string): CreditMemoRow {
  const row = creditMemos(world).get(credit_memo_id);
  const own = organization_id === undefined || row?.invoice.organization_id === organization_id ? row : undefined;
  return found(own, "Credit memo does not exist", "credit_memo_not_found");
}

/** Gives back a share of an invoice. */
export function giveBack(world: World, invoice: InvoiceRow, share: number): CreditMemoRow {
  const credit_memo_id = `CM-${world.next("credit memo")}`;
  return creditMemos(world).put(credit_memo_id, {
    credit_memo_id,
    invoice,
    net_cents: Math.round(invoice.net_cents * share),
    net_usd_cents: Math.round(invoice.net_usd_cents * share),
    create_time: world.now(),
  });
}
