/** How to connect the main clients, to the sandbox and with a token. */
export function snippets(platform: NodeJS.Platform = process.platform): string[] {
  const start = ["npx", "-y", "aiven-mcp"];
  // There npx is a .cmd file, which many clients do not start by themselves.
  const [command, ...args] = platform === "win32" ? ["cmd", "/c", ...start] : start;
  const server = { command, args };
  const line = [command, ...args].join(" ");
  const withToken = { ...server, env: { AIVEN_TOKEN: "YOUR_TOKEN" } };
  return [
    "Sandbox (no account needed):",
    `  Claude Code     claude mcp add aiven -- ${line}`,
    `  Claude Desktop  claude_desktop_config.json: ${JSON.stringify({ mcpServers: { aiven: server } })}`,
    `  Cursor          .cursor/mcp.json:           ${JSON.stringify({ mcpServers: { aiven: server } })}`,
    `  VS Code         .vscode/mcp.json:           ${JSON.stringify({ servers: { aiven: { type: "stdio", ...server } } })}`,
    "",
    "Your account (Aiven Console → User information → Tokens):",
    `  Claude Code     claude mcp add aiven -e AIVEN_TOKEN=YOUR_TOKEN -- ${line}`,
    `  Claude Desktop  claude_desktop_config.json: ${JSON.stringify({ mcpServers: { aiven: withToken } })}`,
    `  Cursor          .cursor/mcp.json:           ${JSON.stringify({ mcpServers: { aiven: withToken } })}`,
    `  VS Code         .vscode/mcp.json:           ${JSON.stringify({ servers: { aiven: { type: "stdio", ...withToken } } })}`,
  ];
}
