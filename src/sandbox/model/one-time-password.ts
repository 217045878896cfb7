import { createHmac } from "node:crypto";
import type { World } from "../world.js";

const STEP_SECONDS = 30;
const DIGITS = 6;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The address that an authenticator app scans, with a new secret. */
export function otpUri(world: World, email: string): string {
  const secret = Array.from(world.bytes(`otp${world.next("otp")}`, 32), (byte) => ALPHABET[byte % 32]).join("");
  return `otpauth://totp/Aiven:${encodeURIComponent(email)}?secret=${secret}&issuer=Aiven`;
}

/** Whether a password is that of the moment, or of the step before or after (RFC 6238). */
export function isOneTimePassword(uri: string, otp: string, now: number): boolean {
  return [-1, 0, 1].some((steps) => oneTimePassword(uri, now + steps * STEP_SECONDS * 1000) === otp);
}

/** The password of a moment. */
export function oneTimePassword(uri: string, now: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 1000 / STEP_SECONDS)));
  const digest = createHmac("sha1", secretOf(uri)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  const code = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(code % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** The bytes of the secret, which stands in base 32. */
function secretOf(uri: string): Buffer {
  const text = URL.canParse(uri) ? (new URL(uri).searchParams.get("secret") ?? "") : "";
  const bits = [...text.toUpperCase()].map((letter) =>
    Math.max(ALPHABET.indexOf(letter), 0).toString(2).padStart(5, "0"),
  );
  return Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
