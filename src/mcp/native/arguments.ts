import type { Operation } from "../../tools/operation.js";
import { definitions } from "../definitions.js";
import type { DescribedSchema, ToolInput } from "../schema.js";

const { operation: _, input: __, calls: ___, ...shown } = definitions.aiven_read.input.properties;
const { plan, confirm } = definitions.aiven_destroy.input.properties;

const SHOW: DescribedSchema = { type: "object", properties: shown, description: "What to show of the answer." };
const APPROVAL: DescribedSchema = {
  type: "object",
  properties: { plan, confirm },
  description: "After the first call, which destroys nothing, when it answers with a plan and the user agreed.",
};

/** What a native tool takes beside the fields of its operation: how to show, to wait, to approve. */
export function ownArguments({ words }: Operation): ToolInput["properties"] {
  const reads = words.risk === "read" || words.risk === "read-secret";
  const canDestroy = words.risk === "destructive" || words.gates !== undefined;
  return {
    ...(reads ? { show: SHOW } : {}),
    ...(words.wait && words.risk === "write" ? { wait: definitions.aiven_write.input.properties.wait } : {}),
    ...(canDestroy ? { approval: APPROVAL } : {}),
  };
}
