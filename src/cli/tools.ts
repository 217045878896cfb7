import { surfaceMaker } from "../mcp/surface.js";
import { type Flags, loadSettings } from "../node/settings.js";
import { print, printData } from "./print.js";

/** Shows what tools/list publishes. */
export async function tools(json: boolean | undefined, flags: Flags): Promise<void> {
  const settings = await loadSettings(flags, process.env);
  const makeSurface = await surfaceMaker(settings.tools);
  const list = makeSurface(settings.policy).tools;
  if (json) printData(list, { json });
  else for (const tool of list) print(`${tool.name.padEnd(16)} ${tool.description}`);
}
