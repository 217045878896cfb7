import MiniSearch, { type SearchOptions, type SearchResult } from "minisearch";
import { isMain, termsOfLines } from "./terms.js";

/** What something is found by. */
export interface Text {
  /** Its title and each phrase that users say for it. */
  readonly phrases: readonly string[];
  /** What else there is to read about it. */
  readonly about: string;
}

/** The terms of a text. */
interface Entry {
  readonly id: number;
  /** All phrases. */
  readonly said: string;
  readonly about: string;
  /** Each phrase by itself. */
  readonly phrases: readonly string[];
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

const OPTIONS = {
  fields: ["said", "about"],
  storeFields: ["phrases"],
  tokenize: (terms: string) => terms.split(" "),
  processTerm: (term: string) => term,
};

const SEARCH: SearchOptions = {
  boost: { said: 1.3, about: 0.8 },
  boostTerm: (term) => (isMain(term) ? 1 : 0.5),
  bm25: { k: 1.2, b: 0.4, d: 0.4 },
};

/** A misspelt or unfinished word. */
const LOOSE: SearchOptions = { ...SEARCH, fuzzy: 0.25, prefix: true };

/** Finds texts by their terms. */
export class TextIndex {
  readonly #index: MiniSearch<Entry>;

  private constructor(index: MiniSearch<Entry>) {
    this.#index = index;
  }

  static of(texts: readonly Text[]): TextIndex {
    const index = new TextIndex(new MiniSearch<Entry>(OPTIONS));
    index.add(texts);
    return index;
  }

  static load(json: string): TextIndex {
    return new TextIndex(MiniSearch.loadJSON<Entry>(json, OPTIONS));
  }

  /** Takes in further texts, whose positions go on after those that are there. */
  add(texts: readonly Text[]): void {
    this.#index.addAll(entriesOf(texts, this.#index.documentCount));
  }

  serialize(): string {
    return JSON.stringify(this.#index);
  }

  /** Texts with any of the terms. A term that is nowhere stands for the nearest that is somewhere. */
  find(terms: readonly string[]): Found {
    const hits = this.#search(terms.join(" "), SEARCH);
    const known = new Set(hits.flatMap(({ queryTerms }) => queryTerms));
    const spelt = terms.map((term) => (known.has(term) || !isMain(term) ? term : this.#spell(term)));
    const changed = spelt.some((term, at) => term !== terms[at]);
    return {
      terms: spelt,
      hits: (changed ? this.#search(spelt.join(" "), SEARCH) : hits).map(toHit),
      guessed: terms.some((term) => !known.has(term) && isMain(term)),
    };
  }

  #spell(term: string): string {
    return term.length < 3 ? term : (this.#search(term, LOOSE)[0]?.terms[0] ?? term);
  }

  #search(terms: string, options: SearchOptions): SearchResult[] {
    return this.#index.search(terms, options);
  }
}

function toHit({ id, score, queryTerms, phrases }: SearchResult): Hit {
  return { at: id, score, terms: queryTerms, phrases };
}

function entriesOf(texts: readonly Text[], from: number): Entry[] {
  const abouts = termsOfLines(texts.map(({ about }) => about)).map(joined);
  const phrases = termsOfLines(texts.flatMap((text) => text.phrases)).map(joined);
  let first = 0;
  return texts.map((text, at) => {
    const own = phrases.slice(first, first + text.phrases.length);
    first += own.length;
    return { id: from + at, said: own.join(" "), about: abouts[at] ?? "", phrases: own };
  });
}

function joined(terms: readonly string[]): string {
  return terms.join(" ");
}
