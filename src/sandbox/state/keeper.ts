import { ConfigError } from "../../core/errors.js";
import type { Change } from "../store.js";
import type { World } from "../world.js";
import { type Header, Journal, type Saved } from "./journal.js";
import { lockFile } from "./lock.js";

/** Keeps a world in a file. Nothing of it is lost when the process is killed. */
export class Keeper {
  readonly #journal: Journal;
  readonly #lock: { release(): void };
  /** What was there when the file was opened; undefined for a new one. */
  readonly saved: Saved | undefined;
  #header: Header | undefined;
  #world: World | undefined;
  /** Changes that could not be written: they go with the next ones. */
  #unwritten: Change[] = [];

  /** Takes the file, which no other process may have. Throws ConfigError on one that cannot be used. */
  constructor(file: string) {
    this.#lock = lockFile(file);
    try {
      this.#journal = new Journal(file);
      this.saved = this.#journal.read();
    } catch (error) {
      this.#lock.release();
      throw error instanceof ConfigError ? error : new ConfigError(`The state file ${file} cannot be read: ${error}`);
    }
  }

  /** Keeps a world from now on, which is written down first. */
  keep(world: World, header: Header): void {
    this.#world = world;
    this.#header = header;
    world.store.keepChanges();
    this.#compact(world, header);
  }

  /** Writes what changed since the last time. */
  commit(): void {
    const world = this.#world;
    if (!world) return;
    this.#unwritten.push(...world.store.takeChanges());
    if (this.#unwritten.length > 0) this.mark();
  }

  /** The same with the time and speed, though nothing else has changed. */
  mark(): void {
    const world = this.#world;
    if (!world || !this.#header) return;
    this.#unwritten.push(...world.store.takeChanges());
    this.#journal.append({ at: world.clock.now(), speed: world.clock.speed, changes: this.#unwritten });
    this.#unwritten = [];
    if (this.#journal.isLong) this.#shorten(world, this.#header);
  }

  /** Where this fails, the long file still says the same, and it is tried again after the next change. */
  #shorten(world: World, header: Header): void {
    try {
      this.#compact(world, header);
    } catch {
      // The file has not been replaced.
    }
  }

  close(): void {
    try {
      this.mark();
    } finally {
      this.release();
    }
  }

  /** Leaves the file as it is to whoever comes next. */
  release(): void {
    this.#journal.close();
    this.#lock.release();
  }

  #compact(world: World, header: Header): void {
    const { clock, store } = world;
    this.#journal.rewrite(header, { at: clock.now(), speed: clock.speed }, store.snapshot());
    store.takeChanges();
    this.#unwritten = [];
  }
}
