import { createSurface } from "../mcp/surface.js";
import { type Flags, readSettings } from "../node/settings.js";
import { print, printData } from "./print.js";

/** Shows what tools/list publishes. */
export function tools(json: boolean | undefined, flags: Flags): void {
  const { policy } = readSettings(flags, process.env);
  const list = createSurface(policy).tools;
  if (json) printData(list, { json });
  else for (const tool of list) print(`${tool.name.padEnd(16)} ${tool.description}`);
}
