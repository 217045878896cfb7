import type { INodeProperties } from "n8n-workflow";
import { CONFIGURE } from "./operation.js";

const show = { operation: [CONFIGURE] };

/** The parameters of Configure, beside those that tell the service. */
export function configureProperties(): INodeProperties[] {
  return [
    {
      displayName: "Integration or Endpoint ID",
      name: "configurationId",
      type: "string",
      default: "",
      description: "What to configure in place of the service itself",
      displayOptions: { show },
    },
    {
      displayName: "Specify Configuration",
      name: "specifyConfiguration",
      type: "options",
      options: [
        { name: "Using Fields Below", value: "fields" },
        { name: "Using JSON", value: "json" },
      ],
      default: "fields",
      description: "How to give what changes",
      displayOptions: { show },
    },
    {
      displayName: "Configuration",
      name: "configuration",
      type: "resourceMapper",
      noDataExpression: true,
      default: { mappingMode: "defineBelow", value: null },
      typeOptions: {
        loadOptionsDependsOn: ["service_name.value", "configurationId"],
        resourceMapper: {
          resourceMapperMethod: "getConfigurationFields",
          mode: "add",
          fieldWords: { singular: "parameter", plural: "parameters" },
          addAllFields: false,
          multiKeyMatch: false,
          supportAutoMap: false,
        },
      },
      displayOptions: { show: { ...show, specifyConfiguration: ["fields"] } },
    },
    {
      displayName: "Configuration (JSON)",
      name: "configurationJson",
      type: "json",
      default: "{}",
      description: 'Values by path; null unsets, "ip_filter+" adds to a list and "ip_filter-" removes from it',
      displayOptions: { show: { ...show, specifyConfiguration: ["json"] } },
    },
  ];
}
