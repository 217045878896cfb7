import { badRequest } from "../errors.js";

export type Tags = Readonly<Record<string, string>>;

/** Sets the given tags; null removes one. Throws on what the API does not take: longer than 64 characters, or no text. */
export function mergeTags(current: Tags, given: Readonly<Record<string, unknown>>): Tags {
  const merged: Record<string, string> = { ...current };
  for (const [name, value] of Object.entries(given)) {
    if (!/^[\w-]{1,64}$/.test(name)) throw badRequest(`Invalid tag name '${name}'`);
    if (value === null) delete merged[name];
    else if (typeof value === "string" && value.length <= 64) merged[name] = value;
    else throw badRequest(`Invalid value of tag '${name}'`);
  }
  return merged;
}
