/**
 * What n8n asks of a package before it verifies it: both legs of its scan of community packages, of the source and of what is
 * published, and the strict rules of its linter. The tools are hundreds of megabytes, and so not among our own.
 */

import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { installLinter, installScanner } from "./install.js";
import { Report } from "./report.js";

interface Scanner {
  readonly SOURCE_FILE_PATTERNS: readonly string[];
  analyzePackage(
    folder: string,
    patterns: readonly string[],
  ): Promise<{ readonly passed: boolean; readonly message?: string; readonly details?: string }>;
}

const SOURCE = resolve("src/n8n");
const BUILT = resolve("dist/n8n-nodes-aiven");
const TARBALL_PATTERNS = ["**/*.js", "package.json"];
/** The configuration that the strict rules insist on. */
const STOCK_CONFIG = "import { config } from '@n8n/node-cli/eslint';\n\nexport default config;\n";

const report = new Report();
const scanner: Scanner = await import(
  pathToFileURL(join(await installScanner(), "@n8n/scan-community-package/scanner/scanner.mjs")).href
);
await report.check("the scan of the source", () => scan(SOURCE, scanner.SOURCE_FILE_PATTERNS));
await report.check("the scan of what is published", () => scan(BUILT, TARBALL_PATTERNS));
await report.check("n8n-node lint, strict", lint);
if (report.failures > 0) process.exitCode = 1;

async function scan(folder: string, patterns: readonly string[]): Promise<string> {
  // Where there is nothing to look at, the scan passes.
  if (!existsSync(join(folder, "package.json"))) throw new Error(`there is no package in ${folder}`);
  const { passed, message = "", details = "" } = await scanner.analyzePackage(folder, patterns);
  if (!passed || message !== "") throw new Error(`${message}\n${details}`);
  return details;
}

/** In a copy, with the linter's modules beside it: the package's own imports have to be found. */
async function lint(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "aiven-n8n-lint-"));
  try {
    cpSync("src", join(folder, "src"), { recursive: true, filter: (path) => !path.includes("node_modules") });
    const modules = await installLinter();
    symlinkSync(modules, join(folder, "node_modules"));
    const cwd = join(folder, "src/n8n");
    writeFileSync(join(cwd, "eslint.config.mjs"), STOCK_CONFIG);
    return await new Promise((done, fail) => {
      execFile(process.execPath, [join(modules, "@n8n/node-cli/bin/n8n-node.mjs"), "lint"], { cwd }, (error, output) =>
        error ? fail(new Error(output.replaceAll(folder, ""))) : done(""),
      );
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
