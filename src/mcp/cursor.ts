import { createHash } from "node:crypto";
import { InputError } from "../core/errors.js";
import { stringifyJson } from "../core/json.js";

/** Where a list goes on. */
export interface Position {
  readonly item: number;
  /** The project to begin with, where a read goes through all of them. */
  readonly project: number;
}

export const START: Position = { item: 0, project: 0 };

/** A position as text, with a digest that ties it to the call that it continues. */
export function writeCursor({ item, project }: Position, of: readonly unknown[]): string {
  const position = (project === 0 ? [item] : [item, project]).map((n) => n.toString(36)).join("-");
  const digest = createHash("sha256").update(stringifyJson([item, project, ...of]));
  return `${position}.${digest.digest("base64url").slice(0, 8)}`;
}

/** The position that a cursor stands for. Throws InputError when it was altered, or is of another call. */
export function readCursor(cursor: string, of: readonly unknown[]): Position {
  const [item = Number.NaN, project = 0] = (cursor.split(".")[0] ?? "").split("-").map((n) => Number.parseInt(n, 36));
  const position = { item, project };
  if (item >= 0 && project >= 0 && writeCursor(position, of) === cursor) return position;
  throw new InputError(
    [{ field: "cursor", message: "is not of this operation, input, fields and filter" }],
    "Leave it out to start again.",
  );
}
