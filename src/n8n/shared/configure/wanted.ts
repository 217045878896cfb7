import type { IExecuteFunctions } from "n8n-workflow";
import { isObject } from "../../../core/view.js";
import type { WantedChange } from "../../../tools/configuration/change.js";
import { commaList, objectOf } from "../execution/parameters.js";
import { pathOf } from "./field-id.js";

type Entry = readonly [path: string, value: unknown];

/** What an item's parameters ask of a configuration; undefined where nothing is filled in. */
export function readWanted(node: IExecuteFunctions, item: number): WantedChange | undefined {
  const read = (name: string, fallback: unknown): unknown => node.getNodeParameter(name, item, fallback as object);
  const wanted =
    read("specifyConfiguration", "fields") === "json"
      ? fromJson(objectOf("Configuration (JSON)", read("configurationJson", "{}")))
      : fromFields(read("configuration", {}), read("unsetParameters", []));
  return Object.values(wanted).some((part) => isObject(part) && Object.keys(part).length > 0) ||
    (wanted.unset ?? []).length > 0
    ? wanted
    : undefined;
}

/** Paths with their values; null unsets. */
function fromJson(values: Readonly<Record<string, unknown>>): WantedChange {
  const entries = Object.entries(values);
  const unset = entries.filter(([path, value]) => value === null && signOf(path) === "");
  return { ...byPart(entries.filter((entry) => !unset.includes(entry))), unset: unset.map(([path]) => path) };
}

/** The values of a form; one that is left empty is none. Lists, and whatever comes of an expression, may be text. */
function fromFields(mapped: unknown, unset: unknown): WantedChange {
  const values = isObject(mapped) && isObject(mapped["value"]) ? mapped["value"] : {};
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return {
    ...byPart(given.map(([id, value]): Entry => [pathOf(id), value])),
    unset: [unset].flat().map(String),
    asText: true,
  };
}

/** A plus behind a path adds to its list, a minus takes out of it. */
function byPart(entries: readonly Entry[]): Pick<WantedChange, "set" | "add" | "remove"> {
  const part = (sign: "" | "+" | "-") => entries.filter(([path]) => signOf(path) === sign);
  const items = (sign: "+" | "-") =>
    Object.fromEntries(part(sign).map(([path, value]) => [path.slice(0, -1), separate(value)]));
  return { set: Object.fromEntries(part("")), add: items("+"), remove: items("-") };
}

function signOf(path: string): "" | "+" | "-" {
  const last = path.at(-1);
  return last === "+" || last === "-" ? last : "";
}

function separate(value: unknown): unknown {
  return typeof value === "string" && !/^\s*[[{]/.test(value) ? commaList(value) : value;
}
