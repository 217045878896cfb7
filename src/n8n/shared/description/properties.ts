import type { INodeProperties, INodePropertyOptions } from "n8n-workflow";
import { pathParameters } from "../../../core/catalogue/index.js";
import { configureProperties } from "../configure/properties.js";
import { type FieldOfOperation, fieldsOf, hasBodyFields } from "../operations/operation-fields.js";
import { operationsOf, type PlacedOperation } from "../operations/placed-operation.js";
import type { Product } from "../products/index.js";
import { bodyProperties } from "./body-properties.js";
import { propertyOf } from "./field-property.js";
import { inFieldWords } from "./field-words.js";
import { guardProperties, listProperties, noticeProperties } from "./flag-properties.js";
import { optionsProperty } from "./options-property.js";
import { merge, type Wanted } from "./shown.js";

/** Every parameter of a node, made from the facts and words of its operations, from what is asked first to what is rarely wanted. */
export function propertiesOf(product: Product): INodeProperties[] {
  const placed = operationsOf(product);
  const resources = Object.keys(product.resources).sort((a, b) => a.localeCompare(b));
  return [
    {
      displayName: "Resource",
      name: "resource",
      type: "options",
      noDataExpression: true,
      options: resources.map((resource) => ({ name: resource, value: resource })),
      default: resources.includes("Service") ? "Service" : (resources[0] ?? ""),
    },
    ...resources.map((resource) => operationProperty(resource, placed)),
    ...noticeProperties(placed),
    ...merge(placed.flatMap(topOf)),
    ...bodyProperties(placed),
    ...configureProperties(placed),
    ...listProperties(placed),
    ...guardProperties(placed),
    ...optional(placed),
    optionsProperty(placed),
  ];
}

function operationProperty(resource: string, placed: readonly PlacedOperation[]): INodeProperties {
  const own = placed.filter((entry) => entry.resource === resource);
  const options: INodePropertyOptions[] = own.map(({ value, operation, name, action }) => ({
    name,
    value,
    action,
    description: inFieldWords(operation.words.summary, operation),
  }));
  return {
    displayName: "Operation",
    name: "operation",
    type: "options",
    noDataExpression: true,
    displayOptions: { show: { resource: [resource] } },
    options,
    default: usual(own)?.value ?? "",
  };
}

/** What a resource begins with: a read wherever it has one. */
function usual(placed: readonly PlacedOperation[]): PlacedOperation | undefined {
  const named = (wanted: string) => placed.find(({ name }) => name === wanted);
  return (
    named("Get Many") ?? named("Get") ?? placed.find(({ operation }) => operation.words.risk === "read") ?? placed[0]
  );
}

/** What is asked in the order of the path, and then of what depends on it. */
function topOf({ value, operation }: PlacedOperation): Wanted[] {
  const inPath = pathParameters(operation.facts.path);
  const position = ({ field }: FieldOfOperation) => (inPath.includes(field) ? inPath.indexOf(field) : inPath.length);
  return fieldsOf(operation)
    .filter(({ place }) => place === "top")
    .map((field) => ({ value, property: propertyOf(operation, field), rank: position(field) }));
}

/**
 * The collection of what may be left out. An operation with a body has two: beside the form all of it, beside a body as JSON
 * only what does not belong into the body.
 */
function optional(placed: readonly PlacedOperation[]): INodeProperties[] {
  const forms = placed.filter(({ operation }) => hasBodyFields(operation));
  const plain = placed.filter(({ operation }) => !hasBodyFields(operation));
  return [
    ...merge(
      forms.flatMap((entry) => collection(entry, () => true)),
      { specifyBody: ["fields"] },
    ),
    ...merge(
      forms.flatMap((entry) => collection(entry, ({ inBody }) => !inBody)),
      { specifyBody: ["json"] },
    ),
    ...merge(plain.flatMap((entry) => collection(entry, () => true))),
  ];
}

function collection(
  { value, operation, name }: PlacedOperation,
  wants: (field: FieldOfOperation) => boolean,
): Wanted[] {
  const options = fieldsOf(operation)
    .filter((field) => field.place === "optional" && wants(field))
    .map((field) => propertyOf(operation, field))
    .sort((a, b) => a.displayName.localeCompare(b.displayName));
  if (options.length === 0) return [];
  const property: INodeProperties = {
    displayName: name.startsWith("Update") ? "Update Fields" : "Additional Fields",
    name: "fields",
    type: "collection",
    placeholder: "Add Field",
    default: {},
    options,
  };
  return [{ value, property, rank: 0 }];
}
