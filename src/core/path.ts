import { InputError } from "./errors.js";

/**
 * Fills a path template, encoding each value as one path segment.
 * Throws InputError for a missing or empty value and for `.` and `..`, which a URL parser would turn into another path.
 */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => encodeSegment(name, values[name]));
}

function encodeSegment(name: string, value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "bigint") {
    throw new InputError([{ field: name, message: value === undefined ? "is required" : "must be a string" }]);
  }
  const text = String(value);
  if (text === "" || text === "." || text === "..") {
    throw new InputError([{ field: name, message: `must not be ${text === "" ? "empty" : `"${text}"`}` }]);
  }
  try {
    return encodeURIComponent(text);
  } catch {
    throw new InputError([{ field: name, message: "must be well-formed text" }]);
  }
}
