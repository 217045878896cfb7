import { describe, expect, it } from "vitest";
import { snippets } from "../../../../scripts/demo/snippets.js";

/** The commands that the snippets of a system start, however a client writes them down. */
function commandsOn(platform: NodeJS.Platform): string[] {
  return snippets(platform).flatMap((line) => {
    const [, shell] = / -- (.+)$/.exec(line) ?? [];
    if (shell !== undefined) return [shell];
    const [, json] = /(\{.+\})$/.exec(line) ?? [];
    if (json === undefined) return [];
    const { mcpServers, servers } = JSON.parse(json);
    const { command, args } = (mcpServers ?? servers).aiven;
    return [[command, ...args].join(" ")];
  });
}

describe("the snippets of the demo", () => {
  it.each<[NodeJS.Platform, string]>([
    ["linux", "npx -y aiven-mcp"],
    ["darwin", "npx -y aiven-mcp"],
    // A client that starts a process itself finds npx.exe, which there is not.
    ["win32", "cmd /c npx -y aiven-mcp"],
  ])("start on %s %s", (platform, command) => {
    const commands = commandsOn(platform);
    expect(commands).toHaveLength(8);
    expect(new Set(commands)).toEqual(new Set([command]));
  });
});
