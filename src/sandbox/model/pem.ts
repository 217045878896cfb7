import type { World } from "../world.js";

/** How much each kind of block holds, in bytes, when the real ones are looked at. */
const BYTES = { CERTIFICATE: 1080, "PRIVATE KEY": 1790 } as const;

/** A block that looks like a certificate or key, the same for the same purpose; no certificate or key of anything. */
export function pem(world: World, label: keyof typeof BYTES, purpose: string): string {
  const body = Buffer.from(world.bytes(`pem ${label} ${purpose}`, BYTES[label])).toString("base64");
  const lines = body.match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
