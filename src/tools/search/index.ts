import MiniSearch from "minisearch";
import type { Family } from "../../core/catalogue/index.js";
import { allOperations, type Operation } from "../operation.js";
import type { Risk } from "../words.js";
import { fitOf } from "./fit.js";
import { isMain, splitWords, termsOf } from "./terms.js";

export interface SearchQuery {
  readonly query: string;
  readonly family?: Family | undefined;
  readonly risk?: Risk | undefined;
  readonly limit?: number | undefined;
}

/** A piece of an operation's words that can be matched by itself: a title, one phrase that users say, a summary. */
interface Passage {
  readonly id: number;
  readonly operation: number;
  readonly weight: number;
  readonly text: string;
}

interface Index {
  readonly operations: readonly Operation[];
  readonly passages: readonly Passage[];
  readonly search: MiniSearch<Passage>;
}

let built: Index | undefined;

/** Operations that fit what the user wants, best first. Typos are tolerated; deprecated operations come after current ones. */
export function searchOperations({ query, family, risk, limit = 8 }: SearchQuery): Operation[] {
  built ??= buildIndex(allOperations());
  const { operations, passages, search } = built;
  const terms = [...new Set(termsOf(query))];
  const wanted = terms.filter(isMain).length;
  if (wanted === 0) return [];
  const matches = new Map<number, Match>();
  for (const hit of search.search(terms.join(" "), SEARCH)) {
    const passage = passages[hit.id];
    if (!passage) continue;
    const match = matches.get(passage.operation) ?? { scores: [], terms: new Set() };
    matches.set(passage.operation, match);
    match.scores.push(hit.score * passage.weight);
    for (const term of hit.queryTerms) if (isMain(term)) match.terms.add(term);
  }
  const scored: { operation: Operation; score: number }[] = [];
  for (const [at, match] of matches) {
    const operation = operations[at];
    if (!operation || (family && operation.family !== family) || (risk && operation.words.risk !== risk)) continue;
    scored.push({ operation, score: scoreOf(match, wanted) * fitOf(operation, terms, query) });
  }
  scored.sort((a, b) => b.score - a.score || (a.operation.id < b.operation.id ? -1 : 1));
  return scored.slice(0, limit).map(({ operation }) => operation);
}

interface Match {
  readonly scores: number[];
  readonly terms: Set<string>;
}

/** The best passage counts most; how much of the query the passages cover together counts too. */
function scoreOf({ scores, terms }: Match, wanted: number): number {
  const [first = 0, second = 0, third = 0] = scores.sort((a, b) => b - a);
  return (first + 0.4 * second + 0.2 * third) * (0.4 + 0.6 * (terms.size / wanted));
}

const SEARCH = {
  fuzzy: (term: string) => (isMain(term) && term.length > 4 ? 0.2 : false),
  prefix: (term: string) => isMain(term) && term.length > 3,
  boostTerm: (term: string) => (isMain(term) ? 1 : 0.5),
  weights: { fuzzy: 0.3, prefix: 0.4 },
  bm25: { k: 1.2, b: 0.55, d: 0.4 },
  tokenize: (text: string) => text.split(" "),
  processTerm: (term: string) => term,
};

const WEIGHTS = { title: 1.2, aka: 1, summary: 0.7, id: 0.8 };

function buildIndex(operations: readonly Operation[]): Index {
  const passages: Passage[] = [];
  operations.forEach(({ id, words, family }, operation) => {
    const add = (text: string, weight: number) =>
      passages.push({ id: passages.length, operation, weight, text: termsOf(text).join(" ") });
    add(words.title, WEIGHTS.title);
    add(words.summary, WEIGHTS.summary);
    add(`${splitWords(id)} ${family}`, WEIGHTS.id);
    for (const phrase of words.aka ?? []) add(phrase, WEIGHTS.aka);
  });
  const search = new MiniSearch<Passage>({
    fields: ["text"],
    tokenize: (text) => text.split(" "),
    processTerm: (term) => term,
  });
  search.addAll(passages);
  return { operations, passages, search };
}
