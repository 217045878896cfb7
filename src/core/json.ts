/**
 * JSON that keeps integers beyond 2^53, which Kafka's topic limits use: they are read as bigint and written back digit by
 * digit. Everything else is plain JSON.parse and JSON.stringify, at their speed.
 */

/** An escape, the edge of a string, or a whole number of 16 digits and more that has neither fraction nor exponent. */
const ESCAPE_OR_EDGE_OR_LONG_NUMBER = /\\.|"|(?<![\w.+-])-?[1-9]\d{15,}(?![\d.eE])/g;
const LONG_NUMBER = /\d{16}/;

/** Parses JSON; integers that a double cannot hold become bigint. Throws SyntaxError as JSON.parse does. */
export function parseJson(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  // What is written with escapes can turn into the marker only when it is read.
  const mark = unusedMark(
    text.replace(/\\u([\da-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
  );
  // Strings are stepped over by their edges: to match a whole one at once can exhaust the stack of the regular expression.
  let inString = false;
  const marked = text.replace(ESCAPE_OR_EDGE_OR_LONG_NUMBER, (token) => {
    if (token === '"') inString = !inString;
    if (inString || token === '"' || token[0] === "\\" || Number.isSafeInteger(Number(token))) return token;
    return `"${mark}${token}"`;
  });
  return JSON.parse(marked, (_, value) =>
    typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}

/** The text of a file without the mark of its encoding that some editors of Windows put before it. */
export function withoutByteOrderMark(text: string): string {
  return text.replace(/^\uFEFF/, "");
}

/** Writes JSON; bigint becomes a bare integer. Undefined fields are left out, as JSON.stringify does. */
export function stringifyJson(value: unknown): string {
  // Where bigints were given a toJSON, as by n8n, they would become text without a word.
  if ("toJSON" in BigInt.prototype) return stringifyBigints(value);
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return stringifyBigints(value);
  }
}

function stringifyBigints(value: unknown): string {
  let has = false;
  const replace = (write: (item: bigint) => unknown) =>
    function (this: Record<string, unknown>, key: string, item: unknown): unknown {
      // The item may be what a toJSON made of it.
      const raw = this[key];
      if (typeof raw !== "bigint") return item;
      has = true;
      return write(raw);
    };
  const plain = JSON.stringify(
    value,
    replace(() => null),
  );
  if (!has) return plain ?? "null";
  const mark = unusedMark(plain);
  const marked = JSON.stringify(
    value,
    replace((item) => `${mark}${item}`),
  );
  return marked.replace(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
}

/** A marker that does not occur in the text, so that no string of the data can be taken for a number. */
function unusedMark(text: string): string {
  let mark = "int:";
  for (let n = 0; text.includes(mark); n++) mark = `int${n}:`;
  return mark;
}
