import type { Family } from "../../core/catalogue/index.js";
import { allOperations, type Operation } from "../operation.js";
import type { Risk } from "../words.js";
import { fitOf } from "./fit.js";
import { prebuilt } from "./prebuilt.js";
import { splitWords, termsOf } from "./terms.js";
import { type Text, TextIndex } from "./text-index.js";
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
  index ??= prebuilt === undefined ? TextIndex.of(allOperations().map(textOf)) : TextIndex.load(prebuilt);
  const operations = allOperations();
  const { terms, hits } = index.find([...new Set(termsOf(query))]);
  const weights = weigh(terms, hits, operations.length);
  return hits
    .flatMap((hit) => {
      const operation = operations[hit.at];
      if (!operation || (family && operation.family !== family) || (risk && operation.words.risk !== risk)) return [];
      return { operation, hit, score: hit.score * (0.2 + 0.7 * coverage(hit.terms, weights)) };
    })
    .sort(byScore)
    .slice(0, Math.max(CONSIDERED, limit))
    .map(({ operation, hit, score }) => ({
      operation,
      score: score ** 0.6 * (0.3 + closest(hit.phrases, weights)) * fitOf(operation, terms, query),
    }))
    .sort(byScore)
    .slice(0, limit)
    .map(({ operation }) => operation);
}

/** So many of the best by words are weighed by what they do. */
const CONSIDERED = 60;

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
