import {
  type ILoadOptionsFunctions,
  type INodeListSearchItems,
  type INodeListSearchResult,
  NodeOperationError,
} from "n8n-workflow";
import { AivenError } from "../../../core/errors.js";
import { isObject } from "../../../core/view.js";
import { at } from "../../../core/wait.js";
import type { Door } from "../../../tools/door.js";
import { openDoor } from "../connection/connection.js";
import { toNodeError } from "../execution/node-error.js";
import { isLocator } from "../execution/parameters.js";
import { KEYS, LISTINGS, type Listing } from "./listings.js";

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** The lists behind the locators, by the name under which a property asks for them. */
export const listSearch: Readonly<Record<string, Search>> = Object.fromEntries(
  Object.entries(LISTINGS).map(([method, listing]): [string, Search] => [
    method,
    function (this: ILoadOptionsFunctions, filter?: string) {
      return search(this, listing, filter);
    },
  ]),
);

async function search(node: ILoadOptionsFunctions, listing: Listing, filter = ""): Promise<INodeListSearchResult> {
  try {
    const door = await openDoor(node);
    const wanted = filter.toLowerCase();
    const results = (await entriesOf(node, door, listing))
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .sort((a, b) => a.name.localeCompare(b.name));
    return { results };
  } catch (error) {
    if (error instanceof AivenError) throw toNodeError(node.getNode(), error);
    throw new NodeOperationError(node.getNode(), error as Error);
  }
}

async function entriesOf(node: ILoadOptionsFunctions, door: Door, listing: Listing): Promise<INodeListSearchItems[]> {
  const { operation, lacking, otherwise } = listing;
  const input: Record<string, unknown> = {};
  for (const [field, parameters] of Object.entries(listing.input)) {
    input[field] = chosenIn(node, parameters) ?? (field === "project" ? door.project : undefined);
  }
  if (otherwise && Object.values(input).includes(undefined)) return entriesOf(node, door, otherwise);
  if (lacking && input[lacking.field] === undefined) {
    const [found] = await entriesOf(node, door, lacking.from);
    input[lacking.field] = found?.value;
  }
  return toItems(await door.client.callAny(operation, input), listing);
}

/** What was chosen before, in the node or in its fields. */
export function chosenIn(node: ILoadOptionsFunctions, parameters: readonly string[]): string | undefined {
  for (const name of parameters) {
    const raw: unknown = node.getCurrentNodeParameter(name);
    const found: unknown = isLocator(raw) ? node.getCurrentNodeParameter(name, { extractValue: true }) : raw;
    const value = isLocator(found) ? found["value"] : found;
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}

function toItems(answer: unknown, { entries, value, label }: Listing): INodeListSearchItems[] {
  const found = entries === KEYS ? answer : at(answer, entries);
  // Of a map, the keys are the names.
  const keyed = entries === KEYS && isObject(found);
  const rows = keyed ? Object.entries(found) : [found].flat().map((row): [unknown, unknown] => [row, row]);
  return rows.flatMap(([key, row]) => {
    const own = value === undefined ? key : at(row, value);
    const more = label === undefined ? undefined : at(row, label);
    if (typeof own !== "string" || own === "") return [];
    return [{ name: typeof more === "string" && more !== own ? `${more} (${own})` : own, value: own }];
  });
}
