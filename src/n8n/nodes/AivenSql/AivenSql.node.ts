import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from "n8n-workflow";
import { NodeConnectionTypes } from "n8n-workflow";
import { credentialTest, executeItems, listSearch, PRODUCTS, propertiesOf, subtitleOf } from "../../shared/index.js";

export class AivenSql implements INodeType {
  description: INodeTypeDescription = {
    displayName: "Aiven for PostgreSQL, MySQL and ClickHouse",
    name: "aivenSql",
    icon: { light: "file:../../icons/aiven.svg", dark: "file:../../icons/aiven.dark.svg" },
    group: ["transform"],
    version: 1,
    subtitle: subtitleOf(PRODUCTS.aivenSql),
    description: PRODUCTS.aivenSql.description,
    defaults: { name: "Aiven for PostgreSQL, MySQL and ClickHouse" },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: "aivenApi", required: true, testedBy: "aivenApiTest" }],
    properties: propertiesOf(PRODUCTS.aivenSql),
  };

  methods = { credentialTest: { ...credentialTest }, listSearch: { ...listSearch } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return executeItems(this);
  }
}
