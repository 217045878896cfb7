import * as nodeFiles from "node:fs";
import { ConfigError } from "../../core/errors.js";
import { parseJson, stringifyJson } from "../../core/json.js";
import type { Change } from "../store.js";

/** The first line of a state file. */
export interface Header {
  readonly format: "aiven-mcp sandbox state";
  readonly version: 1;
  readonly seed: string;
  /** Name or file of the scenario that it began with. */
  readonly scenario: string;
  readonly token: string;
  readonly project: string;
}

/** What one request changed: a line of the file, which is there as a whole or not at all. */
export interface Batch {
  /** Virtual time. */
  readonly at: number;
  readonly speed: string;
  readonly changes: readonly Change[];
}

export interface Saved {
  readonly header: Header;
  readonly batches: readonly Batch[];
}

/** What of the file system it takes. */
export type Files = Pick<
  typeof nodeFiles,
  | "closeSync"
  | "existsSync"
  | "fsyncSync"
  | "ftruncateSync"
  | "openSync"
  | "readFileSync"
  | "renameSync"
  | "rmSync"
  | "writeSync"
>;

type Row = readonly [table: string, key: string, row: unknown];

const COMPACT_ABOVE = 4 * 1024 * 1024;
/** Rows in a line of a snapshot. */
const LINE_ROWS = 500;

/**
 * A file that changes are appended to. What was appended outlives the end of the process, however it ends; from time to time
 * the file is replaced as a whole by a shorter one that says the same.
 */
export class Journal {
  readonly #file: string;
  readonly #files: Files;
  #fd: number | undefined;
  #size = 0;
  /** Size of the last snapshot: the file may grow to twice as much. */
  #base = 0;

  constructor(file: string, files: Files = nodeFiles) {
    this.#file = file;
    this.#files = files;
  }

  /** Reads what is there, and drops a last line that was not written to its end. Undefined where there is no file yet. */
  read(): Saved | undefined {
    if (!this.#files.existsSync(this.#file)) return undefined;
    const bytes = this.#files.readFileSync(this.#file);
    if (bytes.length === 0) return undefined;
    const end = bytes.lastIndexOf(0x0a) + 1;
    const lines = bytes.toString("utf8", 0, end).split("\n").slice(0, -1);
    const header = this.#parse(lines[0] ?? "", 1);
    if (!isHeader(header)) throw this.#unusable("it is not a state of a sandbox of this version");
    const batches = lines.slice(1).map((line, index) => toBatch(this.#parse(line, index + 2)));
    this.#open(end);
    this.#base = end;
    return { header, batches };
  }

  /** Makes sure that a batch outlives the process. When it throws, nothing of it is in the file. */
  append(batch: Batch): void {
    if (this.#fd === undefined) throw new Error("the state file is not open");
    try {
      this.#size += this.#write(this.#fd, this.#size, lineOf(batch));
    } catch (error) {
      this.#files.ftruncateSync(this.#fd, this.#size);
      throw error;
    }
  }

  /** Whether a snapshot would be much shorter than what is there. */
  get isLong(): boolean {
    return this.#size > Math.max(COMPACT_ABOVE, 2 * this.#base);
  }

  /** Replaces the file by one that holds these changes only. */
  rewrite(header: Header, now: Omit<Batch, "changes">, changes: Iterable<Change>): void {
    const { openSync, fsyncSync, closeSync, rmSync } = this.#files;
    const next = `${this.#file}.next`;
    const fd = openSync(next, "w", 0o600);
    let size = 0;
    try {
      size += this.#write(fd, size, `${stringifyJson(header)}\n`);
      for (const rows of inLines(changes)) size += this.#write(fd, size, lineOf({ ...now, changes: rows }));
      fsyncSync(fd);
    } catch (error) {
      rmSync(next, { force: true });
      throw error;
    } finally {
      closeSync(fd);
    }
    this.#replaceBy(next);
    this.#open(size);
    this.#base = size;
  }

  close(): void {
    if (this.#fd !== undefined) this.#files.closeSync(this.#fd);
    this.#fd = undefined;
  }

  /** Windows replaces no file that is open, not even by whoever opened it. */
  #replaceBy(next: string): void {
    const wasOpen = this.#fd !== undefined;
    this.close();
    try {
      this.#files.renameSync(next, this.#file);
    } catch (error) {
      this.#files.rmSync(next, { force: true });
      if (wasOpen) this.#open(this.#size);
      throw error;
    }
  }

  /** To write at places, not to append: Windows cuts no file that was opened to append to. */
  #open(size: number): void {
    this.close();
    this.#fd = this.#files.openSync(this.#file, "r+");
    this.#files.ftruncateSync(this.#fd, size);
    this.#size = size;
  }

  /** Writes all of a text, which a single call need not; answers with its size. */
  #write(fd: number, position: number, text: string): number {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) {
      at += this.#files.writeSync(fd, bytes, at, bytes.length - at, position + at);
    }
    return bytes.length;
  }

  #parse(line: string, number: number): unknown {
    try {
      return parseJson(line);
    } catch {
      throw this.#unusable(`line ${number} is not JSON`);
    }
  }

  #unusable(reason: string): ConfigError {
    return new ConfigError(`The state file ${this.#file} cannot be used: ${reason}`, {
      hint: "It was left as it is. Move it away to begin anew.",
    });
  }
}

function isHeader(value: unknown): value is Header {
  const { format, version, seed, scenario, token, project } = Object(value) as Partial<Header>;
  const texts = [seed, scenario, token, project];
  return (
    format === "aiven-mcp sandbox state" && version === 1 && texts.every((text): boolean => typeof text === "string")
  );
}

function toBatch(line: unknown): Batch {
  const { at, speed, changes } = line as Omit<Batch, "changes"> & { readonly changes: readonly Row[] };
  return { at, speed, changes: changes.map(([table, key, row]) => ({ table, key, row })) };
}

function lineOf({ at, speed, changes }: Batch): string {
  const rows = changes.map(({ table, key, row }): Row => [table, key, row]);
  return `${stringifyJson({ at, speed, changes: rows })}\n`;
}

function* inLines(changes: Iterable<Change>): Generator<Change[]> {
  let line: Change[] = [];
  for (const change of changes) {
    line.push(change);
    if (line.length < LINE_ROWS) continue;
    yield line;
    line = [];
  }
  yield line;
}
