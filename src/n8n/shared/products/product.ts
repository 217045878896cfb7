import type { OperationId } from "../../../core/catalogue/index.js";
import type { OwnOperationId } from "../operations/own-operations.js";

/** One node: what n8n calls it, and by resource what it does. */
export interface Product {
  /** The node's type name and the base of its files. */
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  /**
   * Operations by what the list shows. Get, Get Many, Create, Update and Delete are about the resource itself; whatever is
   * about a part or a property of it says so.
   */
  readonly resources: Readonly<Record<string, Readonly<Record<string, OperationId | OwnOperationId>>>>;
}
