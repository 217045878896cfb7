import { PolicyError } from "../../core/errors.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import type { Arguments } from "../schema.js";

/** Writes connection details into files, or shows them where the operator lets secrets out. */
export async function connect(
  { show, ...request }: Arguments<Definitions["aiven_connect"]["input"]>,
  { door }: ToolContext,
): Promise<ToolAnswer> {
  const { connectDir } = door.policy.settings;
  const { readApplication, writeApplication } = await import("../../node/connect-application.js");
  if (show) {
    if (door.policy.reveals) return { ...(await readApplication(door, request)) };
    const hint = "Without show they are written into a file. The operator can set AIVEN_REVEAL=1.";
    throw new PolicyError("Connection details are not shown in the conversation", { rule: "reveal", hint });
  }
  if (connectDir === undefined) {
    const hint = "The operator can set AIVEN_CONNECT_DIR to a folder.";
    throw new PolicyError("There is no folder into which connection details may be written", { rule: "connect", hint });
  }
  return writeApplication(door, connectDir, request);
}
