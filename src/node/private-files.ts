import { chmod, lstat, mkdir, realpath, rm, writeFile } from "node:fs/promises";
import nodePath, { join, type PlatformPath, resolve } from "node:path";
import { ConfigError, InputError } from "../core/errors.js";

/** Tells the systems apart: Windows separates folders by a backslash. */
type Flavour = Pick<PlatformPath, "sep">;

/** A name without a folder, a drive or a stream of a file. */
const PLAIN = /^[A-Za-z0-9][\w.-]{0,99}$/;

/** What Windows takes for a device, whatever folder it is in and whatever follows the dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Why a file of a folder cannot have a name; undefined where it can. */
export function nameProblem(name: string, { sep }: Flavour = nodePath): string | undefined {
  if (!PLAIN.test(name)) return `"${name}" is no plain file name: letters, digits, dots, hyphens`;
  if (sep !== "\\") return undefined;
  if (DEVICE.test(name)) return `"${name}" is a device on Windows: take another name`;
  return name.endsWith(".") ? `"${name}" ends in a dot, which Windows drops` : undefined;
}

/** Who but their owner may read the files; undefined where nobody may. */
export function furtherReaders({ sep }: Flavour = nodePath): string | undefined {
  return sep === "\\" ? "whoever may read their folder may read the files: Windows has no file modes" : undefined;
}

/**
 * Writes texts into new files of a folder: all of them, or none. Only their owner may read them, where files have modes. Answers
 * with their paths. Throws InputError on a name with a folder in it, and on a file that is there already, which may be a link to
 * elsewhere.
 */
export async function writePrivately(folder: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  for (const name of Object.keys(files)) {
    const problem = nameProblem(name);
    if (problem !== undefined) throw refused(problem);
  }
  const inside = await open(folder);
  const written: string[] = [];
  try {
    for (const [name, text] of Object.entries(files)) {
      const path = join(inside, name);
      // "wx" overwrites nothing, and follows no link but one to nowhere, on Windows.
      if (await isThere(path)) throw isThereAlready(name);
      await writeFile(path, text, { flag: "wx", mode: 0o600 });
      written.push(path);
      await chmod(path, 0o600);
    }
  } catch (error) {
    await Promise.all(written.map((path) => rm(path, { force: true })));
    if (codeOf(error) === "EEXIST") throw isThereAlready(Object.keys(files)[written.length] ?? "");
    throw asUnwritable(folder, error);
  }
  return written;
}

/** The folder, made where it is not there. */
async function open(folder: string): Promise<string> {
  try {
    await mkdir(resolve(folder), { recursive: true, mode: 0o700 });
    return await realpath(resolve(folder));
  } catch (error) {
    throw asUnwritable(folder, error);
  }
}

/** What the system says of a folder, in words; any other error as it is. */
function asUnwritable(folder: string, error: unknown): unknown {
  const code = codeOf(error);
  if (typeof code !== "string") return error;
  const hint = "Name another folder: AIVEN_CONNECT_DIR, --connect-dir, or --folder of aiven-mcp connect.";
  return new ConfigError(`Nothing can be written into ${folder} (${code})`, { cause: error, hint });
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

function isThereAlready(name: string): InputError {
  return refused(`${name} is there already: take another name, or remove it first`);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function refused(message: string): InputError {
  return new InputError([{ field: "file", message }]);
}
