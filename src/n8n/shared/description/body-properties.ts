import type { INodeProperties } from "n8n-workflow";
import { fieldsOf, hasBodyFields } from "../operations/operation-fields.js";
import type { PlacedOperation } from "../operations/placed-operation.js";
import { propertyOf } from "./field-property.js";
import { merge, shown, type Wanted } from "./shown.js";

/** How a body is given, and the fields that it must have. */
export function bodyProperties(placed: readonly PlacedOperation[]): INodeProperties[] {
  const withBody = placed.filter(({ operation }) => hasBodyFields(operation));
  const forms = placed.filter(({ operation }) => !hasBodyFields(operation));
  const configured = shown(placed, ({ operation }) => operation.facts.additional !== undefined);
  const show = shown(withBody, () => true)?.show;
  return [
    ...(show ? chooser(show) : []),
    ...merge(withBody.flatMap(bodyOf), { specifyBody: ["fields"] }),
    ...merge(forms.flatMap(bodyOf)),
    ...(configured ? [furtherFields(configured.show)] : []),
  ];
}

type Show = Readonly<Record<string, string[]>>;

function chooser(show: Show): INodeProperties[] {
  return [
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
  ];
}

/** What something is called and what kind it is comes first: what may be chosen further down depends on it. */
const FIRST = ["service_name", "name", "service_type", "cloud", "plan", "project_vpc_id"];

function bodyOf({ value, operation }: PlacedOperation): Wanted[] {
  return fieldsOf(operation)
    .filter(({ place }) => place === "body")
    .map((field) => {
      const rank = FIRST.indexOf(field.field);
      return { value, property: propertyOf(operation, field), rank: rank < 0 ? FIRST.length : rank };
    });
}

function furtherFields(show: Show): INodeProperties {
  return {
    displayName: "Further Settings (JSON)",
    name: "furtherFields",
    type: "json",
    default: "{}",
    description: "Settings that have no field of their own, by name",
    displayOptions: { show: { ...show, specifyBody: ["fields"] } },
  };
}
