import { createPrivateKey, X509Certificate } from "node:crypto";
import type { AddressInfo } from "node:net";
import { checkServerIdentity, connect, createServer } from "node:tls";
import { describe, expect, test } from "vitest";
import { authorityOf, serverCertificate } from "../../src/sandbox/certificate/authority.js";
import { Clock } from "../../src/sandbox/clock.js";
import { World } from "../../src/sandbox/world.js";
import { openSandbox } from "./api.js";

function worldOf(seed: string): World {
  return new World({ clock: new Clock("real"), seed, effects: {} });
}

describe("the authority of a project", () => {
  test("is a real one, the same for its projects and another for another organization's seed", async () => {
    await using api = await openSandbox();
    await using other = await openSandbox({ seed: "other" });
    const { certificate } = await api.ok("ProjectKmsGetCA", { project: api.project });
    const authority = new X509Certificate(certificate);
    expect(authority.ca).toBe(true);
    expect(authority.subject).toContain("Sandbox CA");
    expect(authority.verify(authority.publicKey)).toBe(true);
    expect(certificate).not.toBe((await other.ok("ProjectKmsGetCA", { project: other.project })).certificate);
  });

  test.each(Array.from({ length: 20 }, (_, index) => `seed ${index}`))("signs for servers, with %s", (seed) => {
    const world = worldOf(seed);
    const authority = new X509Certificate(authorityOf(world, "org1"));
    const { certificate, key } = serverCertificate(world, "org1", "db");
    const server = new X509Certificate(certificate);
    expect(server.verify(authority.publicKey)).toBe(true);
    expect(server.checkIssued(authority)).toBe(true);
    expect(server.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(server.verify(new X509Certificate(authorityOf(world, "org2")).publicKey)).toBe(false);
    expect(server.serialNumber).not.toBe(authority.serialNumber);
  });

  test("gives the same for the same seed", () => {
    expect(serverCertificate(worldOf("a"), "org1", "db")).toEqual(serverCertificate(worldOf("a"), "org1", "db"));
    expect(authorityOf(worldOf("a"), "org1")).not.toBe(authorityOf(worldOf("b"), "org1"));
  });

  test.each(["localhost", "127.0.0.1", "::1"])(
    "lets clients trust a server as %s, and as nothing else",
    async (name) => {
      const world = worldOf("a");
      const { certificate, key } = serverCertificate(world, "org1", "db");
      const server = createServer({ cert: certificate, key }, (socket) => socket.end());
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo;
      const ca = authorityOf(world, "org1");
      await expect(handshake(port, ca, name)).resolves.toBe(true);
      await expect(handshake(port, ca, "db.example.com")).rejects.toThrow("does not match");
      await expect(handshake(port, authorityOf(world, "org2"), name)).rejects.toThrow(/unable to verify|self.signed/);
      server.close();
    },
  );
});

describe("the certificate of a Kafka user", () => {
  test("is signed by the project's authority, fits its key, and is another one after a reset", async () => {
    await using api = await openSandbox();
    const where = { project: api.project, service_name: "demo-kafka" };
    const { certificate: ca } = await api.ok("ProjectKmsGetCA", { project: api.project });
    const shown = async () => (await api.ok("ServiceGet", { ...where, include_secrets: true })).service;
    const { users, connection_info } = await shown();
    const user = users?.find(({ username }) => username === "avnadmin");
    const certificate = new X509Certificate(user?.access_cert ?? "");
    expect(certificate.checkIssued(new X509Certificate(ca))).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(user?.access_key ?? ""))).toBe(true);
    expect(certificate.subject).toBe("CN=avnadmin");
    expect(connection_info).toMatchObject({ kafka_access_cert: user?.access_cert, kafka_access_key: user?.access_key });
    await api.ok("ServiceUserCredentialsReset", { ...where, service_username: "avnadmin" });
    expect((await shown()).users?.[0]?.access_cert).not.toBe(user?.access_cert);
  });
});

/** Whether a client that checks everything trusts the server. */
function handshake(port: number, ca: string, name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      port,
      host: "127.0.0.1",
      ca,
      checkServerIdentity: (_, peer) => checkServerIdentity(name, peer),
    });
    socket.once("secureConnect", () => resolve(socket.authorized)).once("error", reject);
    socket.resume();
  });
}
