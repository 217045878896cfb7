import { accessSync, constants, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where systems put the programs of a PostgreSQL server, by version and outside of PATH. */
const VERSIONED = [
  { parent: "/usr/lib/postgresql", name: /^\d+$/ },
  { parent: "/usr", name: /^pgsql-\d+$/ },
  { parent: "/opt/homebrew/opt", name: /^postgresql@\d+$/ },
  { parent: "/usr/local/opt", name: /^postgresql@\d+$/ },
];

/** Folders that may hold servers: those of PATH, then those of PostgreSQL, the newest version first. */
export function programFolders(): string[] {
  const path = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const versioned = VERSIONED.flatMap(({ parent, name }) =>
    entries(parent)
      .filter((entry) => name.test(entry))
      .sort((a, b) => versionOf(b) - versionOf(a))
      .map((entry) => join(parent, entry, "bin")),
  );
  return [...path, ...versioned];
}

/** The first folder that holds all of the programs. */
export function folderWith(folders: readonly string[], programs: readonly string[]): string | undefined {
  return folders.find((folder) => programs.every((program) => isProgram(join(folder, program))));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function versionOf(entry: string): number {
  return Number(/\d+$/.exec(entry)?.[0] ?? 0);
}
