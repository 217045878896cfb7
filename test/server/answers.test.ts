import { describe, expect, it } from "vitest";
import { rejection } from "../fake-world.js";
import { clientOf, json, type Reply, raw, serveApi } from "./api-server.js";

const PG = { project: "demo", service_name: "pg" };
const TOPIC = { ...PG, topic_name: "t" };
const INT64 = 9_223_372_036_854_775_807n;
const MIB = 1024 * 1024;

describe("answers", () => {
  it("come back as data, whatever pieces they arrive in", async () => {
    const text = JSON.stringify({ clouds: Array.from({ length: 500 }, (_, n) => ({ cloud_name: `größe-${n}` })) });
    const inPieces: Reply = (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const bytes = Buffer.from(text);
      const write = (at: number) => {
        if (at >= bytes.length) response.end();
        // Odd sizes cut letters of two bytes in the middle.
        else response.write(bytes.subarray(at, at + 777), () => write(at + 777));
      };
      write(0);
    };
    const api = await serveApi([inPieces]);
    expect(await clientOf(api.url).call("ListClouds", {})).toEqual(JSON.parse(text));
  });

  it("keep integers beyond 2^53, and send them back digit by digit", async () => {
    const text = `{"topic":{"config":{"flush_messages":{"value":${INT64}}},"retention_bytes":18446744073709551615}}`;
    const api = await serveApi([raw(200, text, { "content-type": "application/json" }), json(200, { message: "ok" })]);
    const client = clientOf(api.url);
    const { topic } = await client.call("ServiceKafkaTopicGet", TOPIC);
    const flush = topic.config.flush_messages?.value;
    expect([flush, topic.retention_bytes]).toEqual([INT64, 18_446_744_073_709_551_615n]);
    await client.call("ServiceKafkaTopicUpdate", { ...TOPIC, config: { flush_messages: flush ?? 0 } });
    expect(api.requests[1]?.body).toBe('{"config":{"flush_messages":9223372036854775807}}');
  });

  it.each([
    ["application/pdf", "ProjectInvoiceGet", { project: "demo", invoice_number: "i", download_cookie: "c" }],
    ["text/csv", "OrganizationBillingInvoiceCsvGet", { organization_id: "o", invoice_number: "i" }],
    ["application/octet-stream", "ServiceCustomFileGet", { ...PG, file_id: "f" }],
  ] as const)("that are files come as bytes: %s", async (contentType, id, input) => {
    const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const api = await serveApi([raw(200, every, { "content-type": contentType })]);
    const download = (await clientOf(api.url).callAny(id, input)) as { contentType: string; bytes: Uint8Array };
    expect(download.contentType).toBe(contentType);
    expect(Uint8Array.from(download.bytes)).toEqual(every);
  });

  it("without content are undefined", async () => {
    const api = await serveApi([raw(204, "")]);
    const input = { organization_id: "o", user_id: "u", token_prefix: "a/b+c==" };
    expect(await clientOf(api.url).call("ApplicationUserAccessTokenDelete", input)).toBeUndefined();
    expect(api.requests[0]?.url).toBe("/v1/organization/o/application-users/u/access-tokens/a%2Fb%2Bc%3D%3D");
  });

  it("that stop in the middle are a ResponseError", async () => {
    const halves: Reply[] = [
      (response, _, socket) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": 100 });
        response.write('{"service": {', () => socket.destroy());
      },
      (response, _, socket) => {
        // Chunked, and never closed by the last chunk.
        response.writeHead(200, { "content-type": "application/json" });
        response.write('{"service": {}}', () => socket.end());
      },
    ];
    for (const half of halves) {
      const api = await serveApi([half]);
      const error = await rejection(clientOf(api.url).call("ServiceCreate", { ...PG, plan: "p", service_type: "pg" }));
      expect(error).toMatchObject({
        name: "ResponseError",
        reason: "cut-off",
        status: 200,
        hint: expect.stringContaining("may have taken effect"),
      });
    }
  });
});

describe("an answer of 200 MB", () => {
  const chunk = Buffer.alloc(64 * 1024, "x");

  /** Streams until the size is reached or the client hangs up; `sent` counts what was handed to the socket. */
  function flood(size: number): { reply: Reply; sent: () => number; ended: Promise<void> } {
    let sent = 0;
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const reply: Reply = (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.on("close", end);
      const write = () => {
        while (sent < size && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", write);
        }
        response.end();
      };
      write();
    };
    return { reply, sent: () => sent, ended };
  }

  it("is given up at the cap, long before its end, and not asked for again", async () => {
    const { reply, sent, ended } = flood(200 * MIB);
    const api = await serveApi([reply]);
    const before = process.memoryUsage().rss;
    const error = await rejection(clientOf(api.url).call("ServiceGet", PG));
    expect(error).toMatchObject({
      name: "ResponseError",
      reason: "too-large",
      status: 200,
      message: "The answer is larger than 32 MiB",
      hint: expect.stringContaining("limit"),
    });
    await ended;
    expect(sent()).toBeLessThan(64 * MIB);
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * MIB);
    expect(api.requests).toHaveLength(1);
  });

  it("is given up at the cap that the client sets", async () => {
    const { reply, sent, ended } = flood(200 * MIB);
    const api = await serveApi([reply]);
    expect(await rejection(clientOf(api.url, { maxBytes: MIB }).call("ServiceGet", PG))).toMatchObject({
      message: "The answer is larger than 1 MiB",
    });
    await ended;
    expect(sent()).toBeLessThan(16 * MIB);
  });

  it("is read when it is just as large as the cap", async () => {
    const text = JSON.stringify({ message: "x".repeat(100) });
    const api = await serveApi([raw(200, text, { "content-type": "application/json" })]);
    expect(await clientOf(api.url, { maxBytes: text.length }).call("ServiceGet", PG)).toEqual(JSON.parse(text));
    const small = clientOf(api.url, { maxBytes: text.length - 1 });
    expect(await rejection(small.call("ServiceGet", PG))).toMatchObject({ reason: "too-large" });
  });
});
