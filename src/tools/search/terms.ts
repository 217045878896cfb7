import { stemmer } from "stemmer";
import { conceptOf, PHRASES, STOP_WORDS } from "./vocabulary.js";

const WORD = /[a-z0-9]+/g;

/** Marks the stem of a word beside the concept that it stands for: "pause" is nearer to "pause" than "stop" is. */
const SAME_WORD = "~";

/** The terms of a text: the concept or stem of each word that says something, and the stem beside a concept. */
export function termsOf(text: string): string[] {
  return termsIn(unite(text));
}

/** The terms of each of many lines: far quicker than one by one. */
export function termsOfLines(lines: readonly string[]): string[][] {
  return unite(lines.map((line) => line.replace(/\s+/g, " ")).join("\n"))
    .split("\n")
    .map(termsIn);
}

/** The text with one word for each phrase that is known. No phrase goes over the end of a line. */
function unite(text: string): string {
  let plain = text.toLowerCase().replace(/['’]/g, "");
  for (const [pattern, word] of PHRASES) plain = plain.replace(pattern, ` ${word} `);
  return plain;
}

function termsIn(text: string): string[] {
  const words = text.match(WORD) ?? [];
  return words.filter((word) => word.length > 1 && !STOP_WORDS.has(word)).flatMap(toTerms);
}

/** Whether a term stands for a word of the text, and not just beside one that does. */
export function isMain(term: string): boolean {
  return !term.startsWith(SAME_WORD);
}

/** More words than the operations have; what people ask with has no end. */
const MOST_KNOWN = 20_000;
const known = new Map<string, readonly string[]>();

function toTerms(word: string): readonly string[] {
  const cached = known.get(word);
  if (cached) return cached;
  const concept = conceptOf(word);
  const stem = stemmer(word);
  const terms = concept === undefined ? [stem] : concept === word ? [concept] : [concept, SAME_WORD + stem];
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(word, terms);
  return terms;
}

/** `ServiceKafkaTopicCreate` → `Service Kafka Topic Create`. */
export function splitWords(id: string): string {
  return id.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2");
}
