import {
  type ILoadOptionsFunctions,
  type INodeListSearchItems,
  type INodeListSearchResult,
  NodeOperationError,
} from "n8n-workflow";
import { operationFacts } from "../../../core/catalogue/index.js";
import { AivenError, InputError } from "../../../core/errors.js";
import { isObject } from "../../../core/view.js";
import { at } from "../../../core/wait.js";
import type { Door } from "../../../tools/door.js";
import { openDoor } from "../connection/connection.js";
import { fieldNameOf } from "../description/field-name.js";
import { toNodeError } from "../execution/node-error.js";
import { NO_PROJECT } from "../execution/node-words.js";
import { chosen } from "../execution/parameter-value.js";
import { KEYS, type Listing } from "./listing.js";
import { LISTINGS } from "./listings.js";

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
      .sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
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
    input[field] = chosen(node, ...parameters) ?? (field === "project" ? door.project : undefined);
  }
  if (otherwise && Object.values(input).includes(undefined)) return entriesOf(node, door, otherwise);
  if (lacking && input[lacking.field] === undefined) {
    const [found] = await entriesOf(node, door, lacking.from);
    input[lacking.field] = found?.value;
  }
  const missing = operationFacts(operation)?.required?.filter((field) => input[field] === undefined) ?? [];
  if (missing.length > 0)
    throw new InputError(missing.map(chooseFirst), missing.includes("project") ? NO_PROJECT : undefined);
  return toItems(await door.client.callAny(operation, input), listing);
}

function chooseFirst(field: string) {
  return { field: `'${fieldNameOf(field)}'`, message: "has to be chosen first: this list depends on it" };
}

function toItems(answer: unknown, listing: Listing): INodeListSearchItems[] {
  const { entries, value } = listing;
  // Of a map, the keys are the names.
  const keyed = entries === KEYS && isObject(answer);
  const rows = keyed ? Object.entries(answer) : rowsAt(answer, entries).map((row): [unknown, unknown] => [row, row]);
  const items = rows.flatMap(([key, row]) => {
    const own = textOf(value === undefined ? key : at(row, value));
    return own === "" ? [] : [{ name: nameOf(own, row, listing), value: own }];
  });
  // What stands in two places is one thing.
  return [...new Map(items.map((item) => [item.value, item])).values()];
}

/** What a person knows it by comes first: `demo-pg (pg)`, `my-datadog (7c1e3d4a)`. */
function nameOf(own: string, row: unknown, { labels, named }: Listing): string {
  const told = labels.map((label) => textOf(at(row, label))).filter((text) => text !== "" && text !== own);
  const more = [...new Set(told)].join(", ");
  if (more === "") return own;
  return named ? `${own} (${more})` : `${more} (${own})`;
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** The things at a path, those of the lists on the way together. */
function rowsAt(answer: unknown, entries: string): unknown[] {
  return entries.split("[].").reduce<unknown[]>((rows, path) => rows.flatMap((row) => at(row, path) ?? []), [answer]);
}
