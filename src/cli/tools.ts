import { createSurface } from "../mcp/surface.js";
import { readSettings } from "../node/settings.js";
import { print, printData } from "./print.js";

/** Shows what tools/list publishes. */
export function tools({ json, project }: { json?: boolean; project?: string }): void {
  const { policy } = readSettings({ project }, process.env);
  const list = createSurface(policy.projects).tools;
  if (json) printData(list, { json });
  else for (const tool of list) print(`${tool.name.padEnd(16)} ${tool.description}`);
}
