import * as nodeFiles from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type Files, type Header, Journal } from "../../src/sandbox/state/journal.js";
import type { Change } from "../../src/sandbox/store.js";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) nodeFiles.rmSync(folder, { recursive: true });
});

function newFile(): string {
  const folder = nodeFiles.mkdtempSync(join(tmpdir(), "sandbox-journal-"));
  folders.push(folder);
  return join(folder, "file.state");
}

/** What Windows and a file system that fails allow less than others. */
interface Rules {
  fails: "write" | "rename" | undefined;
}

/**
 * The file system of this machine by the rules of Windows: what was opened to append to cannot be cut, and no file that is
 * open can be replaced.
 */
function windowsFiles(rules: Rules): Files {
  const open = new Map<number, { readonly path: string; readonly flags: string }>();
  const refuse = (call: string) => {
    throw Object.assign(new Error(`EPERM: operation not permitted, ${call}`), { code: "EPERM" });
  };
  const openSync = (path: string, flags: string, mode?: number) => {
    const fd = nodeFiles.openSync(path, flags, mode);
    open.set(fd, { path, flags });
    return fd;
  };
  const writeSync = (fd: number, bytes: Uint8Array, at: number, length: number, position: number) => {
    // Half of it arrives, and then the disk is full.
    if (rules.fails !== "write") return nodeFiles.writeSync(fd, bytes, at, length, position);
    nodeFiles.writeSync(fd, bytes, at, length >> 1, position);
    return refuse("write");
  };
  return {
    ...nodeFiles,
    openSync: openSync as Files["openSync"],
    writeSync: writeSync as Files["writeSync"],
    closeSync(fd) {
      open.delete(fd);
      nodeFiles.closeSync(fd);
    },
    ftruncateSync(fd, size) {
      if (open.get(fd)?.flags.startsWith("a")) refuse("ftruncate");
      nodeFiles.ftruncateSync(fd, size);
    },
    renameSync(from, to) {
      if (rules.fails === "rename") refuse("rename");
      if ([...open.values()].some(({ path }) => path === from || path === to)) refuse("rename");
      nodeFiles.renameSync(from, to);
    },
  };
}

const header: Header = {
  format: "aiven-mcp sandbox state",
  version: 1,
  seed: "s",
  scenario: "demo",
  token: "t",
  project: "p",
};
const change = (key: string): Change => ({ table: "things", key, row: { key } });
const batch = (key: string) => ({ at: 1, speed: "paused", changes: [change(key)] });

/** The keys that a file tells, read as after a start. */
function keysIn(file: string, files: Files): string[] {
  const journal = new Journal(file, files);
  try {
    return (journal.read()?.batches ?? []).flatMap(({ changes }) => changes.map(({ key }) => key));
  } finally {
    journal.close();
  }
}

describe("a journal, by the rules of Windows", () => {
  function opened() {
    const rules: Rules = { fails: undefined };
    const files = windowsFiles(rules);
    const file = newFile();
    const journal = new Journal(file, files);
    journal.rewrite(header, { at: 0, speed: "paused" }, [change("first")]);
    return { journal, file, files, rules };
  }

  test("is written, replaced by a shorter one, and read again", () => {
    const { journal, file, files } = opened();
    journal.append(batch("a"));
    journal.rewrite(header, { at: 2, speed: "paused" }, [change("all")]);
    journal.append(batch("b"));
    journal.close();
    expect(keysIn(file, files)).toEqual(["all", "b"]);
  });

  test("goes on at its end after a start, where the last line was not written whole", () => {
    const { journal, file, files } = opened();
    journal.append(batch("a"));
    journal.close();
    nodeFiles.appendFileSync(file, '{"at":1,"speed"');
    const again = new Journal(file, files);
    again.read();
    again.append(batch("b"));
    again.close();
    expect(keysIn(file, files)).toEqual(["first", "a", "b"]);
  });

  test("holds nothing of a batch that could not be written", () => {
    const { journal, file, files, rules } = opened();
    rules.fails = "write";
    expect(() => journal.append(batch("lost"))).toThrow("EPERM");
    rules.fails = undefined;
    journal.append(batch("a"));
    journal.close();
    expect(keysIn(file, files)).toEqual(["first", "a"]);
  });

  test("stays in use where it cannot be replaced", () => {
    const { journal, file, files, rules } = opened();
    journal.append(batch("a"));
    rules.fails = "rename";
    expect(() => journal.rewrite(header, { at: 2, speed: "paused" }, [change("all")])).toThrow("EPERM");
    journal.append(batch("b"));
    journal.close();
    rules.fails = undefined;
    expect(keysIn(file, files)).toEqual(["first", "a", "b"]);
    expect(nodeFiles.existsSync(`${file}.next`)).toBe(false);
  });
});
