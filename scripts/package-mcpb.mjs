// Makes the MCP bundle dist/aiven-mcp.mcpb of the built package with the official tool.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const cli = join(dirname(fileURLToPath(import.meta.resolve("@anthropic-ai/mcpb"))), "cli/cli.js");
const mcpb = (...args) => execFileSync(process.execPath, [cli, ...args], { encoding: "utf8" });

const source = "dist/aiven-mcp";
const bundle = "dist/aiven-mcp.mcpb";
const stage = mkdtempSync(join(tmpdir(), "aiven-mcpb-"));
try {
  cpSync("packaging/mcpb/manifest.json", join(stage, "manifest.json"));
  for (const name of ["README.md", "LICENSE"]) cpSync(name, join(stage, name));
  for (const name of ["cli.js", "chunks", "package.json"]) {
    cpSync(join(source, name), join(stage, "server", name), { recursive: true });
  }
  mcpb("validate", join(stage, "manifest.json"));
  mcpb("pack", stage, bundle);
  // As a client does: unpacked elsewhere, started by the manifest's own words.
  const unpacked = join(stage, "unpacked");
  mcpb("unpack", bundle, unpacked);
  const { server, version } = JSON.parse(readFileSync(join(unpacked, "manifest.json"), "utf8"));
  const args = server.mcp_config.args.map((arg) => arg.replace(/^\$\{__dirname\}/, unpacked));
  const said = execFileSync(process.execPath, [...args, "--version"], { encoding: "utf8" }).trim();
  if (said !== version) throw new Error(`the server says ${said}, the manifest ${version}`);
  process.stdout.write(`${bundle}: ${Math.round(readFileSync(bundle).length / 1024)} KiB, version ${version}\n`);
} finally {
  rmSync(stage, { recursive: true, force: true });
}
