import { isMain } from "./terms.js";
import type { Hit } from "./text-index.js";

/** How much each term of a query says. */
export type Weights = ReadonlyMap<string, number>;

/** Weighs the terms of a query: what few of all texts have says more. */
export function weigh(terms: readonly string[], hits: readonly Hit[], all: number): Weights {
  const counts = new Map<string, number>();
  for (const { terms: found } of hits) for (const term of found) counts.set(term, (counts.get(term) ?? 0) + 1);
  return new Map(terms.map((term) => [term, Math.log(1 + all / (counts.get(term) ?? 1)) * (isMain(term) ? 1 : 0.3)]));
}

/** The share of the query that was found. */
export function coverage(found: readonly string[], weights: Weights): number {
  return sum(found, weights) / sum(weights.keys(), weights);
}

/** How near the nearest phrase comes to the query: 1 when they say the same. */
export function closest(phrases: readonly string[], weights: Weights): number {
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
