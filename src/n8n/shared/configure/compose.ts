import type { IExecuteFunctions } from "n8n-workflow";
import { InputError } from "../../../core/errors.js";
import { composeChange, type WantedChange } from "../../../tools/configuration/change.js";
import { bundledFacts, currentFacts } from "../../../tools/configuration/facts.js";
import { type Owner, requireOwner } from "../../../tools/configuration/owner.js";
import type { Door } from "../../../tools/door.js";
import type { Operation } from "../../../tools/operation.js";
import { givesJson } from "../execution/parameters.js";
import { inFormWords } from "./form-words.js";
import { CONFIGURATION_FIELD, type Form, formOf, ownerName } from "./forms.js";
import { readWanted } from "./wanted.js";

type Input = Readonly<Record<string, unknown>>;

/** An input with the configuration that an item's form gives, where its operation has such a form. Throws InputError. */
export async function withConfiguration(
  node: IExecuteFunctions,
  door: Door,
  item: number,
  operation: Operation,
  input: Input,
): Promise<Input> {
  const form = formOf(operation.id);
  if (!form || givesJson(node, operation, item)) return input;
  const wanted = readWanted(node, item);
  if (wanted) return { ...input, [CONFIGURATION_FIELD]: await compose(door, form, input, wanted) };
  const required = operation.facts.required?.includes(CONFIGURATION_FIELD);
  return required ? { ...input, [CONFIGURATION_FIELD]: {} } : input;
}

async function compose(door: Door, form: Form, input: Input, wanted: WantedChange): Promise<Input> {
  const of = await targetOf(door, form, input);
  // Values with types of their own need none of what only the API knows.
  const facts = await (wanted.asText ? currentFacts(door, of) : bundledFacts(of));
  const { config, issues } = composeChange(facts ?? {}, of.present, wanted);
  if (issues.length > 0) throw inFormWords(new InputError(issues));
  return config;
}

async function targetOf(
  door: Door,
  form: Form,
  input: Input,
): Promise<Pick<Owner, "kind" | "type" | "project" | "present">> {
  const project = typeof input["project"] === "string" ? input["project"] : undefined;
  if (form.type === undefined) return requireOwner(door, ownerName(form, project, String(input[form.owner])));
  const type = input[form.type];
  return { kind: form.kind, type: String(type), project, present: {} };
}
