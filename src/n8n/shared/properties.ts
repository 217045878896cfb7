import type { INodeProperties, INodePropertyOptions } from "n8n-workflow";
import { CONFIGURE } from "./configure/operation.js";
import { configureProperties } from "./configure/properties.js";
import { propertyOf } from "./field-property.js";
import { optionsProperty, shown } from "./options-property.js";
import { canDestroy, fieldsOf, hasBodyFields, isList, operationsOf, type PlacedOperation } from "./placed-operation.js";
import type { Product } from "./products.js";

/** Every parameter of a node, made from the facts and words of its operations. */
export function propertiesOf(product: Product): INodeProperties[] {
  const placed = operationsOf(product);
  const resources = [...new Set(placed.map(({ resource }) => resource))].sort();
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
    ...merge(placed.flatMap((entry) => required(entry, "top"))),
    ...bodyProperties(placed),
    ...listProperties(placed),
    ...merge(placed.flatMap(optional)),
    ...(placed.some(({ operation }) => operation.id === CONFIGURE) ? configureProperties() : []),
    ...guardProperties(placed),
    optionsProperty(placed),
  ];
}

function operationProperty(resource: string, placed: readonly PlacedOperation[]): INodeProperties {
  const options: INodePropertyOptions[] = placed
    .filter((entry) => entry.resource === resource)
    .map(({ operation, name, action }) => ({
      name,
      value: operation.id,
      action,
      description: operation.words.summary.replace(/\.$/, ""),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const usual = options.find(({ name }) => name === "Get Many") ?? options[0];
  return {
    displayName: "Operation",
    name: "operation",
    type: "options",
    noDataExpression: true,
    displayOptions: { show: { resource: [resource] } },
    options,
    default: usual?.value ?? "",
  };
}

/** A property and the operation that has it. */
interface Wanted {
  readonly property: INodeProperties;
  readonly id: string;
}

function required({ operation }: PlacedOperation, place: "top" | "body"): Wanted[] {
  return fieldsOf(operation)
    .filter((field) => field.place === place)
    .map((field) => ({ property: propertyOf(operation, field), id: operation.id }));
}

function optional({ operation }: PlacedOperation): Wanted[] {
  const options = fieldsOf(operation)
    .filter(({ place }) => place === "optional")
    .map((field) => propertyOf(operation, field))
    .sort((a, b) => (a.displayName < b.displayName ? -1 : 1));
  if (options.length === 0) return [];
  const updates = operation.facts.method === "PUT" || operation.facts.method === "PATCH";
  const displayName = updates ? "Update Fields" : "Additional Fields";
  const property: INodeProperties = {
    displayName,
    name: "fields",
    type: "collection",
    placeholder: "Add Field",
    default: {},
    options,
  };
  return [{ property, id: operation.id }];
}

/** Operations that would show the same property share one. */
function merge(wanted: readonly Wanted[], show: Readonly<Record<string, string[]>> = {}): INodeProperties[] {
  const byShape = new Map<string, { property: INodeProperties; ids: string[] }>();
  for (const { property, id } of wanted) {
    const shape = JSON.stringify(property);
    const known = byShape.get(shape);
    if (known) known.ids.push(id);
    else byShape.set(shape, { property, ids: [id] });
  }
  // What more operations share comes first, so that the order is that of project, service, detail.
  return [...byShape.values()].map(({ property, ids }) => ({
    ...property,
    displayOptions: { show: { operation: ids, ...show } },
  }));
}

function bodyProperties(placed: readonly PlacedOperation[]): INodeProperties[] {
  const withBody = placed.filter(({ operation }) => hasBodyFields(operation));
  const forms = placed.filter(({ operation }) => !hasBodyFields(operation));
  const configured = shown(placed, ({ operation }) => operation.facts.additional !== undefined);
  const show = shown(withBody, () => true)?.show;
  const chooser: INodeProperties[] = show
    ? [
        {
          displayName: "Specify Body",
          name: "specifyBody",
          type: "options",
          options: [
            { name: "Using Fields Below", value: "fields" },
            { name: "Using JSON", value: "json" },
          ],
          default: "fields",
          description: "How to give what the request carries",
          displayOptions: { show },
        },
        {
          displayName: "JSON",
          name: "body",
          type: "json",
          default: "{}",
          description: "The fields of the body, by their names in the API",
          displayOptions: { show: { ...show, specifyBody: ["json"] } },
        },
      ]
    : [];
  return [
    ...chooser,
    ...merge(
      withBody.flatMap((entry) => required(entry, "body")),
      { specifyBody: ["fields"] },
    ),
    ...merge(forms.flatMap((entry) => required(entry, "body"))),
    ...(configured
      ? [
          {
            displayName: "Further Settings (JSON)",
            name: "furtherFields",
            type: "json" as const,
            default: "{}",
            description: "Settings that have no field of their own, by name",
            displayOptions: { show: { ...configured.show, specifyBody: ["fields"] } },
          },
        ]
      : []),
  ];
}

function listProperties(placed: readonly PlacedOperation[]): INodeProperties[] {
  const lists = shown(placed, ({ operation }) => isList(operation));
  const views = shown(placed, ({ operation }) => operation.words.view !== undefined);
  const properties: INodeProperties[] = [];
  if (lists) {
    properties.push(
      {
        displayName: "Return All",
        name: "returnAll",
        type: "boolean",
        default: false,
        description: "Whether to return all results or only up to a given limit",
        displayOptions: lists,
      },
      {
        displayName: "Limit",
        name: "limit",
        type: "number",
        typeOptions: { minValue: 1 },
        default: 50,
        description: "Max number of results to return",
        displayOptions: { show: { ...lists.show, returnAll: [false] } },
      },
    );
  }
  if (views) {
    properties.push({
      displayName: "Simplify",
      name: "simplify",
      type: "boolean",
      default: true,
      description: "Whether to return a simplified version of the response instead of the raw data",
      displayOptions: views,
    });
  }
  return properties;
}

function guardProperties(placed: readonly PlacedOperation[]): INodeProperties[] {
  const waits = shown(placed, ({ operation }) => operation.words.wait !== undefined);
  const destroys = shown(placed, ({ operation }) => canDestroy(operation));
  const properties: INodeProperties[] = [];
  if (waits) {
    properties.push({
      displayName: "Wait for Completion",
      name: "waitForCompletion",
      type: "boolean",
      default: false,
      description: "Whether to go on only when what was started is done",
      displayOptions: waits,
    });
  }
  if (destroys) {
    properties.push(
      {
        displayName: "Plan Only",
        name: "planOnly",
        type: "boolean",
        default: false,
        description: "Whether to tell what would be lost, without doing anything",
        displayOptions: destroys,
      },
      {
        displayName: "Name Check",
        name: "nameCheck",
        type: "string",
        default: "",
        placeholder: "e.g. ci-*",
        description: "Goes on only if the name of what is changed or deleted matches; * stands for any text",
        displayOptions: destroys,
      },
    );
  }
  return properties;
}
