import { createHash } from "node:crypto";
import { InputError } from "../core/errors.js";
import { parseJson, stringifyJson } from "../core/json.js";
import { isObject } from "../core/view.js";

/** Where a list goes on. */
export interface Position {
  /** The first item to show. */
  readonly item: number;
  /** The project to begin with, where a read goes through all of them. */
  readonly project?: number | undefined;
  /** The start of the page of the API that has the item, where the API answers in pages. */
  readonly page?: string | number | undefined;
}

export const START: Position = { item: 0 };

/** A position as text, with a digest that ties it to the call that it continues. */
export function writeCursor({ item, project, page }: Position, of: readonly unknown[]): string {
  const plain = project === undefined && page === undefined;
  const position = plain ? item.toString(36) : toBase64(stringifyJson({ item, project, page }));
  const digest = createHash("sha256").update(stringifyJson([item, project, page, ...of]));
  return `${position}.${digest.digest("base64url").slice(0, 8)}`;
}

/** The position that a cursor stands for. Throws InputError when it was altered, or is of another call. */
export function readCursor(cursor: string, of: readonly unknown[]): Position {
  const [position = ""] = cursor.split(".");
  for (const read of [readPlain, readObject]) {
    const found = read(position);
    if (found && writeCursor(found, of) === cursor) return found;
  }
  throw new InputError([{ field: "cursor", message: "is not of this call" }], "Leave it out to start again.");
}

function readPlain(position: string): Position | undefined {
  const item = Number.parseInt(position, 36);
  return item >= 0 ? { item } : undefined;
}

function readObject(position: string): Position | undefined {
  try {
    const value = parseJson(Buffer.from(position, "base64url").toString());
    if (!isObject(value)) return undefined;
    const { item, project, page } = value;
    const isCount = (number: unknown): number is number => Number.isSafeInteger(number) && Number(number) >= 0;
    if (!isCount(item) || (project !== undefined && !isCount(project))) return undefined;
    return typeof page === "string" || isCount(page) || page === undefined ? { item, project, page } : undefined;
  } catch {
    return undefined;
  }
}

function toBase64(text: string): string {
  return Buffer.from(text).toString("base64url");
}
