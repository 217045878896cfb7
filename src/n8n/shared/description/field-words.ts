import type { Operation } from "../../../tools/operation.js";
import { placeNameOf } from "../operations/placed-operation.js";
import { displayNameOf } from "./display-name.js";

/** Shared words as a node says them: operations and fields by the names that they have here, no full stop after a single sentence. */
export function inFieldWords(words: string, { facts }: Operation): string {
  const own = words
    // Lists take the place of where to look an id up.
    .replace(/[;,] see [A-Z]\w+[a-z][A-Z]\w*( for [^.;]*)?/g, "")
    .replace(/ See [A-Z]\w+[a-z][A-Z]\w*\./g, "")
    .replace(/\s*\(see [A-Z]\w+\)/g, "")
    .replace(/\b[A-Z]\w*[a-z][A-Z]\w+\b/g, (name) => placeNameOf(name) ?? name)
    .replace(/\b[a-z]+(?:_[a-z]+)+\b(?![.=])/g, (name) =>
      Object.hasOwn(facts.fields, name) ? displayNameOf(name) : name,
    );
  const several = /[^.]\.\s+(?=[A-Z])/.test(own.replaceAll("e.g. ", ""));
  return several ? own : own.replace(/\.$/, "");
}
