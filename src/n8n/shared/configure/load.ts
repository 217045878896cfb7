import {
  type ILoadOptionsFunctions,
  type INodePropertyOptions,
  NodeOperationError,
  type ResourceMapperFields,
} from "n8n-workflow";
import { AivenError } from "../../../core/errors.js";
import { type ConfigurationType, currentFacts } from "../../../tools/configuration/facts.js";
import { requireOwner } from "../../../tools/configuration/owner.js";
import { loadWords } from "../../../tools/configuration/words.js";
import type { Door } from "../../../tools/door.js";
import { openDoor } from "../connection/connection.js";
import { toNodeError } from "../execution/node-error.js";
import { chosen } from "../execution/parameter-value.js";
import { fieldsFor } from "./fields.js";
import { formOf, ownerName } from "./forms.js";
import { type Settable, settable } from "./settable.js";

/** The forms that a node makes for what was chosen, by the name under which a property asks for them. */
export const resourceMapping = { getConfigurationFields };

/** The choices that depend on what was chosen, by the name under which a property asks for them. */
export const loadOptions = { getConfigurationPaths };

async function getConfigurationFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  const type = await read(this);
  if (!type) return { fields: [], emptyFieldsNotice: "Choose first what this is the configuration of." };
  return { fields: fieldsFor(type) };
}

async function getConfigurationPaths(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const { parameters = [] } = (await read(this)) ?? {};
  return parameters.map(({ path }) => ({ name: path, value: path }));
}

async function read(node: ILoadOptionsFunctions): Promise<Settable | undefined> {
  try {
    const door = await openDoor(node);
    const of = await chosenType(node, door);
    if (!of) return undefined;
    const facts = (await currentFacts(door, of)) ?? {};
    return settable(facts, of, await loadWords(of.kind, of.type));
  } catch (error) {
    if (error instanceof AivenError) throw toNodeError(node.getNode(), error);
    throw new NodeOperationError(node.getNode(), error as Error);
  }
}

/** The type whose parameters are asked for, and whether it is of something new; undefined while nothing is chosen. */
async function chosenType(
  node: ILoadOptionsFunctions,
  door: Door,
): Promise<(ConfigurationType & { readonly isNew: boolean }) | undefined> {
  const form = formOf(String(node.getCurrentNodeParameter("operation")));
  const found = form && chosen(node, form.type ?? form.owner);
  if (!form || found === undefined) return undefined;
  const project = chosen(node, "project") ?? door.project;
  if (form.type !== undefined) return { kind: form.kind, type: found, project, isNew: true };
  const { kind, type } = await requireOwner(door, ownerName(form, project, found));
  return { kind, type, project, isNew: false };
}
