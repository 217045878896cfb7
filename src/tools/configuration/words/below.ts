import type { ParameterWords } from "../words.js";

/** The same words with their paths below another one. */
export function below<Prefix extends string, Name extends string>(prefix: Prefix, words: Record<Name, ParameterWords>) {
  const entries = Object.entries<ParameterWords>(words).map(([name, said]) => [prefix + name, said]);
  return Object.fromEntries(entries) as Record<`${Prefix}${Name}`, ParameterWords>;
}
