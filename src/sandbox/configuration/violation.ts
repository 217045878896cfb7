import type { Violation } from "../../core/configuration/violation.js";
import { outOfRange, python, wrongLength } from "../validate.js";

/**
 * The one of some violations that the API would tell, worded as its JSON Schema validator words it: what is nearest to the root,
 * and of one object its unknown keys, all of them, before what it lacks. Undefined where there is none.
 */
export function violationMessage(violations: readonly Violation[]): string | undefined {
  const [first] = [...violations].sort((a, b) => depthOf(a) - depthOf(b) || rankOf(a) - rankOf(b));
  if (first?.rule !== "unknown") return first && said(first);
  const unknown = violations.filter(({ rule, parent }) => rule === "unknown" && parent === first.parent);
  const were = unknown.length === 1 ? "was" : "were";
  const names = unknown.map(({ key }) => python(key)).join(", ");
  return `Additional properties are not allowed (${names} ${were} unexpected)`;
}

/** How far from the root it is what the validator looks at: what holds an unknown or missing key, not the key. */
function depthOf({ path, parent = path }: Violation): number {
  return parent === "" ? 0 : parent.split(/[.[]/).length;
}

function rankOf({ rule }: Violation): number {
  return rule === "unknown" ? 0 : 1;
}

function said({ rule, parameter, path, key, value }: Violation): string | undefined {
  const { min, max, minLength, maxLength, minItems, maxItems } = parameter;
  switch (rule) {
    case "type":
      return `${python(value)} is not of type ${[parameter.type ?? []].flat().map(python).join(", ")}`;
    case "enum":
      return `${python(value)} is not one of ${python(parameter.enum)}`;
    case "range":
      return outOfRange({ minimum: min, maximum: max }, value as number | bigint);
    case "length":
      if (Array.isArray(value)) return wrongLength(value, minItems, maxItems);
      return wrongLength(String(value), minLength, maxLength);
    case "pattern":
      return `${python(value)} does not match ${python(parameter.pattern)}`;
    case "date-time":
      return `${python(value)} is not a 'date-time'`;
    case "alternatives":
      return `${python(value)} is not valid under any of the given schemas`;
    case "required":
      return `${python(key)} is a required property`;
    case "create-only":
      return `'${path}' can only be set when the service is created`;
    case "address":
      return `${python(value)} does not appear to be an IPv4 or IPv6 network`;
    case "placeholder":
      return `'${path}' is hidden: its placeholder cannot be set`;
    case "unknown":
      return undefined;
  }
}
