/** The fields of a multipart form: text, and bytes for a part that has a file name. */
export function readMultipart(contentType: string, body: Uint8Array): Record<string, unknown> | undefined {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return undefined;
  // Latin-1 keeps every byte as one character, so that parts can be cut out as text and turned back.
  const parts = Buffer.from(body).toString("latin1").split(`--${boundary}`).slice(1);
  const fields = new Map<string, unknown>();
  for (const part of parts) {
    const [, head = "", content] = /^\r\n([\s\S]*?)\r\n\r\n([\s\S]*)\r\n$/.exec(part) ?? [];
    const name = /\bname="([^"]*)"/i.exec(head)?.[1];
    if (name === undefined || content === undefined) continue;
    const bytes = Buffer.from(content, "latin1");
    fields.set(name, /\bfilename(\*)?=/i.test(head) ? bytes : bytes.toString("utf8"));
  }
  return Object.fromEntries(fields);
}
