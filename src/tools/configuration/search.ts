import type { Kind, Parameter } from "../../core/configuration/index.js";
import { listParameters, parameterAt } from "../../core/configuration/paths.js";
import { termsOf } from "../search/terms.js";
import { type Text, TextIndex } from "../search/text-index.js";
import { closest, coverage, weigh } from "../search/weights.js";
import { bundledFacts, type ConfigurationType } from "./facts.js";
import { loadWords, type ParameterWords } from "./words.js";

export interface ParameterQuery {
  readonly kind: Kind;
  readonly type: string;
  readonly query: string;
  readonly limit?: number | undefined;
  /** Where others than the bundled ones count. */
  readonly facts?: Parameter | undefined;
}

interface Searchable {
  readonly index: TextIndex;
  /** By their positions in the index. */
  readonly parameters: (readonly [path: string, parameter: Parameter])[];
}

/** By kind and type, built when first searched. */
const known = new Map<string, Promise<Searchable>>();

/** Paths of the parameters that fit a name or what the user wants, best first; typos are tolerated. */
export async function searchParameters(asked: ParameterQuery): Promise<string[]> {
  const { kind, type, query, limit = 8 } = asked;
  const facts = asked.facts ?? (await bundledFacts({ kind, type }));
  if (!facts) return [];
  const named = /\s/.test(query.trim()) ? [] : namedAs(facts, query);
  if (named.length > 0) return named.slice(0, limit);
  const { index, parameters } = await searchableIn({ kind, type }, facts);
  const { terms, hits } = index.find([...new Set(termsOf(query))]);
  const weights = weigh(terms, hits, parameters.length);
  return hits
    .flatMap(({ at, score, terms: found, phrases }) => {
      const entry = parameters[at];
      // A live schema may no longer have it.
      if (!entry || !parameterAt(facts, entry[0])) return [];
      const byWords = score ** 0.6 * (0.2 + 0.7 * coverage(found, weights)) * (0.3 + closest(phrases, weights));
      return { path: entry[0], score: byWords * standing(...entry) * nameFit(entry[0], query) };
    })
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
    .slice(0, limit)
    .map(({ path }) => path);
}

/** Parameters whose name holds a word, best first: most questions are of this kind, and need no index. */
function namedAs(facts: Parameter, word: string): string[] {
  const wanted = plain(word);
  if (wanted.replaceAll("_", "").length < LEAST_NAME) return [];
  const found = listParameters(facts).filter(([path]) => `_${plain(path)}`.includes(`_${wanted}`));
  const score = ([path, parameter]: (typeof found)[number]) => standing(path, parameter) * nameFit(path, word);
  return found.sort((a, b) => score(b) - score(a) || (a[0] < b[0] ? -1 : 1)).map(([path]) => path);
}

/** Shorter ones begin too many names. */
const LEAST_NAME = 4;

/**
 * What is searched for a type: the bundled parameters by our words, and those that only the given facts have, by the provider's.
 * So a live schema, which is read again and again, needs no index of its own.
 */
async function searchableIn(of: ConfigurationType, facts: Parameter): Promise<Searchable> {
  const key = `${of.kind} ${of.type}`;
  const found = known.get(key) ?? searchableOf(of);
  known.set(key, found);
  const searchable = await found;
  const listed = new Set(searchable.parameters.map(([path]) => path));
  const others = listParameters(facts).filter(([path]) => !listed.has(path));
  searchable.index.add(others.map(([path, parameter]) => textOf(path, parameter, undefined)));
  searchable.parameters.push(...others);
  return searchable;
}

async function searchableOf(of: ConfigurationType): Promise<Searchable> {
  const [facts = {}, words] = await Promise.all([bundledFacts(of), loadWords(of.kind, of.type)]);
  const parameters = listParameters(facts);
  const texts = parameters.map(([path, parameter]) => textOf(path, parameter, words.get(path)));
  return { index: TextIndex.of(texts), parameters };
}

function textOf(path: string, { title, description }: Parameter, words: ParameterWords | undefined): Text {
  const { text = "", effect = "", aka = [] } = words ?? {};
  return { phrases: [path, ...aka], about: [path, text, effect, title, description].filter(Boolean).join(" ") };
}

/** What is old, or deep inside of something else, is less likely meant. */
function standing(path: string, { deprecated }: Parameter): number {
  return (deprecated ? 0.75 : 1) * 0.95 ** (path.split(/[.[]/).length - 1);
}

/** A name that the query spells out is what it means. */
function nameFit(path: string, query: string): number {
  const wanted = plain(query);
  const whole = plain(path);
  if (whole === wanted || whole.endsWith(`_${wanted}`)) return 3;
  return wanted.includes("_") && whole.includes(wanted) ? 1.5 : 1;
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_");
}
