import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { ConfigError } from "../../core/errors.js";

interface Owner {
  readonly pid: number;
  /** When the process began: tells it from a later one that got the same number. */
  readonly since: number;
}

/** Makes a file one process's own, by a lock file beside it. Throws ConfigError while another one has it. */
export function lockFile(file: string): { release(): void } {
  const lock = `${file}.lock`;
  const own: Owner = { pid: process.pid, since: performance.timeOrigin };
  if (!take(lock, own)) {
    const owner = readOwner(lock);
    if (owner && isAlive(owner, own)) {
      throw new ConfigError(`The state file ${file} is in use by the process ${owner.pid}`, {
        hint: `Take another file, or stop that sandbox. If that process is no sandbox, remove ${lock}.`,
      });
    }
    // Whoever held it is gone: killed, or the machine went down.
    rmSync(lock, { force: true });
    if (!take(lock, own)) throw new ConfigError(`The state file ${file} has just been taken by another process`);
  }
  return { release: () => rmSync(lock, { force: true }) };
}

function take(lock: string, owner: Owner): boolean {
  try {
    const fd = openSync(lock, "wx", 0o600);
    writeSync(fd, JSON.stringify(owner));
    closeSync(fd);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw new ConfigError(`The state file cannot be locked: ${error instanceof Error ? error.message : error}`);
  }
}

function readOwner(lock: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(lock, "utf8")) as Owner;
  } catch {
    return undefined;
  }
}

function isAlive(owner: Owner, own: Owner): boolean {
  if (owner.pid === own.pid) return owner.since === own.since;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
