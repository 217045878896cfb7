import type { INodeProperties } from "n8n-workflow";
import type { PlacedOperation } from "../operations/placed-operation.js";
import { FORM_NAME } from "./form-words.js";
import { formOf } from "./forms.js";
import { isConfigure } from "./operation.js";

type Show = Readonly<Record<string, string[]>>;

/** The configuration of what is created, updated or configured: as a form made for its type, or as JSON. */
export function configureProperties(placed: readonly PlacedOperation[]): INodeProperties[] {
  const values = placed.map(({ value }) => value).filter((value) => formOf(value));
  const alone = values.filter(isConfigure);
  const inBody = values.filter((value) => !isConfigure(value));
  return [
    ...(alone.length > 0 ? properties({ operation: alone }) : []),
    ...(inBody.length > 0 ? properties({ operation: inBody, specifyBody: ["fields"] }) : []),
  ];
}

/** What decides which parameters there are. */
const DEPENDS_ON = [
  "operation",
  "project.value",
  "service_name.value",
  "service_type.value",
  "integration_id.value",
  "integration_type",
  "integration_endpoint_id.value",
  "endpoint_type",
];

function properties(show: { readonly operation: string[] } & Show): INodeProperties[] {
  const withPresent = show.operation.filter((value) => formOf(value)?.owner !== undefined);
  const fields = { ...show, specifyConfiguration: ["fields"] };
  return [
    {
      displayName: "Specify Configuration",
      name: "specifyConfiguration",
      type: "options",
      options: [
        { name: "Using Fields Below", value: "fields" },
        { name: "Using JSON", value: "json" },
      ],
      default: "fields",
      description: "How to give the parameters of the configuration",
      displayOptions: { show },
    },
    {
      displayName: FORM_NAME,
      name: "configuration",
      type: "resourceMapper",
      noDataExpression: true,
      default: { mappingMode: "defineBelow", value: null },
      typeOptions: {
        loadOptionsDependsOn: DEPENDS_ON,
        resourceMapper: {
          resourceMapperMethod: "getConfigurationFields",
          mode: "add",
          fieldWords: { singular: "parameter", plural: "parameters" },
          addAllFields: false,
          multiKeyMatch: false,
          supportAutoMap: false,
        },
      },
      displayOptions: { show: fields },
    },
    {
      displayName: "Unset Parameter Names or IDs",
      name: "unsetParameters",
      type: "multiOptions",
      default: [],
      typeOptions: { loadOptionsMethod: "getConfigurationPaths", loadOptionsDependsOn: DEPENDS_ON },
      description:
        'Parameters that go back to their defaults. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
      displayOptions: { show: { ...fields, operation: withPresent } },
    },
    {
      displayName: `${FORM_NAME} (JSON)`,
      name: "configurationJson",
      type: "json",
      default: "{}",
      description: 'Values by path; null unsets, "ip_filter+" adds to a list and "ip_filter-" removes from it',
      displayOptions: { show: { ...show, specifyConfiguration: ["json"] } },
    },
  ];
}
