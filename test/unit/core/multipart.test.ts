import { describe, expect, it } from "vitest";
import { encodeMultipart } from "../../../src/core/multipart.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (form: Record<string, unknown>) => new TextDecoder("latin1").decode(encodeMultipart(form).body);

describe("encodeMultipart", () => {
  it("writes text parts and file parts", () => {
    const { contentType, body } = encodeMultipart({ filename: "stop.txt", file: bytes("a\nthe\n") });
    expect(contentType).toBe("multipart/form-data; boundary=aiven-form");
    expect(new TextDecoder().decode(body)).toBe(
      [
        "--aiven-form",
        'content-disposition: form-data; name="filename"',
        "",
        "stop.txt",
        "--aiven-form",
        'content-disposition: form-data; name="file"; filename="file"',
        "content-type: application/octet-stream",
        "",
        "a\nthe\n",
        "--aiven-form--",
        "",
      ].join("\r\n"),
    );
  });

  it("is read back by a foreign parser, bytes and all", async () => {
    const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const { contentType, body } = encodeMultipart({ file: every, 'na"me': "ä", count: 3, big: 2n ** 63n, on: true });
    const form = await new Response(body as Uint8Array<ArrayBuffer>, {
      headers: { "content-type": contentType },
    }).formData();
    expect(new Uint8Array(await (form.get("file") as File).arrayBuffer())).toEqual(every);
    expect(form.get('na"me')).toBe("ä");
    expect([form.get("count"), form.get("big"), form.get("on")]).toEqual(["3", "9223372036854775808", "true"]);
  });

  it.each([
    ["the boundary", "--aiven-form\r\n", "aiven-form-0"],
    ["the boundary and the next", "aiven-form aiven-form-0", "aiven-form-1"],
  ])("chooses another boundary when a part holds %s", (_, content, boundary) => {
    expect(encodeMultipart({ file: bytes(content) }).contentType).toBe(`multipart/form-data; boundary=${boundary}`);
    expect(encodeMultipart({ text: content }).contentType).toBe(`multipart/form-data; boundary=${boundary}`);
  });

  it("lets no field name break out of its header", () => {
    const encoded = text({ 'a"\r\nx-injected: 1\r\n\r\n': "v" });
    expect(encoded).not.toMatch(/^x-injected/m);
    expect(encoded).toContain('name="a%22%0D%0Ax-injected: 1%0D%0A%0D%0A"');
  });

  it("writes an empty form as its closing boundary", () => {
    expect(text({})).toBe("--aiven-form--\r\n");
  });

  it("writes lists and objects as JSON, not as [object Object]", () => {
    expect(text({ tags: { a: 1 } })).toContain('\r\n\r\n{"a":1}\r\n');
    expect(text({ tags: ["a", "b"] })).toContain('\r\n\r\n["a","b"]\r\n');
  });
});
