import { InputError } from "../../../core/errors.js";

/** What the form is called in the node. */
export const FORM_NAME = "Configuration";

const SIGNS: Readonly<Record<string, string>> = { set: "", unset: "", add: "+", remove: "-" };

/** An error about a change, its paths as the form and the JSON have them; any other as it is. */
export function inFormWords(error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  // What is quoted has its name in the node already.
  const issues = error.issues.map((issue) =>
    issue.field.startsWith("'") ? issue : { ...issue, field: `'${FORM_NAME}': ${shown(issue.field)}` },
  );
  return new InputError(issues, error.hint);
}

function shown(field: string): string {
  const [, part = "", path = ""] = /^(set|unset|add|remove|user_config)\.(.+)$/s.exec(field) ?? [];
  return path === "" ? field : path + (SIGNS[part] ?? "");
}
