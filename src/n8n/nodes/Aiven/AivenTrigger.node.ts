import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from "n8n-workflow";
import { NodeConnectionTypes } from "n8n-workflow";
import { credentialTest, listSearch, pollEvents, triggerProperties } from "../../shared/index.js";

export class AivenTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: "Aiven Trigger",
    name: "aivenTrigger",
    icon: { light: "file:../../icons/aiven.svg", dark: "file:../../icons/aiven.dark.svg" },
    group: ["trigger"],
    version: 1,
    subtitle: '={{ $parameter["event"].replace(/[A-Z]/g, " $&").toLowerCase() }}',
    description: "Starts the workflow when something happens in Aiven",
    defaults: { name: "Aiven Trigger" },
    polling: true,
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: "aivenApi", required: true, testedBy: "aivenApiTest" }],
    properties: triggerProperties(),
  };

  methods = { credentialTest: { ...credentialTest }, listSearch: { ...listSearch } };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    return pollEvents(this);
  }
}
