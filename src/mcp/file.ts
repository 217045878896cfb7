import { isObject } from "../core/view.js";
import type { Link } from "./result.js";

/** What an operation answers with instead of data: a CSV, a PDF, a dictionary. */
export interface File {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A file; undefined where an answer is data. */
export function fileOf(answer: unknown): File | undefined {
  if (!isObject(answer)) return undefined;
  const { contentType, bytes } = answer;
  return typeof contentType === "string" && bytes instanceof Uint8Array ? { contentType, bytes } : undefined;
}

/** The text of a file; undefined for one that is none. */
function textOf({ contentType, bytes }: File): string | undefined {
  return /^text\//i.test(contentType) ? new TextDecoder().decode(bytes) : undefined;
}

/** What a conversation gets of a file: its text, or how large it is; the link leads to the file itself. */
export function shownFile(file: File): Record<string, unknown> {
  const { contentType: content_type, bytes } = file;
  const text = textOf(file);
  return text === undefined ? { content_type, bytes: bytes.length } : { content_type, text };
}

/** A link to a file says of which kind it is. */
export function fileLink(link: Link, { contentType }: File): Link {
  return { ...link, mimeType: plainType(contentType) };
}

/** A file as what a resource holds. */
export function fileContents(uri: string, file: File) {
  const mimeType = plainType(file.contentType);
  const text = textOf(file);
  return text === undefined
    ? { uri, mimeType, blob: Buffer.from(file.bytes).toString("base64") }
    : { uri, mimeType, text };
}

/** Without the parameters, which are of the connection. */
function plainType(contentType: string): string {
  return contentType.split(";")[0]?.trim() ?? contentType;
}
