import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A home directory with these files, by their paths below it. It is removed after the test. */
export function homeWith(files: Readonly<Record<string, unknown>> = {}): string {
  const home = mkdtempSync(join(tmpdir(), "aiven-mcp-home-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const file = join(home, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  }
  return home;
}

/** What a function throws; fails when it does not. */
export function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
