import type { ResourceMapperField } from "n8n-workflow";
import type { Parameter } from "../../../core/configuration/index.js";
import { rangeOf } from "../../../tools/configuration/describe-parameter.js";
import { fieldId } from "./field-id.js";
import type { Settable, SettableParameter } from "./settable.js";

/** The fields of a form. A list has three where it may hold something already: the whole, what comes, what goes. */
export function fieldsFor({ isNew, parameters }: Settable): ResourceMapperField[] {
  return parameters.flatMap((entry) => {
    const whole = toField(entry);
    if (isNew || !isList(entry.parameter)) return [whole];
    return [whole, part(entry, "+", "add"), part(entry, "-", "take out")];
  });
}

/** n8n shows nothing of a field but its name. */
const MAX_NAME = 160;

function toField(entry: SettableParameter): ResourceMapperField {
  const { path, parameter, words, required } = entry;
  const about = words?.text ?? parameter.description ?? parameter.title;
  const facts = factsOf(entry).join(", ");
  const name = [path, facts && ` (${facts})`, about && `: ${about}`, words?.effect && ` ${words.effect}`]
    .filter(Boolean)
    .join("");
  return {
    id: fieldId(path),
    displayName: name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name,
    required,
    defaultMatch: false,
    display: true,
    canBeUsedToMatch: false,
    ...typed(parameter),
  };
}

function part(entry: SettableParameter, sign: "+" | "-", does: string): ResourceMapperField {
  return {
    ...toField(entry),
    id: fieldId(entry.path) + sign,
    displayName: `${entry.path}, ${does}: ${itemsOf(entry.parameter)}`,
    type: "string",
  };
}

/** What bounds a value, and what setting it does beside. */
function factsOf({ parameter, words }: SettableParameter): string[] {
  const marks = words?.marks ?? [];
  return [
    isList(parameter) ? itemsOf(parameter) : "",
    [rangeOf(parameter), words?.unit].filter(Boolean).join(" "),
    parameter.default === undefined || typeof parameter.default === "object" ? "" : `default ${parameter.default}`,
    parameter.restart ? "restarts" : "",
    parameter.createOnly ? "only at creation" : "",
    marks.includes("price") ? "may change the price" : "",
    marks.includes("one-way") ? "cannot be taken back" : "",
    parameter.deprecated ? "deprecated" : "",
  ].filter(Boolean);
}

function isList({ type, items }: Parameter): boolean {
  return items !== undefined || [type].flat().includes("array");
}

function holdsObjectsOnly({ items }: Parameter): boolean {
  return (
    items?.properties !== undefined && !items.oneOf && [items.type ?? "object"].flat().every((t) => t === "object")
  );
}

function itemsOf(parameter: Parameter): string {
  if (!holdsObjectsOnly(parameter)) return "several with commas between them, or JSON";
  return `JSON of ${Object.keys(parameter.items?.properties ?? {}).join(", ")}`;
}

function typed(parameter: Parameter): Pick<ResourceMapperField, "type" | "options"> {
  const { enum: values, deprecatedValues = [] } = parameter;
  if (values) {
    const usable = values.filter((value) => !deprecatedValues.includes(value));
    return { type: "options", options: usable.map((value) => ({ name: String(value), value: String(value) })) };
  }
  // n8n takes no list but as JSON, and no number beyond 2^53: those are read from text.
  if (isList(parameter)) return { type: holdsObjectsOnly(parameter) ? "array" : "string" };
  const [type] = [parameter.type].flat();
  if (type === "integer" || type === "number") return { type: typeof parameter.max === "bigint" ? "string" : "number" };
  return { type: type === "boolean" || type === "object" ? type : "string" };
}
