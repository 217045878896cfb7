/** A day, with or without a time and a zone, in the forms of ISO 8601 that are in use; a zone may be named. */
const ISO_8601 = new RegExp(
  [
    /^\d{4}-?(?:(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])|W[0-5]\d(?:-?[1-7])?|[0-3]\d\d)/,
    /(?:[T ](?:[01]\d|2[0-4])(?::?[0-5]\d(?::?[0-6]\d(?:[.,]\d+)?)?)?)?/,
    /(?: ?(?:[+-]\d\d(?::?\d\d)?|[A-Z][\w/+-]*))?$/,
  ]
    .map(({ source }) => source)
    .join(""),
  "i",
);

/** How a moment is written, for whoever has to write it. */
export const DATE_TIME = "an ISO 8601 time such as 2026-05-04T10:15:00Z";

/**
 * Whether a text can be a moment. Generous, since the API reads more forms than it tells of: only what nobody could take for
 * one, such as "yesterday", is none.
 */
export function isDateTime(text: string): boolean {
  const plain = text.trim();
  return plain === "" || ISO_8601.test(plain) || (/\d{4}/.test(plain) && !Number.isNaN(Date.parse(plain)));
}
