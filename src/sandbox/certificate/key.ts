import { createECDH, createHash, createHmac, createPrivateKey } from "node:crypto";
import type { World } from "../world.js";
import { integer, sequence } from "./der.js";

const CURVE = "prime256v1";
/** How many points the curve P-256 has. */
const ORDER = BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

/** A key pair on the curve P-256 that is the same for the same seed and purpose. */
export interface Key {
  readonly secret: bigint;
  /** The public point, uncompressed. */
  readonly point: Buffer;
  /** The private key, PKCS #8 in PEM. */
  readonly pem: string;
}

export function keyFor(world: World, purpose: string): Key {
  const secret = belowOrder(Buffer.from(world.bytes(`key ${purpose}`, 64)));
  const point = pointOf(secret);
  const field = (bytes: Buffer) => bytes.toString("base64url");
  const coordinates = { x: field(point.subarray(1, 33)), y: field(point.subarray(33)) };
  const jwk = { kty: "EC", crv: "P-256", d: field(toBytes(secret)), ...coordinates };
  const key = createPrivateKey({ format: "jwk", key: jwk });
  return { secret, point, pem: key.export({ type: "pkcs8", format: "pem" }) as string };
}

/**
 * Signs by ECDSA with SHA-256. By hand because Node's own signatures are different each time, and certificates are to be
 * the same for a seed. Guards nothing: who knows the seed knows the key.
 */
export function sign({ secret }: Key, data: Buffer): Buffer {
  const digest = createHash("sha256").update(data).digest();
  const nonce = belowOrder(createHmac("sha512", toBytes(secret)).update(digest).digest());
  const r = toNumber(pointOf(nonce).subarray(1, 33)) % ORDER;
  const s = (inverse(nonce) * (toNumber(digest) + r * secret)) % ORDER;
  return sequence(integer(toBytes(r)), integer(toBytes(s)));
}

function pointOf(secret: bigint): Buffer {
  const curve = createECDH(CURVE);
  curve.setPrivateKey(toBytes(secret));
  return curve.getPublicKey();
}

/** From 1 to the order of the curve less 1, as any secret on it. */
function belowOrder(bytes: Buffer): bigint {
  return (toNumber(bytes) % (ORDER - 1n)) + 1n;
}

/** By Fermat's theorem, for the order is a prime. */
function inverse(value: bigint): bigint {
  let result = 1n;
  let base = value;
  for (let exponent = ORDER - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % ORDER;
    base = (base * base) % ORDER;
  }
  return result;
}

function toNumber(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString("hex")}`);
}

function toBytes(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, "0"), "hex");
}
