import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from "n8n-workflow";
import { NodeConnectionTypes } from "n8n-workflow";
import { credentialTest, executeItems, listSearch, PRODUCTS, propertiesOf, subtitleOf } from "../../shared/index.js";

export class AivenOrganization implements INodeType {
  description: INodeTypeDescription = {
    displayName: "Aiven Organization",
    name: "aivenOrganization",
    icon: { light: "file:../../icons/aiven.svg", dark: "file:../../icons/aiven.dark.svg" },
    group: ["transform"],
    version: 1,
    subtitle: subtitleOf(PRODUCTS.aivenOrganization),
    description: PRODUCTS.aivenOrganization.description,
    defaults: { name: "Aiven Organization" },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: "aivenApi", required: true, testedBy: "aivenApiTest" }],
    properties: propertiesOf(PRODUCTS.aivenOrganization),
  };

  methods = { credentialTest: { ...credentialTest }, listSearch: { ...listSearch } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return executeItems(this);
  }
}
