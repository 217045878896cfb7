/**
 * What an object says of a name that came from outside. `record[name]` would also find what every object inherits
 * (`constructor`, `toString`), and a write to `record["__proto__"]` would change what every object inherits.
 */
export function own<T>(record: Readonly<Record<string, T>> | null | undefined, name: string): T | undefined {
  return record !== undefined && record !== null && Object.hasOwn(record, name) ? record[name] : undefined;
}
