/**
 * The sandbox's memory: named tables of JSON rows. Everything that the sandbox knows is in here, so that all of it can be
 * saved, restored and reset. Rows are replaced, never mutated: a row that was read stays as it was.
 */
export class Store {
  readonly #tables = new Map<string, Rows>();
  #changes: Change[] | undefined;
  #writes: Write[] | undefined;

  /** A table by name; created on first use. */
  table<Row extends object>(name: string): Table<Row> {
    return new Table<Row>(name, this.#rows(name), (change, before) => {
      this.#changes?.push(change);
      this.#writes?.push({ ...change, before });
    });
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

/** How many leading segments of a key are indexed: `project/` and `project/service/`. */
const INDEXED_SEGMENTS = 2;

/**
 * The rows of a table, with the keys below each `a/` and `a/b/`, so that what belongs to a service is found at once. A table
 * that is never asked for what lies below has no such index.
 */
class Rows {
  readonly all = new Map<string, unknown>();
  #below: Map<string, Set<string>> | undefined;

  set(key: string, row: unknown): void {
    if (this.#below && !this.all.has(key)) index(this.#below, key);
    this.all.set(key, row);
  }

  delete(key: string): boolean {
    if (!this.all.delete(key)) return false;
    for (const prefix of this.#below ? prefixesOf(key) : []) {
      const keys = this.#below?.get(prefix);
      keys?.delete(key);
      if (keys?.size === 0) this.#below?.delete(prefix);
    }
    return true;
  }

  /** Keys that begin so, in the order in which they were first written. */
  keysUnder(prefix: string): string[] {
    const indexed = prefixesOf(prefix).at(-1);
    if (indexed === undefined) return beginning(this.all.keys(), prefix);
    const keys = this.#index().get(indexed) ?? [];
    return indexed === prefix ? [...keys] : beginning(keys, prefix);
  }

  #index(): Map<string, Set<string>> {
    if (this.#below) return this.#below;
    const below = new Map<string, Set<string>>();
    for (const key of this.all.keys()) index(below, key);
    this.#below = below;
    return below;
  }
}

function index(below: Map<string, Set<string>>, key: string): void {
  for (const prefix of prefixesOf(key)) {
    const keys = below.get(prefix);
    if (keys) keys.add(key);
    else below.set(prefix, new Set([key]));
  }
}

function beginning(keys: Iterable<string>, prefix: string): string[] {
  const found: string[] = [];
  for (const key of keys) if (key.startsWith(prefix)) found.push(key);
  return found;
}

function prefixesOf(key: string): string[] {
  const prefixes: string[] = [];
  for (let end = key.indexOf("/"); end >= 0 && prefixes.length < INDEXED_SEGMENTS; end = key.indexOf("/", end + 1)) {
    prefixes.push(key.slice(0, end + 1));
  }
  return prefixes;
}

export class Table<Row extends object> {
  readonly #name: string;
  readonly #rows: Rows;
  readonly #all: Map<string, Row>;
  readonly #record: (change: Change, before: unknown) => void;

  constructor(name: string, rows: Rows, record: (change: Change, before: unknown) => void) {
    this.#name = name;
    this.#rows = rows;
    this.#all = rows.all as Map<string, Row>;
    this.#record = record;
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
    this.#record({ table: this.#name, key, row }, before);
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
    if (existed) this.#record({ table: this.#name, key, row: null }, before);
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
    return this.#rows.keysUnder(prefix).map((key) => this.#all.get(key) as Row);
  }

  entriesUnder(prefix: string): [string, Row][] {
    return this.#rows.keysUnder(prefix).map((key) => [key, this.#all.get(key) as Row]);
  }

  get size(): number {
    return this.#all.size;
  }
}
