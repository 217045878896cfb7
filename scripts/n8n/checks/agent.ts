import type { Sandbox } from "../../../src/sandbox/index.js";
import type { Client } from "../client.js";
import type { ScriptedModel } from "../model.js";
import { readTemplate } from "../workflow.js";

/** What the model calls the template's tool with: a name that is wrong, then the one that it was told is near. */
export const AGENT_CALLS = [{ Service_Name: "demo-gp" }, { Service_Name: "demo-pg" }];

/** An agent finds out with our node as its tool, and is told in words what it did wrong. */
export async function checkAgent(client: Client, sandbox: Sandbox, model: ScriptedModel): Promise<string> {
  sandbox.reset();
  const { status, error, nodes } = await client.run(readTemplate("ai-agent"), "Try It");
  if (status !== "success") throw new Error(`the run is ${status}: ${error}`);
  const [tool] = model.asked[0]?.tools ?? [];
  if (!/get a service/i.test(tool?.function.description ?? "")) throw new Error(`the tool is ${JSON.stringify(tool)}`);
  const [wrong = "", right = ""] = String(nodes.get("Agent")?.items[0]?.["output"]).split("\n");
  if (!wrong.includes("demo-gp") || !wrong.includes("demo-pg"))
    throw new Error(`the model is told ${wrong || "nothing"}`);
  if (!right.includes("RUNNING")) throw new Error(`the model is told ${right || "nothing"}`);
  return `${model.asked.length} turns; of a wrong name it is told ${wrong.slice(0, 160)}`;
}
