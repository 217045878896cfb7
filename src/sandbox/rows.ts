/** How many leading segments of a key are indexed: `project/` and `project/service/`. */
const INDEXED_SEGMENTS = 2;

/**
 * The rows of a table, with the keys below each `a/` and `a/b/`, so that what belongs to a service is found at once. A table
 * that is never asked for what lies below has no such index.
 */
export class Rows {
  readonly all = new Map<string, unknown>();
  /** Goes up with every write. */
  revision = 0;
  #below: Map<string, Set<string>> | undefined;

  set(key: string, row: unknown): void {
    this.revision++;
    if (this.#below && !this.all.has(key)) index(this.#below, key);
    this.all.set(key, row);
  }

  delete(key: string): boolean {
    if (!this.all.delete(key)) return false;
    this.revision++;
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

/** The keys that begin so. */
export function beginning(keys: Iterable<string>, prefix: string): string[] {
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
