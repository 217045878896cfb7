import { InputError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { definitions, type ToolName } from "./definitions.js";

/** The tool of a name. Throws InputError with the nearest name when there is none. */
export function requireTool(name: string): ToolName {
  if (Object.hasOwn(definitions, name)) return name as ToolName;
  const known = Object.keys(definitions);
  throw new InputError([
    { field: "", message: `There is no tool "${name}"`, nearest: nearest(name, known), allowed: known },
  ]);
}
