import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { inspect } from "node:util";
import { afterAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { ConfigError } from "../../src/core/errors.js";
import { createNodeClient } from "../../src/node/client.js";
import { rejection } from "../fake-world.js";
import { clientOf, closedPort, json, serveApi, TOKEN } from "./api-server.js";
import { makeCertificate } from "./certificate.js";
import { setProxyVariables, startProxy } from "./proxy.js";

const PG = { project: "demo", service_name: "pg" };
const NEW = { project: "demo", plan: "startup-4", service_name: "pg", service_type: "pg" };
const OK = json(200, { message: "ok" });
/** A name that nobody resolves: what reaches the server under it has gone through a proxy. */
const API = "http://api.aiven.test";
const SECURE_API = "https://api.aiven.test";

beforeEach(() => setProxyVariables({}));

describe("the client for Node", () => {
  it("loads its catalogue, names itself and closes its connections", async () => {
    const api = await serveApi([OK]);
    const client = createNodeClient({ token: TOKEN, baseUrl: api.url });
    expect(await client.call("ServiceGet", PG)).toEqual({ message: "ok" });
    expect(api.requests[0]).toMatchObject({
      method: "GET",
      url: "/v1/project/demo/service/pg",
      headers: { "user-agent": expect.stringMatching(/^aiven-mcp\/\d/), authorization: `aivenv1 ${TOKEN}` },
    });
    await client.close();
    expect(await rejection(client.call("ServiceGet", PG))).toBeInstanceOf(Error);
    expect(api.requests).toHaveLength(1);
  });

  it("keeps a connection alive for the next call", async () => {
    const api = await serveApi([OK]);
    const client = clientOf(api.url);
    for (let call = 0; call < 10; call++) {
      await client.call("ServiceGet", PG);
      await nextTurn();
    }
    expect([api.requests.length, api.connections()]).toEqual([10, 1]);
  });

  it("keeps it also after errors, whose answers are read to their end", async () => {
    const api = await serveApi([json(500, { message: "oops" }), json(404, { message: "no" }), OK]);
    const client = clientOf(api.url, { sleep: () => nextTurn() });
    await rejection(client.call("ServiceGet", PG));
    await nextTurn();
    await client.call("ServiceGet", PG);
    expect([api.requests.length, api.connections()]).toEqual([3, 1]);
  });

  it("opens a connection for each of many calls at once, and uses them again", async () => {
    const api = await serveApi([OK]);
    const client = clientOf(api.url);
    for (let round = 0; round < 3; round++) {
      await Promise.all(Array.from({ length: 32 }, () => client.call("ServiceGet", PG)));
      await nextTurn();
    }
    expect(api.requests).toHaveLength(96);
    expect(api.connections()).toBeLessThanOrEqual(33);
  });

  it("goes below a path of the base URL", async () => {
    const api = await serveApi([OK]);
    await clientOf(`${api.url}/aiven/`).call("ServiceGet", { ...PG, include_secrets: true });
    expect(api.requests[0]?.url).toBe("/aiven/v1/project/demo/service/pg?include_secrets=true");
  });
});

describe("a proxy", () => {
  it("carries plain calls", async () => {
    const api = await serveApi([OK]);
    const proxy = await startProxy(api.url);
    setProxyVariables({ HTTP_PROXY: proxy.url });
    expect(await clientOf(API).call("ServiceCreate", NEW)).toEqual({ message: "ok" });
    expect(proxy.asked).toEqual([
      expect.stringMatching(/^(CONNECT api\.aiven\.test:80|POST http:\/\/api\.aiven\.test\/)/),
    ]);
    expect(api.requests).toMatchObject([{ method: "POST", headers: { host: "api.aiven.test" } }]);
  });

  it("carries encrypted calls through a tunnel, in which it sees no token", async () => {
    const api = await serveApi([OK], certificate);
    const proxy = await startProxy(api.url);
    setProxyVariables({ HTTPS_PROXY: proxy.url });
    expect(await clientOf(SECURE_API, { caFile: certificate.file }).call("ServiceGet", PG)).toEqual({ message: "ok" });
    expect(proxy.asked).toEqual(["CONNECT api.aiven.test:443"]);
    expect(api.requests[0]?.headers.authorization).toBe(`aivenv1 ${TOKEN}`);
  });

  it("gets the credentials of its URL", async () => {
    const api = await serveApi([OK]);
    const proxy = await startProxy(api.url);
    setProxyVariables({ HTTP_PROXY: proxy.url.replace("//", "//me:p%40ss@") });
    await clientOf(API).call("ServiceGet", PG);
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from("me:p@ss").toString("base64")}`]);
  });

  it("is passed by for the hosts of NO_PROXY", async () => {
    const api = await serveApi([OK]);
    const proxy = await startProxy(api.url);
    setProxyVariables({ HTTP_PROXY: proxy.url, NO_PROXY: "localhost,127.0.0.1" });
    await clientOf(api.url).call("ServiceGet", PG);
    expect([proxy.asked.length, api.requests.length]).toEqual([0, 1]);
  });

  it.each([407, 403, 502])("that refuses the tunnel with %i is told, and nothing was sent", async (status) => {
    const api = await serveApi([OK], certificate);
    const proxy = await startProxy(api.url, status);
    setProxyVariables({ HTTPS_PROXY: proxy.url.replace("//", "//me:s3cr3t@") });
    const error = await rejection(clientOf(SECURE_API).call("ServiceCreate", NEW));
    expect(error).toMatchObject({ name: "NetworkError", sent: false, hint: expect.stringContaining("proxy") });
    expect(String((error as Error).message)).toContain(`${status}`);
    expect(JSON.stringify(error) + (error as Error).stack).not.toContain("s3cr3t");
    expect(api.requests).toEqual([]);
  });

  it("that is not there is told, and nothing was sent", async () => {
    setProxyVariables({ HTTP_PROXY: await closedPort() });
    expect(await rejection(clientOf(API).call("ServiceCreate", NEW))).toMatchObject({
      name: "NetworkError",
      sent: false,
    });
  });

  it("whose variable is no URL is a ConfigError that names it", () => {
    setProxyVariables({ HTTPS_PROXY: "not a url" });
    expect(() => clientOf(API)).toThrow(ConfigError);
    expect(() => clientOf(API)).toThrow(/HTTPS_PROXY/);
    setProxyVariables({ HTTP_PROXY: "me:s3cr3t@proxy:3128" });
    expect(inspect(thrownBy(() => clientOf(API)))).toMatch(/^(?!.*s3cr3t).*ConfigError/s);
  });
});

describe("a server with a certificate of an own authority", () => {
  it("is trusted through the CA file", async () => {
    const api = await serveApi([OK], certificate);
    expect(await clientOf(api.url, { caFile: certificate.file }).call("ServiceGet", PG)).toEqual({ message: "ok" });
  });

  it("is not trusted without: the error tells how, nothing is sent or repeated", async () => {
    const api = await serveApi([OK], certificate);
    const client = clientOf(api.url);
    expect(await rejection(client.call("ServiceGet", PG))).toMatchObject({
      name: "NetworkError",
      sent: false,
      message: expect.stringContaining("DEPTH_ZERO_SELF_SIGNED_CERT"),
      hint: expect.stringContaining("AIVEN_CA_CERT"),
    });
    expect([api.requests.length, client.waits.length, client.log.length]).toEqual([0, 0, 1]);
  });

  it("is not trusted under a name that it does not have", async () => {
    const api = await serveApi([OK], certificate);
    const proxy = await startProxy(api.url);
    setProxyVariables({ HTTPS_PROXY: proxy.url });
    const client = clientOf("https://evil.test", { caFile: certificate.file });
    expect(await rejection(client.call("ServiceGet", PG))).toMatchObject({
      name: "NetworkError",
      sent: false,
      message: expect.stringContaining("ERR_TLS_CERT_ALTNAME_INVALID"),
    });
    expect(api.requests).toEqual([]);
  });

  it("is trusted beside what Node is told to trust", async () => {
    const other = makeCertificate();
    onTestFinished(() => other.remove());
    vi.stubEnv("NODE_EXTRA_CA_CERTS", other.file);
    for (const tls of [certificate, other]) {
      const api = await serveApi([OK], tls);
      expect(await clientOf(api.url, { caFile: certificate.file }).call("ServiceGet", PG)).toEqual({ message: "ok" });
    }
  });

  it("that speaks no TLS at all is not trusted either", async () => {
    const api = await serveApi([OK]);
    const client = clientOf(api.url.replace("http:", "https:"));
    expect(await rejection(client.call("ServiceCreate", NEW))).toMatchObject({ name: "NetworkError", sent: false });
    expect(api.requests).toEqual([]);
  });

  it.each([
    ["is not there", undefined],
    ["is no certificate", "just a text\n"],
    ["is empty", ""],
    ["is a broken certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"],
  ])("a CA file that %s is a ConfigError that names it", (_, content) => {
    const directory = mkdtempSync(join(tmpdir(), "aiven-mcp-ca-"));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const caFile = join(directory, "ca.pem");
    if (content !== undefined) writeFileSync(caFile, content);
    const create = () => createNodeClient({ caFile });
    expect(create).toThrow(ConfigError);
    expect(create).toThrow(caFile);
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

const certificate = makeCertificate();
afterAll(() => certificate.remove());
