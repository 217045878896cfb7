import type { World } from "../world.js";

/** Numbers that look random, the same for the same seed, purpose and index: quick enough for long series. */
export function noise(world: World, purpose: string): (index: number) => number {
  const start = Number.parseInt(world.hex(purpose, 8), 16);
  return (index) => {
    // The finaliser of MurmurHash3: neighbouring numbers come out far apart.
    let hash = (start ^ Math.trunc(index)) >>> 0;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
  };
}
