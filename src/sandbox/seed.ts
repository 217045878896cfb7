import { hash } from "node:crypto";

/** The seed of a world that is given none. */
export const DEFAULT_SEED = "aiven";

/** Hexadecimal digits that look random and are the same for the same seed and purpose. At most 64. */
export function hexOf(seed: string, purpose: string, length: number): string {
  return hash("sha256", `${seed}\0${purpose}`).slice(0, length);
}

/** Bytes that look random and are the same for the same seed and purpose. */
export function bytesOf(seed: string, purpose: string, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, block) => hexOf(seed, `${purpose}\0${block}`, 64));
  return Buffer.from(blocks.join(""), "hex").subarray(0, length);
}

/** The value of a world's token by its number, from 1. It may hold `/` and `+`, as the real ones do. */
export function tokenOf(seed: string, number: number): string {
  return Buffer.from(bytesOf(seed, `token${number}`, 60)).toString("base64");
}
