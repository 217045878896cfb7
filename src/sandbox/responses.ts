import { responses } from "../core/catalogue/generated/responses/index.js";
import type { Schema } from "../core/catalogue/index.js";

/** The shape of an operation's answer; undefined where none is known. The build loads the shapes when the first is asked for. */
export function responseSchema(id: string): Schema | undefined {
  return Object.values(responses).find((family) => Object.hasOwn(family, id))?.[id];
}
