import { own } from "../own.js";
import { referencesIn } from "../reference.js";
import { isObject } from "../view.js";
import { readNetwork } from "./network.js";
import type { Config } from "./validate.js";
import type { Violation } from "./violation.js";

/** The list of the addresses that may connect to a service. */
export const FILTER = "ip_filter";

/** The address of an entry of an address list, which is a text or has a description beside it. */
export function addressOf(entry: unknown): string {
  return String(isObject(entry) ? entry["network"] : entry);
}

/** The entries of a service's address list; none where it has no such list. */
export function addressEntries(config: Config): readonly unknown[] {
  const entries = own(config, FILTER);
  return Array.isArray(entries) ? entries : [];
}

/**
 * The entries of a service's `ip_filter` that are no addresses, of which the provider's schema says only that they are texts. A
 * reference may become one.
 */
export function addressViolations(config: Config): Violation[] {
  return addressEntries(config).flatMap((entry, index): Violation[] => {
    const value = isObject(entry) ? entry["network"] : entry;
    // What is no text is refused by its type.
    if (typeof value !== "string" || readNetwork(value) || referencesIn(value).length > 0) return [];
    const path = `${FILTER}[${index}]${isObject(entry) ? ".network" : ""}`;
    return [{ rule: "address", path, parameter: {}, value }];
  });
}
