import { stringifyJson } from "../core/json.js";

/** Writes a line to stdout. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Writes data for a program (one line of JSON) or for a person (indented). */
export function printData(data: unknown, { json }: { readonly json?: boolean | undefined }): void {
  const text = stringifyJson(data);
  print(json ? text : indent(text));
}

/** Indents JSON text; numbers stay as they are written. */
function indent(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), roundTrips, 2);
  } catch {
    return json;
  }
}

/** A number that a double cannot hold would be printed wrong: such data is left on one line. */
function roundTrips(_: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isSafeInteger(value) && Number.isInteger(value))
    throw new RangeError("too large");
  return value;
}
