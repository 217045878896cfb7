/**
 * The sandbox's memory: named tables of JSON rows. Everything that the sandbox knows is in here, so that all of it can be
 * saved, restored and reset. Rows are replaced, never mutated: a row that was read stays as it was.
 */
export class Store {
  readonly #tables = new Map<string, Map<string, unknown>>();
  #changes: Change[] = [];

  /** A table by name; created on first use. */
  table<Row extends object>(name: string): Table<Row> {
    const rows = this.#tables.get(name) ?? new Map<string, unknown>();
    this.#tables.set(name, rows);
    return new Table<Row>(name, rows as Map<string, Row>, this.#changes);
  }

  /** The changes since the last call, in order, for whoever keeps them. */
  takeChanges(): Change[] {
    const changes = this.#changes.slice();
    this.#changes.length = 0;
    return changes;
  }

  /** Applies changes without recording them again. */
  replay(changes: Iterable<Change>): void {
    for (const { table, key, row } of changes) {
      const rows = this.#tables.get(table) ?? new Map<string, unknown>();
      this.#tables.set(table, rows);
      if (row === null) rows.delete(key);
      else rows.set(key, row);
    }
  }

  /** Everything, as the changes that would build it from nothing. */
  *snapshot(): Generator<Change> {
    for (const [table, rows] of this.#tables) for (const [key, row] of rows) yield { table, key, row };
  }

  /** Removes everything that lies below a key in any table: of `demo/`, the services, their users, their backups … */
  deleteUnder(prefix: string): void {
    for (const name of this.#tables.keys()) {
      const table = this.table(name);
      for (const [key] of table.entriesUnder(prefix)) table.delete(key);
    }
  }

  clear(): void {
    for (const [table, rows] of this.#tables) {
      for (const key of rows.keys()) this.#changes.push({ table, key, row: null });
      rows.clear();
    }
  }
}

/** One row written, or removed when `row` is null. */
export interface Change {
  readonly table: string;
  readonly key: string;
  readonly row: unknown;
}

export class Table<Row extends object> {
  readonly #name: string;
  readonly #rows: Map<string, Row>;
  readonly #changes: Change[];

  constructor(name: string, rows: Map<string, Row>, changes: Change[]) {
    this.#name = name;
    this.#rows = rows;
    this.#changes = changes;
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  /** Writes a row, replacing the one under the key. */
  put(key: string, row: Row): Row {
    this.#rows.set(key, row);
    this.#changes.push({ table: this.#name, key, row });
    return row;
  }

  /** Replaces some fields of a row that exists; answers with the new row. */
  patch(key: string, fields: Partial<Row>): Row {
    const row = this.#rows.get(key);
    if (!row) throw new Error(`no ${this.#name} "${key}"`);
    return this.put(key, { ...row, ...fields });
  }

  delete(key: string): boolean {
    const existed = this.#rows.delete(key);
    if (existed) this.#changes.push({ table: this.#name, key, row: null });
    return existed;
  }

  /** All rows in the order in which they were first written. */
  rows(): IterableIterator<Row> {
    return this.#rows.values();
  }

  entries(): IterableIterator<[string, Row]> {
    return this.#rows.entries();
  }

  /** Rows that satisfy a predicate. */
  where(matches: (row: Row) => boolean): Row[] {
    const found: Row[] = [];
    for (const row of this.#rows.values()) if (matches(row)) found.push(row);
    return found;
  }

  /** Rows whose key begins so, e.g. everything of one project. */
  under(prefix: string): Row[] {
    const found: Row[] = [];
    for (const [key, row] of this.#rows) if (key.startsWith(prefix)) found.push(row);
    return found;
  }

  entriesUnder(prefix: string): [string, Row][] {
    const found: [string, Row][] = [];
    for (const [key, row] of this.#rows) if (key.startsWith(prefix)) found.push([key, row]);
    return found;
  }

  get size(): number {
    return this.#rows.size;
  }
}
