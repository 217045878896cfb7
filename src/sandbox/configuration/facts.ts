import { endpoints } from "../../core/configuration/generated/endpoints/index.js";
import { integrations } from "../../core/configuration/generated/integrations/index.js";
import { services } from "../../core/configuration/generated/services/index.js";
import type { Parameter, TypeFacts } from "../../core/configuration/index.js";
import { readLiveSchema } from "../../core/configuration/live.js";
import { InputError } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import { own } from "../../core/own.js";
import { isObject } from "../../core/view.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";
import { publishedSchema } from "./schema.js";

/** What a configuration in the sandbox belongs to. */
export type ConfigurationKind = "services" | "integrations" | "endpoints";

const CONFIGURATION_KINDS: Readonly<Record<ConfigurationKind, TypeFacts>> = {
  services,
  integrations,
  endpoints,
};

/** The configuration that `services/pg` names. Throws InputError with the nearest when there is none. */
export function requireConfiguration(name: string): { readonly kind: ConfigurationKind; readonly type: string } {
  const [kind = "", type = ""] = name.split("/", 2);
  const kinds = Object.keys(CONFIGURATION_KINDS);
  requireOneOf("schemas", kind, kinds);
  requireOneOf(`schemas.${kind}`, type, Object.keys(CONFIGURATION_KINDS[kind as ConfigurationKind]));
  return { kind: kind as ConfigurationKind, type };
}

function requireOneOf(field: string, name: string, allowed: readonly string[]): void {
  if (allowed.includes(name)) return;
  throw new InputError([{ field, message: `has no "${name}"`, nearest: nearest(name, allowed), allowed }]);
}

type Json = Readonly<Record<string, unknown>>;

/** How the schema of a type differs from what is bundled, as a JSON merge patch; keyed `kind/type`. */
interface SchemaPatch {
  readonly patch: Json;
}

function patches(world: World): Table<SchemaPatch> {
  return world.table<SchemaPatch>("configuration_schemas");
}

/** Lets the API publish another schema for a type than the bundled one, and follow it. */
export function patchSchema(world: World, kind: ConfigurationKind, type: string, patch: Json): void {
  patches(world).put(`${kind}/${type}`, { patch });
}

/** The bundled schema is in force again. */
export function restoreSchema(world: World, kind: ConfigurationKind, type: string): void {
  patches(world).delete(`${kind}/${type}`);
}

/** The types whose schema differs from the bundled one: `services/pg`. */
export function patchedSchemas(world: World): string[] {
  return [...patches(world).entries()].map(([key]) => key);
}

/** The JSON Schema of a type as the API publishes it; one that allows for everything where nothing is known. */
export function configurationSchema(world: World, kind: ConfigurationKind, type: string): Json {
  const facts = own(CONFIGURATION_KINDS[kind], type);
  const schema = facts ? publishedSchema(facts) : { type: "object", properties: {}, additionalProperties: true };
  const patched = patches(world).get(`${kind}/${type}`);
  return patched ? (merged(schema, patched.patch) as Json) : schema;
}

/** The facts that are in force for a type. */
export function configurationFacts(world: World, kind: ConfigurationKind, type: string): Parameter {
  if (!patches(world).has(`${kind}/${type}`)) return own(CONFIGURATION_KINDS[kind], type) ?? {};
  return readLiveSchema(configurationSchema(world, kind, type));
}

/** RFC 7396: null takes away, objects go into one another, anything else replaces. */
function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, merged(result.get(key), value));
  }
  return Object.fromEntries(result);
}
