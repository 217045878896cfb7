import { beginning, Rows } from "./rows.js";

/**
 * The sandbox's memory: named tables of JSON rows. Everything that the sandbox knows is in here, so that all of it can be
 * saved, restored and reset. Rows are replaced, never mutated: a row that was read stays as it was.
 */
export class Store {
  readonly #tables = new Map<string, Rows>();
  readonly #handles = new Map<string, Table<never>>();
  readonly #memos = new WeakMap<object, Map<string, Memo>>();
  #read: Set<Rows> | undefined;
  #changes: Change[] | undefined;
  #writes: Write[] | undefined;

  /** A table by name; created on first use. */
  table<Row extends object>(name: string): Table<Row> {
    const existing: unknown = this.#handles.get(name);
    if (existing) return existing as Table<Row>;
    const table = new Table<Row>(name, this.#rows(name), {
      read: (rows) => this.#read?.add(rows),
      write: (change, before) => {
        this.#changes?.push(change);
        this.#writes?.push({ ...change, before });
      },
    });
    this.#handles.set(name, table as unknown as Table<never>);
    return table;
  }

  /**
   * Something that follows from rows alone, not from the time: made once for an owner, which is a row itself, and made again
   * only after a write to a table that was read for it.
   */
  remembered<T>(owner: object, name: string, make: () => T): T {
    const memos = this.#memos.get(owner) ?? new Map<string, Memo>();
    this.#memos.set(owner, memos);
    const known = memos.get(name);
    if (known?.read.every(([rows, revision]) => rows.revision === revision)) {
      for (const [rows] of known.read) this.#read?.add(rows);
      return known.value as T;
    }
    const outer = this.#read;
    const read = new Set<Rows>();
    this.#read = read;
    try {
      const value = make();
      memos.set(name, { value, read: Array.from(read, (rows) => [rows, rows.revision] as const) });
      return value;
    } finally {
      this.#read = outer;
      for (const rows of read) outer?.add(rows);
    }
  }

  /** Runs something; tells what it wrote beside its result. */
  traced<T>(run: () => T): { readonly result: T; readonly writes: readonly Write[] } {
    const outer = this.#writes;
    const writes: Write[] = [];
    this.#writes = writes;
    try {
      return { result: run(), writes };
    } finally {
      this.#writes = outer;
      outer?.push(...writes);
    }
  }

  /** Takes back the writes that were the last, as if they had never been. */
  undo(writes: readonly Write[]): void {
    const before = [...writes].reverse().map(({ table, key, before: row }) => ({ table, key, row: row ?? null }));
    this.replay(before);
    for (const kept of [this.#changes, this.#writes]) kept?.splice(kept.length - writes.length);
  }

  /** Runs something as if some rows were not there, and takes back what it wrote. */
  blindly<T>(hidden: Iterable<Pick<Change, "table" | "key">>, run: () => T): T {
    const rows = [...hidden].flatMap(({ table, key }) => {
      const row = this.#rows(table).all.get(key);
      return row === undefined ? [] : [{ table, key, row }];
    });
    this.replay(rows.map((each) => ({ ...each, row: null })));
    try {
      const { result, writes } = this.traced(run);
      this.undo(writes);
      return result;
    } finally {
      this.replay(rows);
    }
  }

  /** From now on changes are kept until they are taken. Without this they are forgotten. */
  keepChanges(): void {
    this.#changes ??= [];
  }

  /** The changes since the last call, in order, for whoever keeps them. */
  takeChanges(): Change[] {
    return this.#changes?.splice(0) ?? [];
  }

  /** Applies changes without recording them again. */
  replay(changes: Iterable<Change>): void {
    for (const { table, key, row } of changes) {
      const rows = this.#rows(table);
      if (row === null) rows.delete(key);
      else rows.set(key, row);
    }
  }

  /** Everything, as the changes that would build it from nothing. */
  *snapshot(): Generator<Change> {
    for (const [table, rows] of this.#tables) for (const [key, row] of rows.all) yield { table, key, row };
  }

  /** Removes everything that lies below a key in any table: of `demo/`, the services, their users, their backups … */
  deleteUnder(prefix: string): void {
    for (const [name, rows] of this.#tables) {
      const table = this.table(name);
      // Without the index, which would be made for every table there is.
      for (const key of beginning(rows.all.keys(), prefix)) table.delete(key);
    }
  }

  clear(): void {
    for (const name of this.#tables.keys()) {
      const table = this.table(name);
      for (const [key] of [...table.entries()]) table.delete(key);
    }
  }

  #rows(table: string): Rows {
    const rows = this.#tables.get(table) ?? new Rows();
    this.#tables.set(table, rows);
    return rows;
  }
}

interface Memo {
  readonly value: unknown;
  /** The tables that were read for it, as they were then. */
  readonly read: readonly (readonly [rows: Rows, revision: number])[];
}

/** Who is told what is done with a table. */
interface Observer {
  read(rows: Rows): void;
  write(change: Change, before: unknown): void;
}

/** One row written, or removed when `row` is null. */
export interface Change {
  readonly table: string;
  readonly key: string;
  readonly row: unknown;
}

/** A change, with the row that was there before, if any. */
export interface Write extends Change {
  readonly before: unknown;
}

export class Table<Row extends object> {
  readonly #name: string;
  readonly #rows: Rows;
  readonly #observer: Observer;

  constructor(name: string, rows: Rows, observer: Observer) {
    this.#name = name;
    this.#rows = rows;
    this.#observer = observer;
  }

  /** The rows, for reading. */
  get #all(): ReadonlyMap<string, Row> {
    this.#observer.read(this.#rows);
    return this.#rows.all as ReadonlyMap<string, Row>;
  }

  get(key: string): Row | undefined {
    return this.#all.get(key);
  }

  has(key: string): boolean {
    return this.#all.has(key);
  }

  /** Writes a row, replacing the one under the key. */
  put(key: string, row: Row): Row {
    const before = this.#all.get(key);
    this.#rows.set(key, row);
    this.#observer.write({ table: this.#name, key, row }, before);
    return row;
  }

  /** Replaces some fields of a row that exists; answers with the new row. */
  patch(key: string, fields: Partial<Row>): Row {
    const row = this.#all.get(key);
    if (!row) throw new Error(`no ${this.#name} "${key}"`);
    return this.put(key, { ...row, ...fields });
  }

  delete(key: string): boolean {
    const before = this.#all.get(key);
    const existed = this.#rows.delete(key);
    if (existed) this.#observer.write({ table: this.#name, key, row: null }, before);
    return existed;
  }

  /** All rows in the order in which they were first written. */
  rows(): IterableIterator<Row> {
    return this.#all.values();
  }

  entries(): IterableIterator<[string, Row]> {
    return this.#all.entries();
  }

  /** Rows that satisfy a predicate. */
  where(matches: (row: Row) => boolean): Row[] {
    const found: Row[] = [];
    for (const row of this.#all.values()) if (matches(row)) found.push(row);
    return found;
  }

  /** Rows whose key begins so, e.g. everything of one project. */
  under(prefix: string): Row[] {
    const all = this.#all;
    return this.#rows.keysUnder(prefix).map((key) => all.get(key) as Row);
  }

  entriesUnder(prefix: string): [string, Row][] {
    const all = this.#all;
    return this.#rows.keysUnder(prefix).map((key) => [key, all.get(key) as Row]);
  }

  get size(): number {
    return this.#all.size;
  }
}
