import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { folderWith, programFolders } from "../../src/sandbox/data-plane/programs.js";

/** The variables of a file that aiven_connect has written. */
export function variablesOf(folder: string, file: string): Readonly<Record<string, string>> {
  const lines = readFileSync(join(folder, file), "utf8").trimEnd().split("\n");
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf("=");
      return [line.slice(0, at), line.slice(at + 1).replace(/^(['"])(.*)\1$/, "$2")];
    }),
  );
}

/** Where a program of PostgreSQL is on this machine; undefined when it is not. */
export function postgresProgram(name: string): string | undefined {
  const folder = folderWith(programFolders(), [name]);
  return folder && join(folder, name);
}

/** Runs a program as its user would: in the folder of a file that aiven_connect has written, with its variables. */
export async function runWith(folder: string, file: string, command: string, args: readonly string[]): Promise<string> {
  const env = { PATH: process.env["PATH"], ...variablesOf(folder, file) };
  const { stdout } = await promisify(execFile)(command, [...args], { cwd: folder, env });
  return stdout;
}
