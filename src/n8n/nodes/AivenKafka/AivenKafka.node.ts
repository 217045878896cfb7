import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from "n8n-workflow";
import { NodeConnectionTypes } from "n8n-workflow";
import { credentialTest, executeItems, listSearch, PRODUCTS, propertiesOf, subtitleOf } from "../../shared/index.js";

export class AivenKafka implements INodeType {
  description: INodeTypeDescription = {
    displayName: "Aiven for Apache Kafka",
    name: "aivenKafka",
    icon: { light: "file:../../icons/aiven.svg", dark: "file:../../icons/aiven.dark.svg" },
    group: ["transform"],
    version: 1,
    subtitle: subtitleOf(PRODUCTS.aivenKafka),
    description: PRODUCTS.aivenKafka.description,
    defaults: { name: "Aiven for Apache Kafka" },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: "aivenApi", required: true, testedBy: "aivenApiTest" }],
    properties: propertiesOf(PRODUCTS.aivenKafka),
  };

  methods = { credentialTest: { ...credentialTest }, listSearch: { ...listSearch } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return executeItems(this);
  }
}
