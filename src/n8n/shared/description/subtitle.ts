import { operationsOf } from "../operations/placed-operation.js";
import type { Product } from "../products/index.js";

/** What stands below a node on the canvas, as "Get Many: Service": an expression, since n8n evaluates nothing else there. */
export function subtitleOf(product: Product): string {
  const names = Object.fromEntries(operationsOf(product).map(({ value, name }) => [value, name]));
  const operation = '$parameter["operation"]';
  return `={{ (${JSON.stringify(names)}[${operation}] || ${operation}) + ": " + $parameter["resource"] }}`;
}
