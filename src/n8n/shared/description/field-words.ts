import type { Schema } from "../../../core/catalogue/index.js";
import type { Operation } from "../../../tools/operation.js";
import { placeNameOf } from "../operations/placed-operation.js";
import { optionNameOf } from "./display-name.js";
import { fieldNameOf } from "./field-name.js";

/** What the shared words say of requests and answers, and how it is said to somebody who fills in a form. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b[Ii]d(s?)\b/g, "ID$1"],
  // A form has no null, and a body as JSON has.
  [/\bnull (?=for|has|moves)/g, "null in a body as JSON "],
  [/: column:asc or column:desc$/, ""],
  [/\bmethod_id of the login method/, "The login method"],
  [/\baccount_id\b/g, "account"],
  [/the project of the request/g, "the one chosen above"],
  [/that user_config takes/, "of its configuration"],
  [/the TRANSITIVE levels/, "the Transitive ones"],
];

/** Shared words as a node says them: operations and fields by the names that they have here, no full stop after a single sentence. */
export function inFieldWords(words: string, { facts, id }: Operation): string {
  const own = words
    // Lists take the place of where to look an id up.
    .replace(/[;,] see [A-Z]\w+[a-z][A-Z]\w*( for [^.;]*)?/g, "")
    .replace(/ See [A-Z]\w+[a-z][A-Z]\w*\./g, "")
    .replace(/\s*\(see [A-Z]\w+\)/g, "")
    .replace(/\b[A-Z]\w*[a-z][A-Z]\w+\b/g, (name) => placeNameOf(name) ?? name)
    // What a dot or an equals sign follows is a path of something else.
    .replace(/\b[a-z]+(?:_[a-z]+)+\b(?!\.\w|=)/g, (name) =>
      Object.hasOwn(facts.fields, name) ? fieldNameOf(name, id) : name,
    );
  const told = PHRASES.reduce((text, [pattern, phrase]) => text.replace(pattern, phrase), own);
  const several = /[^.]\.\s+(?=[A-Z])/.test(told.replaceAll("e.g. ", ""));
  return several ? told : told.replace(/\.$/, "");
}

/** Words for a choice, with its values as the list shows them. */
export function inOptionNames(words: string, { enum: values = [] }: Schema): string {
  const names = new Map(values.map((value) => [value, optionNameOf(value)]));
  return words.replace(/[A-Za-z][\w./:-]*\w|[A-Za-z]/g, (word) => names.get(word) ?? word);
}
