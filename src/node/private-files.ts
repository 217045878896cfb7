import { chmod, mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { InputError } from "../core/errors.js";

/** A name without a folder, on Windows too. */
const PLAIN = /^[A-Za-z0-9][\w.-]{0,99}$/;

/**
 * Writes texts into new files of a folder, readable for their owner only: all of them, or none. Answers with their paths.
 * Throws InputError on a name with a folder in it, and on a file that is there already, which may be a link to elsewhere.
 */
export async function writePrivately(folder: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  for (const name of Object.keys(files)) {
    if (!PLAIN.test(name)) throw refused(`"${name}" is no plain file name: letters, digits, dots, hyphens`);
  }
  await mkdir(resolve(folder), { recursive: true, mode: 0o700 });
  const inside = await realpath(resolve(folder));
  const written: string[] = [];
  try {
    for (const [name, text] of Object.entries(files)) {
      const path = join(inside, name);
      // "wx" neither overwrites nor follows a link.
      await writeFile(path, text, { flag: "wx", mode: 0o600 });
      written.push(path);
      await chmod(path, 0o600);
    }
  } catch (error) {
    await Promise.all(written.map((path) => rm(path, { force: true })));
    if (error instanceof Error && "code" in error && error.code === "EEXIST") {
      throw refused(`${Object.keys(files)[written.length]} is there already: take another name, or remove it first`);
    }
    throw error;
  }
  return written;
}

function refused(message: string): InputError {
  return new InputError([{ field: "file", message }]);
}
