import type { Parameter } from "../../../core/configuration/index.js";
import { innerParameters, listParameters } from "../../../core/configuration/paths.js";
import type { ParameterWords, TypeWords } from "../../../tools/configuration/words.js";

/** A parameter that has a value of its own. */
export interface SettableParameter {
  readonly path: string;
  readonly parameter: Parameter;
  readonly words: ParameterWords | undefined;
  /** Whether what it is in cannot be without it. */
  readonly required: boolean;
}

/** What a form can set. */
export interface Settable {
  readonly isNew: boolean;
  readonly parameters: readonly SettableParameter[];
}

/**
 * The parameters of a type that can be set, those that only something new can be given among them where it is new: single
 * ones first, then by group, that of the type's own name before others; in a group what has effects worth a word, what we have words for, the rest, and
 * what is deprecated.
 */
export function settable(
  facts: Parameter,
  { type, isNew }: { readonly type: string; readonly isNew: boolean },
  words: TypeWords,
): Settable {
  const parameters = listParameters(facts)
    .filter(([path, parameter]) => !path.includes("[]") && !isGroup(parameter) && (isNew || !parameter.createOnly))
    .map(([path, parameter]): SettableParameter => {
      const required = isNew && (facts.required?.includes(path) ?? false);
      return { path, parameter, words: words.get(path), required };
    })
    .map((entry) => ({ entry, key: orderOf(entry, type) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ entry }) => entry);
  return { isNew, parameters };
}

function isGroup(parameter: Parameter): boolean {
  return parameter.items === undefined && Object.keys(innerParameters(parameter)).length > 0;
}

function orderOf({ path, parameter, words, required }: SettableParameter, type: string): string {
  const group = path.includes(".") ? path.slice(0, path.indexOf(".")) : "";
  const ofGroup = group === "" ? 0 : group === type ? 1 : 2;
  const usefulness = required ? 0 : parameter.deprecated ? 4 : words?.effect ? 1 : words ? 2 : 3;
  return [ofGroup, group, usefulness, path].join(" ");
}
