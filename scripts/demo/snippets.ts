/** How to connect the main clients, to the sandbox and with a token. */
export function snippets(): string[] {
  const server = { command: "npx", args: ["-y", "aiven-mcp"] };
  const withToken = { ...server, env: { AIVEN_TOKEN: "YOUR_TOKEN" } };
  return [
    "Sandbox (no account needed):",
    "  Claude Code     claude mcp add aiven -- npx -y aiven-mcp",
    `  Claude Desktop  claude_desktop_config.json: ${JSON.stringify({ mcpServers: { aiven: server } })}`,
    `  Cursor          .cursor/mcp.json:           ${JSON.stringify({ mcpServers: { aiven: server } })}`,
    `  VS Code         .vscode/mcp.json:           ${JSON.stringify({ servers: { aiven: { type: "stdio", ...server } } })}`,
    "",
    "Your account (Aiven Console → User information → Tokens):",
    "  Claude Code     claude mcp add aiven -e AIVEN_TOKEN=YOUR_TOKEN -- npx -y aiven-mcp",
    `  Claude Desktop  claude_desktop_config.json: ${JSON.stringify({ mcpServers: { aiven: withToken } })}`,
    `  Cursor          .cursor/mcp.json:           ${JSON.stringify({ mcpServers: { aiven: withToken } })}`,
    `  VS Code         .vscode/mcp.json:           ${JSON.stringify({ servers: { aiven: { type: "stdio", ...withToken } } })}`,
  ];
}
