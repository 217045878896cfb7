import { stringifyJson } from "./json.js";

const encoder = /* @__PURE__ */ new TextEncoder();

/**
 * Encodes a form as multipart/form-data. Byte values become file parts, everything else text parts.
 * The boundary is chosen so that it does not occur in any part.
 */
export function encodeMultipart(form: Readonly<Record<string, unknown>>): { contentType: string; body: Uint8Array } {
  const parts = Object.entries(form).map(([name, value]) => encodePart(name, value));
  let boundary = "aiven-form";
  for (let n = 0; parts.some((part) => includes(part, boundary)); n++) boundary = `aiven-form-${n}`;
  const pieces = parts.flatMap((part) => [encoder.encode(`--${boundary}\r\n`), part, encoder.encode("\r\n")]);
  const body = concat([...pieces, encoder.encode(`--${boundary}--\r\n`)]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}

function encodePart(name: string, value: unknown): Uint8Array {
  const label = name.replace(/["\r\n]/g, encodeURIComponent);
  if (!(value instanceof Uint8Array)) {
    return encoder.encode(
      `content-disposition: form-data; name="${label}"\r\n\r\n${typeof value === "object" ? stringifyJson(value) : String(value)}`,
    );
  }
  const head = `content-disposition: form-data; name="${label}"; filename="${label}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return concat([encoder.encode(head), value]);
}

function includes(part: Uint8Array, boundary: string): boolean {
  return new TextDecoder("latin1").decode(part).includes(boundary);
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    out.set(chunk, offset);
    offset += chunk.length;
  }
  return out;
}
