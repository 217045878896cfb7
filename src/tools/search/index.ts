import type { Family } from "../../core/catalogue/index.js";
import { allOperations, type Operation } from "../operation.js";
import type { Risk } from "../words.js";
import { fitOf } from "./fit.js";
import { prebuilt } from "./prebuilt.js";
import { isMain, termsOf } from "./terms.js";
import { type Hit, TextIndex } from "./text-index.js";

export interface SearchQuery {
  readonly query: string;
  readonly family?: Family | undefined;
  readonly risk?: Risk | undefined;
  readonly limit?: number | undefined;
}

let index: TextIndex | undefined;

/** Operations that fit what the user wants, best first. Typos are tolerated; deprecated operations come after current ones. */
export function searchOperations({ query, family, risk, limit = 8 }: SearchQuery): Operation[] {
  index ??= prebuilt === undefined ? TextIndex.of(allOperations()) : TextIndex.load(prebuilt);
  const operations = allOperations();
  const { terms, hits } = index.find([...new Set(termsOf(query))]);
  const weights = weigh(terms, hits);
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

/** How much each term of the query says: what few operations have says more. */
type Weights = ReadonlyMap<string, number>;

function weigh(terms: readonly string[], hits: readonly Hit[]): Weights {
  const counts = new Map<string, number>();
  for (const { terms: found } of hits) for (const term of found) counts.set(term, (counts.get(term) ?? 0) + 1);
  const all = allOperations().length;
  return new Map(terms.map((term) => [term, Math.log(1 + all / (counts.get(term) ?? 1)) * (isMain(term) ? 1 : 0.3)]));
}

function coverage(found: readonly string[], weights: Weights): number {
  return sum(found, weights) / sum(weights.keys(), weights);
}

/** How near the nearest phrase comes to the query: 1 when they say the same. */
function closest(phrases: readonly string[], weights: Weights): number {
  const wanted = sum(weights.keys(), weights);
  let best = 0;
  for (const phrase of phrases) {
    const terms = phrase.split(" ");
    const common = terms.filter((term) => weights.has(term));
    if (common.length === 0) continue;
    const said = sum(common, weights);
    const unsaid = terms.filter((term) => isMain(term) && !weights.has(term)).length;
    best = Math.max(best, (2 * said) / (wanted + said + 0.7 * unsaid * (wanted / weights.size)));
  }
  return best;
}

function sum(terms: Iterable<string>, weights: Weights): number {
  let total = 0;
  for (const term of terms) total += weights.get(term) ?? 0;
  return total;
}

interface Scored {
  readonly operation: Operation;
  readonly score: number;
}

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || (a.operation.id < b.operation.id ? -1 : 1);
}

/** The index as text, for the build. */
export function serializeIndex(): string {
  return TextIndex.of(allOperations()).serialize();
}
