import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from "n8n-workflow";
import { NodeConnectionTypes } from "n8n-workflow";
import { credentialTest, executeItems, listSearch, PRODUCTS, propertiesOf, subtitleOf } from "../../shared/index.js";

export class AivenCloud implements INodeType {
  description: INodeTypeDescription = {
    displayName: "Aiven Cloud",
    name: "aivenCloud",
    icon: { light: "file:../../icons/aiven.svg", dark: "file:../../icons/aiven.dark.svg" },
    group: ["transform"],
    version: 1,
    subtitle: subtitleOf(PRODUCTS.aivenCloud),
    description: PRODUCTS.aivenCloud.description,
    defaults: { name: "Aiven Cloud" },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: "aivenApi", required: true, testedBy: "aivenApiTest" }],
    properties: propertiesOf(PRODUCTS.aivenCloud),
  };

  methods = { credentialTest: { ...credentialTest }, listSearch: { ...listSearch } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return executeItems(this);
  }
}
