import type { ILoadOptionsFunctions } from "n8n-workflow";
import { isObject } from "../../../core/view.js";

/** Asks n8n for a parameter: as it is kept or, of a locator, for what it extracts from it. */
type Read = (options?: { extractValue: boolean }) => unknown;

/** The value of a parameter; of a locator, what it names. */
export function readValue(read: Read): unknown {
  const kept = read();
  // Asked to extract, n8n refuses a parameter that the node does not show.
  return plain(isLocator(kept) ? read({ extractValue: true }) : kept);
}

/** A value without the way in which it was chosen. */
export function plain(value: unknown): unknown {
  return isLocator(value) ? value["value"] : value;
}

/** What was chosen before in an open form, by the first of these parameters that has anything. */
export function chosen(node: ILoadOptionsFunctions, ...parameters: readonly string[]): string | undefined {
  for (const name of parameters) {
    const value = readValue((options) => node.getCurrentNodeParameter(name, options));
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}

/** Whether a value is a locator's: how something was chosen, and what. */
function isLocator(value: unknown): value is Record<string, unknown> {
  return isObject(value) && value["__rl"] === true;
}
