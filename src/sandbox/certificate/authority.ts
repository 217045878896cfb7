import { createHash } from "node:crypto";
import type { World } from "../world.js";
import { bits, boolean, context, integer, octets, oid, sequence, set, utcTime, utf8 } from "./der.js";
import { type Key, keyFor, sign } from "./key.js";

/** A certificate with its private key, both in PEM. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

const ECDSA_WITH_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));
const P256 = sequence(oid("1.2.840.10045.2.1"), oid("1.2.840.10045.3.1.7"));
/** Clients look at the wall's time and not at the sandbox's, so certificates are valid at any time that one may choose. */
const VALIDITY = sequence(utcTime("200101000000Z"), utcTime("491231235959Z"));

/** Kinds of names, as general names number them. */
const DNS = 2;
const IP = 7;
const LOOPBACK = { dns: "localhost", ipv4: Buffer.of(127, 0, 0, 1), ipv6: Buffer.from(`${"00".repeat(15)}01`, "hex") };

/** The certificate of the authority of an organization, in PEM: one for all its projects, as the real ones have of late. */
export function authorityOf(world: World, organization_id: string): string {
  const key = authorityKey(world, organization_id);
  return issue(world, authorityName(organization_id), key, key, authorityName(organization_id), [
    extension("2.5.29.19", sequence(boolean(true)), "critical"),
    // Certificates and revocation lists may be signed with it.
    extension("2.5.29.15", bits(Buffer.of(0b0000_0110), 1), "critical"),
    extension("2.5.29.30", sequence(context(0, loopbackSubtrees(), "around")), "critical"),
  ]);
}

/** A certificate for servers on loopback, signed by the authority of an organization. */
export function serverCertificate(world: World, organization_id: string, name: string): Certified {
  const key = keyFor(world, `server ${name}`);
  const authority = authorityKey(world, organization_id);
  const certificate = issue(world, commonName(name), key, authority, authorityName(organization_id), [
    extension("2.5.29.19", sequence(), "critical"),
    extension("2.5.29.15", bits(Buffer.of(0b1000_0000), 7), "critical"),
    extension("2.5.29.37", sequence(oid("1.3.6.1.5.5.7.3.1"))),
    extension("2.5.29.17", sequence(...loopbackNames())),
  ]);
  return { certificate, key: key.pem };
}

/** A certificate for a client that is the user `name`, signed by the authority of an organization. */
export function clientCertificate(world: World, organization_id: string, name: string, serial: number): Certified {
  const key = keyFor(world, `client ${serial}`);
  const authority = authorityKey(world, organization_id);
  const certificate = issue(world, commonName(name), key, authority, authorityName(organization_id), [
    extension("2.5.29.19", sequence(), "critical"),
    extension("2.5.29.15", bits(Buffer.of(0b1000_0000), 7), "critical"),
    extension("2.5.29.37", sequence(oid("1.3.6.1.5.5.7.3.2"))),
  ]);
  return { certificate, key: key.pem };
}

function authorityKey(world: World, organization_id: string): Key {
  return keyFor(world, `authority of ${organization_id}`);
}

function authorityName(organization_id: string): Buffer {
  return commonName(`${organization_id} Sandbox CA`);
}

function issue(
  world: World,
  subject: Buffer,
  key: Key,
  issuer: Key,
  issuerName: Buffer,
  extensions: readonly Buffer[],
): string {
  const signed = sequence(
    context(0, integer(Buffer.of(2)), "around"),
    integer(Buffer.from(world.bytes(`serial ${key.secret}`, 16))),
    ECDSA_WITH_SHA256,
    issuerName,
    VALIDITY,
    subject,
    sequence(P256, bits(key.point)),
    context(
      3,
      sequence(
        ...extensions,
        extension("2.5.29.14", octets(keyId(key))),
        extension("2.5.29.35", sequence(context(0, keyId(issuer), "instead"))),
      ),
      "around",
    ),
  );
  const body = sequence(signed, ECDSA_WITH_SHA256, bits(sign(issuer, signed))).toString("base64");
  return ["-----BEGIN CERTIFICATE-----", ...(body.match(/.{1,64}/g) ?? []), "-----END CERTIFICATE-----", ""].join("\n");
}

function extension(id: string, value: Buffer, critical?: "critical"): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value));
}

function commonName(name: string): Buffer {
  return sequence(set(sequence(oid("2.5.4.3"), utf8(name))));
}

function keyId({ point }: Key): Buffer {
  return createHash("sha1").update(point).digest();
}

/**
 * What the authority may sign for. The key of a known seed is known to everybody, so whoever trusts the authority must not
 * come to trust anything beyond the own machine.
 */
function loopbackSubtrees(): Buffer {
  const { dns, ipv6 } = LOOPBACK;
  const networks = [Buffer.of(127, 0, 0, 0, 255, 0, 0, 0), Buffer.concat([ipv6, Buffer.alloc(16, 255)])];
  return Buffer.concat([
    sequence(context(DNS, Buffer.from(dns), "instead")),
    ...networks.map((network) => sequence(context(IP, network, "instead"))),
  ]);
}

function loopbackNames(): Buffer[] {
  const { dns, ipv4, ipv6 } = LOOPBACK;
  return [context(DNS, Buffer.from(dns), "instead"), ...[ipv4, ipv6].map((address) => context(IP, address, "instead"))];
}
