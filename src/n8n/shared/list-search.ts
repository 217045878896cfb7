import {
  type ILoadOptionsFunctions,
  type INodeListSearchItems,
  type INodeListSearchResult,
  NodeOperationError,
} from "n8n-workflow";
import { AivenError } from "../../core/errors.js";
import { isObject } from "../../core/view.js";
import { at } from "../../core/wait.js";
import { openDoor } from "./connection.js";
import { LISTINGS, type Listing } from "./locators.js";
import { toNodeError } from "./node-error.js";
import { isLocator } from "./parameters.js";

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
    const input = Object.fromEntries(
      Object.entries(listing.input).map(([field, parameters]) => [field, chosen(node, parameters, door.project)]),
    );
    const answer = await door.client.callAny(listing.operation, input);
    const wanted = filter.toLowerCase();
    const results = entries(listing.list ? at(answer, listing.list) : answer, listing)
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return { results };
  } catch (error) {
    if (error instanceof AivenError) throw toNodeError(node.getNode(), error);
    throw new NodeOperationError(node.getNode(), error as Error);
  }
}

/** What was chosen before, in the node or in its fields. */
function chosen(node: ILoadOptionsFunctions, parameters: readonly string[], project: string | undefined): unknown {
  for (const name of parameters) {
    const raw: unknown = node.getCurrentNodeParameter(name);
    const found: unknown = isLocator(raw) ? node.getCurrentNodeParameter(name, { extractValue: true }) : raw;
    const value = isLocator(found) ? found["value"] : found;
    if (typeof value === "string" && value !== "") return value;
  }
  return parameters.includes("project") ? project : undefined;
}

function entries(list: unknown, { value, label }: Listing): INodeListSearchItems[] {
  const rows = Array.isArray(list)
    ? list.map((row) => (isObject(row) ? row : { [value]: row }))
    : isObject(list)
      ? Object.entries(list).map(([key, row]) => ({ ...(isObject(row) ? row : {}), [value]: key }))
      : [];
  return rows.map((row) => {
    const own = String((row as Record<string, unknown>)[value] ?? "");
    const more = label ? (row as Record<string, unknown>)[label] : undefined;
    return { name: typeof more === "string" && more !== own ? `${more} (${own})` : own, value: own };
  });
}
