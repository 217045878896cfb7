import { displayNameOf } from "./display-name.js";
import { locatorOf } from "./locators.js";

/**
 * What a field is called in a node: what is chosen from a list by what it is, `Service`; what is written by what is written,
 * `Service Name`.
 */
export function fieldNameOf(field: string, operation = ""): string {
  const name = displayNameOf(field);
  return locatorOf(field, operation) ? name.replace(/ (ID|Name|Number|Prefix|UUID)$/, "") : name;
}
