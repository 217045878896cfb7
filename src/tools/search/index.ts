import { type Family, operationIds } from "../../core/catalogue/index.js";
import { distance } from "../../core/nearest.js";
import { allOperations, type Operation, requireOperation } from "../operation.js";
import type { Risk } from "../words.js";
import { asksForChange, fitOf } from "./fit.js";
import { prebuilt } from "./prebuilt.js";
import { apart, respell } from "./spelling.js";
import { splitWords, termsOf } from "./terms.js";
import { type Found, type Text, TextIndex } from "./text-index.js";
import { closest, coverage, weigh } from "./weights.js";

export interface SearchQuery {
  readonly query: string;
  readonly family?: Family | undefined;
  readonly risk?: Risk | undefined;
  readonly limit?: number | undefined;
}

let index: TextIndex | undefined;

/** Operations that fit what the user wants, best first. Typos are tolerated; deprecated operations come after current ones. */
export function searchOperations({ query, family, risk, limit = 8 }: SearchQuery): Operation[] {
  const operations = allOperations();
  const isMeant = (operation: Operation) =>
    (!family || operation.family === family) && (!risk || operation.words.risk === risk);
  const { text, terms, hits } = find(withoutQuantities(apart(query)));
  const weights = weigh(terms, hits, operations.length);
  const found = hits
    .flatMap((hit) => {
      const operation = operations[hit.at];
      if (!operation || !isMeant(operation)) return [];
      return { operation, hit, score: hit.score * (0.2 + 0.7 * coverage(hit.terms, weights)) };
    })
    .sort(byScore)
    .slice(0, Math.max(CONSIDERED, limit))
    .map(({ operation, hit, score }) => ({
      operation,
      score: score ** 0.6 * (0.3 + closest(hit.phrases, weights)) * fitOf(operation, terms, text),
    }))
    .sort(byScore)
    .map(({ operation }) => operation);
  return [...new Set([...named(query).filter(isMeant), ...found])].slice(0, limit);
}

/** "All topics" asks for a list; "delete all topics" does not, and says only how many of them. */
function withoutQuantities(query: string): string {
  const others = query.replace(/\b(all|every)\b/gi, " ");
  return asksForChange(termsOf(others)) ? others : query;
}

/** Looks for what was said, and for what was meant where a word is nowhere. */
function find(query: string): Found & { readonly text: string } {
  index ??= prebuilt === undefined ? TextIndex.of(allOperations().map(textOf)) : TextIndex.load(prebuilt);
  const found = index.find([...new Set(termsOf(query))]);
  const text = found.guessed ? respell(query) : query;
  return { ...(text === query ? found : index.find([...new Set(termsOf(text))])), text };
}

/** Letters of an id that may be wrong. */
const SLIPS = 2;

/** The operation whose id the query is, give or take a slip. */
function named(query: string): Operation[] {
  const id = query.trim().toLowerCase();
  if (!/^\w{6,}$/.test(id)) return [];
  const near = operationIds()
    .map((other) => ({ other, slips: distance(id, other.toLowerCase()) }))
    .filter(({ slips }) => slips <= SLIPS)
    .sort((a, b) => a.slips - b.slips);
  return near.slice(0, 1).map(({ other }) => requireOperation(other));
}

/** So many of the best by words are weighed by what they do. */
export const CONSIDERED = 60;

interface Scored {
  readonly operation: Operation;
  readonly score: number;
}

function textOf({ id, words, family }: Operation): Text {
  return {
    phrases: [words.title, ...(words.aka ?? [])],
    about: `${words.summary} ${splitWords(id)} ${family}`,
  };
}

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || (a.operation.id < b.operation.id ? -1 : 1);
}

/** The index as text, for the build. */
export function serializeIndex(): string {
  return TextIndex.of(allOperations().map(textOf)).serialize();
}
