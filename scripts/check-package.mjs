// Packs the built package, installs the tarball into an empty folder, and uses it as its users do: by its command, by import and by require.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const source = resolve("dist/aiven-mcp");
const folder = mkdtempSync(join(tmpdir(), "aiven-mcp-"));
const run = (command, args, options = {}) => execFileSync(command, args, { cwd: folder, encoding: "utf8", ...options });
try {
  const [{ filename, size, entryCount }] = JSON.parse(run("npm", ["pack", source, "--json", "--silent"]));
  writeFileSync(join(folder, "package.json"), "{}");
  run("npm", ["install", "--silent", "--no-audit", "--no-fund", `./${filename}`]);
  const installed = JSON.parse(readFileSync(join(folder, "node_modules/aiven-mcp/package.json"), "utf8"));
  if (Object.keys(installed.dependencies).length > 0) throw new Error("the package must not have dependencies");
  const version = run("npx", ["--no-install", "aiven-mcp", "--version"]).trim();
  if (version !== installed.version) throw new Error(`--version says ${version}, the package is ${installed.version}`);
  const filtered = ["call", "UserInfo", "--sandbox", "--json", "--filter", ".user.user | length > 0"];
  const answer = run("npx", ["--no-install", "aiven-mcp", ...filtered], { stdio: ["ignore", "pipe", "ignore"] }).trim();
  if (answer !== "true") throw new Error(`a filter answers ${answer}`);
  const use =
    "const s = await startSandbox({ speed: 'instant' }); const c = createClient({ baseUrl: s.url, token: s.token });" +
    "const { user } = await c.call('UserInfo', {}); if (!user.user) throw new Error('no user'); await c.close(); await s.close();";
  run(process.execPath, [
    "--input-type=module",
    "-e",
    `import { createClient, startSandbox } from "aiven-mcp"; ${use}`,
  ]);
  run(process.execPath, [
    "--input-type=commonjs",
    "-e",
    `const { createClient, startSandbox } = require("aiven-mcp"); (async () => { ${use} })();`,
  ]);
  writeFileSync(
    join(folder, "use.ts"),
    'import { createClient, startSandbox } from "aiven-mcp";\nconst c = createClient({});\nconst s: Promise<{ service: { state: string } }> = c.call("ServiceGet", { project: "p", service_name: "s" });\nconst o: Promise<{ url: string }> = startSandbox({ speed: "instant" });\nvoid [s, o];\n',
  );
  // Its types stand alone: whoever has those of Node or not, checks them or not.
  const compilerOptions = { strict: true, noEmit: true, module: "nodenext", lib: ["ES2023", "DOM"], types: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
  run(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", "."], { stdio: "inherit" });
  process.stdout.write(
    `${filename}: ${Math.round(size / 1024)} KiB packed, ${entryCount} files; runs, filters, imports, requires and types\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
