import { distance } from "../../core/nearest.js";
import { allOperations } from "../operation.js";
import { splitWords } from "./terms.js";
import { conceptOf, conceptWords, STOP_WORDS } from "./vocabulary.js";

const WORD = /[a-z]{3,}/g;
/** Names of operations and parts of them: words run together, each with a capital. */
const RUN_TOGETHER = /\b(?:[A-Z]+[a-z0-9]+|[A-Z]{2,}(?=[A-Z][a-z]))(?:[A-Z]+[a-z0-9]*)+\b/g;
/** In a word of up to so many letters one may be wrong, in a longer one two. */
const SHORT = 5;

/** `CMKCreate` is read as its words; `ClickHouse` is one. */
export function apart(query: string): string {
  return query.replace(RUN_TOGETHER, (name) => (conceptOf(name.toLowerCase()) ? name : splitWords(name)));
}

/** A query with each word that no operation knows in place of the nearest one that some do. */
export function respell(query: string): string {
  return query
    .toLowerCase()
    .replace(WORD, (word) => (known().has(word) || STOP_WORDS.has(word) ? word : nearestWord(word)));
}

function nearestWord(word: string): string {
  let best = word;
  let least = word.length <= SHORT ? 1 : 2;
  for (const candidate of known()) {
    if (Math.abs(candidate.length - word.length) > least || candidate.length <= 2) continue;
    const wrong = distance(word, candidate);
    // Who mistypes a word mostly gets its beginning right.
    if (wrong > least || (wrong === least && best !== word && candidate[0] !== word[0])) continue;
    if (wrong === least && best[0] === word[0] && best !== word) continue;
    [best, least] = [candidate, wrong];
  }
  return best;
}

let words: ReadonlySet<string> | undefined;

/** Words that mean something here: those of the vocabulary, and those that operations are told with. */
function known(): ReadonlySet<string> {
  words ??= new Set([
    ...conceptWords(),
    ...allOperations().flatMap(({ id, words: { title, aka = [] } }) =>
      Array.from([title, ...aka, splitWords(id)].join(" ").toLowerCase().matchAll(WORD), ([word]) => word),
    ),
  ]);
  return words;
}
