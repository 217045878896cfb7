import { chownSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Site } from "./engine.js";

/** Writes a file that only the engine may read; answers with its path. */
export function writeSecret({ directory, account }: Site, name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text, { mode: 0o600 });
  if (account) chownSync(path, account.uid, account.gid);
  return path;
}
