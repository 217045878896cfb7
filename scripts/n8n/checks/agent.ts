import type { Sandbox } from "../../../src/sandbox/index.js";
import type { Client } from "../client.js";
import type { Script, ScriptedModel } from "../model.js";
import { expectEqual } from "../report.js";
import { readTemplate } from "../workflow.js";

const STATE = "What state is demo-gp in?";
const ALL = "And which others are there?";

/** What the model does at each question. The first name is wrong; then it takes the one that it was told is near. */
export const AGENT_SCRIPT: Script = {
  [STATE]: [
    { tool: "Get_Aiven_Service", input: { Service_Name: "demo-gp" } },
    { tool: "Get_Aiven_Service", input: { Service_Name: "demo-pg" } },
  ],
  [ALL]: [{ tool: "List_Aiven_Services", input: {} }],
};

/** A person chats with an agent that has our node as its tools; it is told in words what it did wrong, and remembers. */
export async function checkAgent(client: Client, sandbox: Sandbox, model: ScriptedModel): Promise<string> {
  sandbox.reset();
  const workflow = await client.create(readTemplate("ai-agent"));
  const [wrong = "", right = ""] = (await client.chat(workflow, "Chat", STATE)).split("\n");
  const [{ messages: first = [], tools = [] } = {}] = model.asked;
  const told = tools.map(({ function: { name, description } }) => `${name}: ${description}`).sort();
  expectEqual("the tools", told, [
    "Get_Aiven_Service: Get a service in Aiven",
    "List_Aiven_Services: Get many services in Aiven",
  ]);
  if (!wrong.includes("demo-gp") || !wrong.includes("demo-pg"))
    throw new Error(`the model is told ${wrong || "nothing"}`);
  if (!right.includes("RUNNING")) throw new Error(`the model is told ${right || "nothing"}`);
  const list = await client.chat(workflow, "Chat", ALL);
  for (const name of ["demo-kafka", "demo-pg", "demo-valkey"]) {
    if (!list.includes(name)) throw new Error(`the model is told ${list || "nothing"}`);
  }
  const remembered = (model.asked.at(-1)?.messages ?? []).map(({ content }) => content);
  if (first.some(({ content }) => content === ALL) || !remembered.includes(STATE))
    throw new Error(`the second question comes with ${JSON.stringify(remembered)}`);
  return `${model.asked.length} turns; of a wrong name it is told ${wrong.slice(0, 160)}`;
}
