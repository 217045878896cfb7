import type { ParameterPaths } from "../../core/configuration/generated/paths.js";
import type { Kind } from "../../core/configuration/index.js";
import { own } from "../../core/own.js";
import { services } from "./words/services.js";

/** Our words for a parameter. Every sentence is our own. */
export interface ParameterWords {
  /** What it does, in one short sentence. */
  readonly text: string;
  /** What a number of it counts: `ms`, `MB`, `connections`. */
  readonly unit?: string;
  /** What goes wrong when it is too low or too high, or what it costs. */
  readonly effect?: string;
  /** What a change of it does beside: the bill changes, or it cannot be taken back. */
  readonly marks?: readonly ("price" | "one-way")[];
  /** What users say for it and neither its name nor its text holds. */
  readonly aka?: readonly string[];
}

/** Words by path (`pg.autovacuum_max_workers`, `ip_filter[].network`): a path that is not in the facts does not compile. */
export type WordsByPath<Path extends string = string> = { readonly [P in Path]?: ParameterWords };

/** The words of one type, by path. */
export type TypeWords = ReadonlyMap<string, ParameterWords>;

/** The words of the types of a kind. */
export type KindWords<K extends Kind> = {
  readonly [Type in keyof ParameterPaths[K]]?: WordsByPath<ParameterPaths[K][Type] & string>;
};

const LOADERS: Readonly<Record<Kind, (type: string) => Promise<WordsByPath | undefined>>> = {
  services: async (type) => (await own<() => Promise<WordsByPath>>(services, type)?.()) ?? LOADERS.retired(type),
  integrations: async (type) => own((await import("./words/integrations.js")).integrations, type),
  endpoints: async (type) => own((await import("./words/endpoints.js")).endpoints, type),
  retired: async (type) => own((await import("./words/retired.js")).retired, type),
};

/** Our words for the parameters of a type, those that many types have among them. A service type may be a retired one. */
export function loadWords(kind: Kind, type: string): Promise<TypeWords> {
  const key = `${kind} ${type}`;
  const words = known.get(key) ?? gatherWords(kind, type);
  known.set(key, words);
  return words;
}

/** By kind and type: there are some seventy. */
const known = new Map<string, Promise<TypeWords>>();

async function gatherWords(kind: Kind, type: string): Promise<TypeWords> {
  const [{ everyType }, ofType] = await Promise.all([import("./words/every-type.js"), LOADERS[kind](type)]);
  const all = Object.entries({ ...everyType, ...ofType });
  return new Map(all.flatMap(([path, said]) => (said ? [[path, said]] : [])));
}
