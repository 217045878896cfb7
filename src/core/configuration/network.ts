/** An IP network: the bits of its address, and how many of them count. */
export interface Network {
  readonly family: 4 | 6;
  readonly bits: bigint;
  readonly prefix: number;
}

const WIDTH = { 4: 32, 6: 128 } as const;

/** Reads an address (`192.0.2.7`) or a network (`192.0.2.0/24`, `2001:db8::/32`); undefined for anything else. */
export function readNetwork(text: string): Network | undefined {
  const [, address = "", length] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const family = address.includes(":") ? 6 : 4;
  const bits = family === 6 ? readIpv6(address) : readIpv4(address);
  const width = WIDTH[family];
  const prefix = length === undefined ? width : Number(length);
  return bits === undefined || prefix > width ? undefined : shortened({ family, bits, prefix: width }, prefix);
}

function readIpv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function readIpv6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const zeros = tail ? Array.from({ length: Math.max(1, 8 - head.length - tail.length) }, () => "0") : [];
  const groups = [...head, ...zeros, ...(tail ?? [])];
  if (groups.length !== 8 || !groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

/** The network of fewer bits around a network. */
function shortened({ family, bits }: Network, prefix: number): Network {
  const host = BigInt(WIDTH[family] - prefix);
  return { family, bits: (bits >> host) << host, prefix };
}

/** The addresses of some networks together: two halves are the whole that they make. */
export class NetworkSet {
  readonly #networks = new Map<string, Network>();

  constructor(networks: readonly Network[]) {
    for (const network of networks) this.#add(network);
  }

  #add(network: Network): void {
    this.#networks.set(keyOf(network), network);
    const { family, bits, prefix } = network;
    if (prefix === 0) return;
    const otherHalf = { ...network, bits: bits ^ (1n << BigInt(WIDTH[family] - prefix)) };
    if (this.covers(otherHalf)) this.#add(shortened(network, prefix - 1));
  }

  /** Whether all addresses of a network are among them. */
  covers(network: Network): boolean {
    for (let prefix = network.prefix; prefix >= 0; prefix--) {
      if (this.#networks.has(keyOf(shortened(network, prefix)))) return true;
    }
    return false;
  }
}

function keyOf({ family, bits, prefix }: Network): string {
  return `${family} ${bits} ${prefix}`;
}
