/** DER, the encoding of certificates: each value as its tag, its length and its bytes. Only what certificates need. */

const OID_TAG = 0x06;

export function sequence(...items: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(items));
}

export function set(...items: readonly Buffer[]): Buffer {
  return tagged(0x31, Buffer.concat(items));
}

/** A whole number that is not negative. */
export function integer(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const rest = bytes.subarray(start);
  // A first bit that is set would make it negative.
  return tagged(0x02, (rest[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), rest]) : rest);
}

/** An object identifier such as `2.5.4.3`. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return tagged(OID_TAG, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

export function boolean(value: boolean): Buffer {
  return tagged(0x01, Buffer.of(value ? 0xff : 0));
}

export function utf8(text: string): Buffer {
  return tagged(0x0c, Buffer.from(text));
}

export function octets(bytes: Buffer): Buffer {
  return tagged(0x04, bytes);
}

/** Bits of which the last so many do not count. */
export function bits(bytes: Buffer, unused = 0): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.of(unused), bytes]));
}

/** A moment before the year 2050, as `YYMMDDHHMMSSZ`. */
export function utcTime(text: string): Buffer {
  return tagged(0x17, Buffer.from(text));
}

/** A value whose meaning its place gives, as `[0]`, `[1]` …: in place of its own tag, or around it. */
export function context(number: number, content: Buffer, kind: "around" | "instead"): Buffer {
  return tagged((kind === "around" ? 0xa0 : 0x80) + number, content);
}

function tagged(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    digits.unshift((rest & 0x7f) | 0x80);
  }
  return digits;
}
