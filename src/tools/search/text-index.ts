import { distance } from "../../core/nearest.js";
import { isMain, termsOfLines } from "./terms.js";

/** What something is found by. */
export interface Text {
  /** Its title and each phrase that users say for it. */
  readonly phrases: readonly string[];
  /** What else there is to read about it. */
  readonly about: string;
}

/** A text by its position, with how well its words match. */
export interface Hit {
  readonly at: number;
  readonly score: number;
  /** The terms of the query that it has. */
  readonly terms: readonly string[];
  readonly phrases: readonly string[];
}

/** What a search found. */
export interface Found {
  /** What was looked for, spelt as it is found. */
  readonly terms: readonly string[];
  readonly hits: readonly Hit[];
  /** Whether some of it is nowhere, and something near it was taken instead. */
  readonly guessed: boolean;
}

/** A part of every text. */
interface Field {
  /** By term: the position of each text that has it, and how often, by turns. */
  readonly postings: Map<string, number[]>;
  /** How many different terms each text has. */
  readonly lengths: number[];
}

/** What an index is; as JSON, a map is the list of its entries. */
interface Content {
  readonly said: Field;
  readonly about: Field;
  readonly phrases: string[][];
}

type FieldName = "said" | "about";

const BOOSTS: readonly (readonly [FieldName, number])[] = [
  ["said", 1.3],
  ["about", 0.8],
];

/** Of BM25+: how soon more of a term says no more, how much long texts lose, and what each text with the term gets. */
const BM25 = { k: 1.2, b: 0.4, d: 0.4 };

/** A term of a query, and the terms of texts that count for it, with their weights. */
type Wanted = readonly [term: string, variants: readonly (readonly [term: string, weight: number])[]];

/** Finds texts by their terms (BM25+). */
export class TextIndex {
  readonly #content: Content;

  private constructor(content: Content) {
    this.#content = content;
  }

  static of(texts: readonly Text[]): TextIndex {
    const field = (): Field => ({ postings: new Map(), lengths: [] });
    const index = new TextIndex({ said: field(), about: field(), phrases: [] });
    index.add(texts);
    return index;
  }

  static load(json: string): TextIndex {
    const { said, about, phrases }: Content = JSON.parse(json);
    const field = ({ postings, lengths }: Field): Field => ({ postings: new Map(postings), lengths });
    return new TextIndex({ said: field(said), about: field(about), phrases });
  }

  /** Takes in further texts, whose positions go on after those that are there. */
  add(texts: readonly Text[]): void {
    const { said, about, phrases } = this.#content;
    const abouts = termsOfLines(texts.map((text) => text.about));
    const all = termsOfLines(texts.flatMap((text) => text.phrases));
    let first = 0;
    for (const [at, text] of texts.entries()) {
      const own = all.slice(first, first + text.phrases.length);
      first += own.length;
      addTo(said, own.flat());
      addTo(about, abouts[at] ?? []);
      phrases.push(own.map((terms) => terms.join(" ")));
    }
  }

  serialize(): string {
    return JSON.stringify(this.#content, (_, value) => (value instanceof Map ? [...value] : value));
  }

  /** Texts with any of the terms, best first. A term that is nowhere stands for the nearest that is somewhere. */
  find(terms: readonly string[]): Found {
    const known = new Set(terms.filter((term) => this.#has(term)));
    const spelt = terms.map((term) => (known.has(term) || !isMain(term) ? term : this.#spell(term)));
    return {
      terms: spelt,
      hits: this.#search([...new Set(spelt)].map((term) => [term, [[term, 1]]])),
      guessed: terms.some((term) => !known.has(term) && isMain(term)),
    };
  }

  #has(term: string): boolean {
    return BOOSTS.some(([name]) => this.#content[name].postings.has(term));
  }

  #search(wanted: readonly Wanted[]): Hit[] {
    const found = new Map<number, { score: number; terms: string[] }>();
    for (const [term, variants] of wanted) {
      const scores = new Map<number, number>();
      for (const [variant, weight] of variants) this.#scoreTerm(variant, weight * (isMain(term) ? 1 : 0.5), scores);
      for (const [at, score] of scores) {
        const before = found.get(at);
        found.set(at, { score: (before?.score ?? 0) + score, terms: [...(before?.terms ?? []), term] });
      }
    }
    return Array.from(found, ([at, { score, terms }]) => ({
      at,
      score: score * terms.length,
      terms,
      phrases: this.#content.phrases[at] ?? [],
    })).sort((a, b) => b.score - a.score);
  }

  #scoreTerm(term: string, weight: number, scores: Map<number, number>): void {
    const { k, b, d } = BM25;
    for (const [name, boost] of BOOSTS) {
      const { postings, lengths } = this.#content[name];
      const found = postings.get(term) ?? [];
      const count = found.length / 2;
      const rarity = Math.log(1 + (lengths.length - count + 0.5) / (count + 0.5));
      const usual = meanOf(lengths);
      for (let index = 0; index < found.length; index += 2) {
        const [at = 0, often = 0] = [found[index], found[index + 1]];
        const length = (lengths[at] ?? 0) / usual;
        const score = weight * boost * rarity * (d + (often * (k + 1)) / (often + k * (1 - b + b * length)));
        scores.set(at, (scores.get(at) ?? 0) + score);
      }
    }
  }

  /** The term of a text that a misspelt or unfinished word probably is: that which leads to the best text. */
  #spell(term: string): string {
    if (term.length < 3) return term;
    const variants = this.#variantsOf(term);
    const [best] = this.#search([[term, variants]]);
    return variants.find(([variant]) => best && this.#isIn(variant, best.at))?.[0] ?? term;
  }

  #variantsOf(term: string): (readonly [term: string, weight: number])[] {
    const most = Math.round(term.length * FUZZY);
    const all = new Set(BOOSTS.flatMap(([name]) => [...this.#content[name].postings.keys()]));
    const begun: [string, number][] = [];
    const slipped: [string, number][] = [];
    for (const other of all) {
      const { length } = other;
      if (other.startsWith(term)) begun.push([other, (BEGUN * length) / (length + 0.3 * (length - term.length))]);
      else if (Math.abs(length - term.length) <= most && lacking(term, other) <= most) {
        const slips = distance(term, other);
        if (slips <= most) slipped.push([other, (SLIPPED * length) / (length + slips)]);
      }
    }
    return [...begun, ...slipped];
  }

  #isIn(term: string, at: number): boolean {
    return BOOSTS.some(([name]) =>
      (this.#content[name].postings.get(term) ?? []).some((position, index) => index % 2 === 0 && position === at),
    );
  }
}

/** The share of a word's letters that may be wrong, and what a word counts for that was not finished, or slipped. */
const FUZZY = 0.25;
const BEGUN = 0.375;
const SLIPPED = 0.45;

/** Letters of a word that another one has nowhere: each of them is a slip, which is counted far sooner than all slips. */
function lacking(word: string, other: string): number {
  let count = 0;
  for (const letter of word) if (!other.includes(letter)) count++;
  return count;
}

function addTo({ postings, lengths }: Field, terms: readonly string[]): void {
  const at = lengths.length;
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const [term, count] of counts) {
    const known = postings.get(term);
    if (known) known.push(at, count);
    else postings.set(term, [at, count]);
  }
  lengths.push(counts.size);
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}
