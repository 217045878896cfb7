import { describe, expect, it } from "vitest";
import { hostileMessages } from "./hostile-messages.js";
import { openHttpServer, post } from "./http/server.js";
import { messagesOf, openRawServer } from "./raw-server.js";

const COUNT = 10_000;
const SEED = 20_260_728;
const AT_ONCE = 32;

describe(`${COUNT} hostile messages`, () => {
  it("over stdio neither crash nor hang the server, and what is a request is answered", {
    timeout: 120_000,
  }, async () => {
    const server = openRawServer();
    await server.initialize();
    const messages = hostileMessages(COUNT, SEED);
    for (const { text } of messages) server.write(text);
    const { result } = await server.request("tools/list");
    expect(result?.["tools"]).toHaveLength(11);
    const asked = messages.flatMap(({ id }) => id ?? []);
    const last = asked.at(-1);
    await server.next(({ id }) => id === last);
    server.end();
    const { code, signal, stdout, stderr } = await server.outcome;
    expect({ code, signal }).toEqual({ code: 0, signal: null });
    expect(stderr.split("\n").every((line) => line.length <= 400 && /^(aiven-mcp: |$)/.test(line))).toBe(true);
    const answered = new Set(messagesOf(stdout).map(({ id }) => id));
    expect(asked.filter((id) => !answered.has(id))).toEqual([]);
  });

  it("over HTTP neither crash nor hang the server, and each is answered", { timeout: 240_000 }, async () => {
    const server = await openHttpServer();
    const messages = hostileMessages(COUNT, SEED + 1);
    const failures: string[] = [];
    let next = 0;
    const work = async () => {
      for (let index = next++; index < messages.length; index = next++) {
        const { text = "", id } = messages[index] ?? {};
        const version = index % 3 === 0 ? "2026-07-28" : "2025-11-25";
        const { status, message } = await post(server.url, text, { "mcp-protocol-version": version });
        const answered = id === undefined || status >= 400 || message.id === id;
        if (status >= 500 || !answered) failures.push(`${status} for ${text.slice(0, 300)}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(failures).toEqual([]);
    expect((await fetch(`${server.origin}/health`)).status).toBe(200);
    server.kill("SIGTERM");
    expect(await server.outcome).toMatchObject({ code: 0, signal: null, stderr: "" });
  });
});
