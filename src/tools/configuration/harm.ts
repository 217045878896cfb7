import { addressOf } from "../../core/configuration/addresses.js";
import type { Config } from "../../core/configuration/validate.js";
import { same } from "../../core/configuration/value.js";
import { own } from "../../core/own.js";
import { isObject } from "../../core/view.js";
import { KEPT } from "./kept.js";

/**
 * The part of a change that takes something away as things stand: what stays the same, addresses that are let in beside those
 * that are, and what is kept longer than before are left out.
 */
export function harmfulPart(present: Config, given: Config): Config {
  const entries = Object.entries(given).flatMap(([key, after]): [string, unknown][] => {
    const before = own(present, key);
    if (same(after ?? undefined, before ?? undefined) || isLooser(key, before, after)) return [];
    if (!isObject(after)) return [[key, after]];
    const inner = harmfulPart(isObject(before) ? before : {}, after);
    return Object.keys(inner).length > 0 ? [[key, inner]] : [];
  });
  return Object.fromEntries(entries);
}

function isLooser(key: string, before: unknown, after: unknown): boolean {
  if (key === "ip_filter") return Array.isArray(before) && Array.isArray(after) && includesAll(after, before);
  // A copy in one more region takes nothing away.
  if (key === "additional_backup_regions") return Array.isArray(after) && includesAll(after, [before ?? []].flat());
  return KEPT.has(key) && keepsLonger(before, after);
}

/** Whether each of some addresses is still among others. */
export function includesAll(addresses: readonly unknown[], wanted: readonly unknown[]): boolean {
  const there = new Set(addresses.map(addressOf));
  return wanted.every((address) => there.has(addressOf(address)));
}

/** -1 is for ever. */
function keepsLonger(before: unknown, after: unknown): boolean {
  if (typeof after !== "number" || typeof before !== "number") return false;
  return before !== -1 && (after === -1 || after > before);
}
