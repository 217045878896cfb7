import { type GuideName, guides } from "../guides.js";
import { isMain, termsOf } from "./terms.js";

let phrases: readonly (readonly [GuideName, readonly string[]])[] | undefined;

/** Guides that fit what the user wants: those of which a phrase is in the query, word for word in any order. */
export function searchGuides(query: string): GuideName[] {
  phrases ??= (Object.keys(guides) as GuideName[]).flatMap((name) =>
    [guides[name].title, ...guides[name].aka].map((phrase) => [name, mainTerms(phrase)] as const),
  );
  const wanted = new Set(mainTerms(query));
  const found = phrases.filter(([, terms]) => terms.every((term) => wanted.has(term)));
  return [...new Set(found.map(([name]) => name))];
}

function mainTerms(text: string): string[] {
  return termsOf(text).filter(isMain);
}
