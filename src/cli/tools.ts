import { surfaceMaker } from "../mcp/surface.js";
import { requireMeant } from "../node/patterns.js";
import { type Flags, readSettings } from "../node/settings.js";
import { print, printData } from "./print.js";

/** Shows what tools/list publishes. */
export async function tools(json: boolean | undefined, flags: Flags): Promise<void> {
  const settings = readSettings(flags, process.env);
  await requireMeant(settings.policy);
  const makeSurface = await surfaceMaker(settings.tools);
  const list = makeSurface(settings.policy).tools;
  if (json) printData(list, { json });
  else for (const tool of list) print(`${tool.name.padEnd(16)} ${tool.description}`);
}
