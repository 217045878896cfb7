import { createHash } from "node:crypto";
import type { Schema } from "../../src/core/catalogue/schema.js";

/** A sub-schema that occurs several times, with a name that tells what it is. */
export interface Shared {
  readonly name: string;
  readonly schema: Schema;
  readonly users: ReadonlySet<string>;
}

export interface Occurrence {
  readonly schema: Schema;
  /** Property under which it was found. */
  readonly key: string;
  /** Who uses it: a family, an operation. */
  readonly user: string;
}

/**
 * Finds the sub-schemas worth naming once: at least `minLength` characters of JSON and used twice.
 * Names derive from the property name and a hash of the content, so that adding one never renames another.
 */
export function findShared(occurrences: Iterable<Occurrence>, minLength: number): Map<string, Shared> {
  const found = new Map<string, { schema: Schema; keys: string[]; users: Set<string>; count: number }>();
  for (const { schema, key, user } of occurrences) {
    const json = JSON.stringify(schema);
    if (json.length < minLength) continue;
    const entry = found.get(json) ?? { schema, keys: [], users: new Set<string>(), count: 0 };
    entry.keys.push(key);
    entry.users.add(user);
    entry.count++;
    found.set(json, entry);
  }
  const shared = new Map<string, Shared>();
  for (const [json, { schema, keys, users, count }] of found) {
    if (count < 2) continue;
    // A property's name says more than the id of one of the operations that answer with it.
    const key = keys.slice().sort((a, b) => Number(isId(a)) - Number(isId(b)) || (a < b ? -1 : 1))[0] ?? "value";
    const hash = createHash("sha256").update(json).digest("hex").slice(0, 4);
    shared.set(json, { name: `${pascal(key)}_${hash}`, schema, users });
  }
  return shared;
}

/** Every sub-schema below (and with) a schema, objects and arrays only. */
export function* walk(schema: Schema, key: string, user: string): Generator<Occurrence> {
  if (schema.type === "object" || schema.type === "array") yield { schema, key, user };
  for (const [name, inner] of Object.entries(schema.properties ?? {})) yield* walk(inner, name, user);
  if (schema.items) yield* walk(schema.items, `${key}_item`, user);
  if (typeof schema.additionalProperties === "object") yield* walk(schema.additionalProperties, `${key}_value`, user);
}

function isId(key: string): boolean {
  return /^[A-Z]/.test(key);
}

function pascal(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => (word[0] as string).toUpperCase() + word.slice(1))
    .join("");
}
