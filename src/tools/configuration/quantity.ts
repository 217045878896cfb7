/** How many of the smallest unit there are in one, by the kind of what is counted. */
const TIMES = { ms: 1, s: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
const SIZES = { bytes: 1, kB: 1_024, MB: 1_024 ** 2, GB: 1_024 ** 3, TB: 1_024 ** 4 } as const;

/** What users write for the units, the first letter of most of them among it. */
const TIME_NAMES: readonly (readonly [RegExp, keyof typeof TIMES])[] = [
  [/^(ms|msecs?|milliseconds?)$/i, "ms"],
  [/^(s|secs?|seconds?)$/i, "s"],
  [/^(m|mins?|minutes?)$/i, "minutes"],
  [/^(h|hrs?|hours?)$/i, "hours"],
  [/^(d|days?)$/i, "days"],
];
const SIZE_NAMES: readonly (readonly [RegExp, keyof typeof SIZES])[] = [
  [/^(b|bytes?)$/i, "bytes"],
  [/^ki?b?$/i, "kB"],
  [/^mi?b?$/i, "MB"],
  [/^gi?b?$/i, "GB"],
  [/^ti?b?$/i, "TB"],
];

/** The number that a text like `5m` or `1GB` means in a unit; undefined where it means none, or no whole number of it. */
export function countIn(unit: string, text: string): number | undefined {
  const [, digits, name = ""] = /^\s*(\d+(?:\.\d+)?)\s*([a-z%]*)\s*$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const number = Number(digits);
  if (name === "" || name === unit) return number;
  const count = number * sizeOf(TIMES, TIME_NAMES, unit, name) || number * sizeOf(SIZES, SIZE_NAMES, unit, name);
  return Number.isSafeInteger(count) ? count : undefined;
}

/** How many of a unit one of another is; not a number where they count something else. */
function sizeOf<Unit extends string>(
  units: Readonly<Record<Unit, number>>,
  names: readonly (readonly [RegExp, Unit])[],
  unit: string,
  name: string,
): number {
  const named = names.find(([pattern]) => pattern.test(name))?.[1];
  return named === undefined || !Object.hasOwn(units, unit) ? Number.NaN : units[named] / units[unit as Unit];
}
