/**
 * An object of the same names with every value changed. Data from outside may have any name: one called `__proto__` stays a
 * name like others. A loop, since answers go through here several times, whole.
 */
export function mapValues<T, R>(
  object: Readonly<Record<string, T>>,
  change: (value: T, name: string) => R,
): Record<string, R> {
  const changed: Record<string, R> = {};
  for (const name of Object.keys(object)) put(changed, name, change(object[name] as T, name));
  return changed;
}

/** Gives an object a value under a name that came from outside. */
export function put<T>(object: Record<string, T>, name: string, value: T): void {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}
