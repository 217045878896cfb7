import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from "n8n-workflow";
import { NodeConnectionTypes } from "n8n-workflow";
import {
  credentialTest,
  executeItems,
  listSearch,
  loadOptions,
  PRODUCTS,
  propertiesOf,
  resourceMapping,
  subtitleOf,
} from "../../shared/index.js";

export class Aiven implements INodeType {
  description: INodeTypeDescription = {
    displayName: "Aiven",
    name: "aiven",
    icon: { light: "file:../../icons/aiven.svg", dark: "file:../../icons/aiven.dark.svg" },
    group: ["transform"],
    version: 1,
    subtitle: subtitleOf(PRODUCTS.aiven),
    description: PRODUCTS.aiven.description,
    defaults: { name: "Aiven" },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: "aivenApi", required: true, testedBy: "aivenApiTest" }],
    properties: propertiesOf(PRODUCTS.aiven),
  };

  methods = {
    credentialTest: { ...credentialTest },
    listSearch: { ...listSearch },
    loadOptions: { ...loadOptions },
    resourceMapping: { ...resourceMapping },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return executeItems(this);
  }
}
