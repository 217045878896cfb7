import {
  type ILoadOptionsFunctions,
  NodeOperationError,
  type ResourceMapperField,
  type ResourceMapperFields,
} from "n8n-workflow";
import type { Parameter } from "../../../core/configuration/index.js";
import { innerParameters, listParameters } from "../../../core/configuration/paths.js";
import { AivenError } from "../../../core/errors.js";
import { currentFacts } from "../../../tools/configuration/facts.js";
import { requireOwner } from "../../../tools/configuration/owner.js";
import { loadWords, type TypeWords } from "../../../tools/configuration/words.js";
import { openDoor } from "../connection/connection.js";
import { toNodeError } from "../execution/node-error.js";
import { isLocator } from "../execution/parameters.js";

/** The forms that a node makes for what was chosen, by the name under which a property asks for them. */
export const resourceMapping = { getConfigurationFields };

async function getConfigurationFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  try {
    const door = await openDoor(this);
    const project = chosen(this, "project") ?? door.project;
    const where = project === undefined ? {} : { project };
    const id = chosen(this, "configurationId");
    const service_name = chosen(this, "service_name");
    if (id === undefined && service_name === undefined) return { fields: [] };
    const owner = await requireOwner(door, { ...where, ...(id === undefined ? { service_name } : { id }) });
    const facts = (await currentFacts(door, owner)) ?? {};
    const words = await loadWords(owner.kind, owner.type);
    return { fields: settable(facts).map(([path, parameter]) => toField(path, parameter, words)) };
  } catch (error) {
    if (error instanceof AivenError) throw toNodeError(this.getNode(), error);
    throw new NodeOperationError(this.getNode(), error as Error);
  }
}

function chosen(node: ILoadOptionsFunctions, name: string): string | undefined {
  const raw: unknown = node.getCurrentNodeParameter(name);
  const found: unknown = isLocator(raw) ? node.getCurrentNodeParameter(name, { extractValue: true }) : raw;
  const value = isLocator(found) ? found["value"] : found;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** What has a value of its own and can be changed, by path, in the order of their groups. */
function settable(facts: Parameter): [path: string, parameter: Parameter][] {
  return listParameters(facts)
    .filter(([path, parameter]) => !path.includes("[]") && !isGroup(parameter) && !parameter.createOnly)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function isGroup(parameter: Parameter): boolean {
  return parameter.items === undefined && Object.keys(innerParameters(parameter)).length > 0;
}

/** n8n reads a dot in the id of a field as a path. */
function idOf(path: string): string {
  return path.replaceAll(".", "__");
}

/** The path of a field by its id. */
export function pathsById(facts: Parameter): ReadonlyMap<string, string> {
  return new Map(settable(facts).map(([path]) => [idOf(path), path]));
}

/** n8n shows nothing of a field but its name. */
const MAX_NAME = 120;

function toField(path: string, parameter: Parameter, words: TypeWords): ResourceMapperField {
  const { text, unit } = words.get(path) ?? {};
  const about = text ?? parameter.title;
  const name = [path, unit ? ` (${unit})` : "", about ? `: ${about}` : ""].join("");
  return {
    id: idOf(path),
    displayName: name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name,
    required: false,
    defaultMatch: false,
    display: true,
    canBeUsedToMatch: false,
    ...typed(parameter),
  };
}

function typed({
  type,
  enum: values,
  deprecatedValues = [],
}: Parameter): Pick<ResourceMapperField, "type" | "options"> {
  if (values) {
    const usable = values.filter((value) => !deprecatedValues.includes(value));
    return { type: "options", options: usable.map((value) => ({ name: String(value), value: String(value) })) };
  }
  switch ([type].flat()[0]) {
    case "integer":
    case "number":
      return { type: "number" };
    case "boolean":
      return { type: "boolean" };
    case "array":
      return { type: "array" };
    case "object":
      return { type: "object" };
    default:
      return { type: "string" };
  }
}
