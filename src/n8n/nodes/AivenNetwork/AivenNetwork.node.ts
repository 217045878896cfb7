import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from "n8n-workflow";
import { NodeConnectionTypes } from "n8n-workflow";
import { credentialTest, executeItems, listSearch, PRODUCTS, propertiesOf, subtitleOf } from "../../shared/index.js";

export class AivenNetwork implements INodeType {
  description: INodeTypeDescription = {
    displayName: "Aiven Network",
    name: "aivenNetwork",
    icon: { light: "file:../../icons/aiven.svg", dark: "file:../../icons/aiven.dark.svg" },
    group: ["transform"],
    version: 1,
    subtitle: subtitleOf(PRODUCTS.aivenNetwork),
    description: PRODUCTS.aivenNetwork.description,
    defaults: { name: "Aiven Network" },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: "aivenApi", required: true, testedBy: "aivenApiTest" }],
    properties: propertiesOf(PRODUCTS.aivenNetwork),
  };

  methods = { credentialTest: { ...credentialTest }, listSearch: { ...listSearch } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return executeItems(this);
  }
}
