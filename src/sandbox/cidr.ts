import { badRequest } from "./errors.js";

/** An IPv4 network: its first address as a number, and how many bits name it. */
export interface Network {
  readonly first: number;
  readonly bits: number;
}

const PRIVATE: readonly Network[] = [
  { first: 0x0a000000, bits: 8 },
  { first: 0xac100000, bits: 12 },
  { first: 0xc0a80000, bits: 16 },
  { first: 0x64400000, bits: 10 },
];
/** How large and how small a network of a VPC may be. */
const WIDEST_BITS = 16;
const NARROWEST_BITS = 29;

/** Parses `10.0.0.0/24`; undefined when it is no network. */
export function parseCidr(text: string): Network | undefined {
  const [address = "", length = ""] = text.split("/", 2);
  const first = parseIp(address);
  const bits = /^\d{1,2}$/.test(length) ? Number(length) : undefined;
  if (first === undefined || bits === undefined || bits > 32) return undefined;
  return first % 2 ** (32 - bits) === 0 ? { first, bits } : undefined;
}

/** An IPv4 address as a number; undefined when it is none. */
export function parseIp(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((number, part) => number * 256 + Number(part), 0);
}

export function overlap(one: Network, other: Network): boolean {
  const size = 2 ** (32 - Math.min(one.bits, other.bits));
  return Math.floor(one.first / size) === Math.floor(other.first / size);
}

/** A network as it was given. Throws when it is none. */
export function requireCidr(text: string, field: string): Network {
  const network = parseCidr(text);
  if (!network) throw badRequest(`Invalid ${field} '${text}': expected an IPv4 network such as 10.0.0.0/24`);
  return network;
}

/** A network that a VPC can have: private, and neither too wide nor too narrow. */
export function requireVpcCidr(text: string, field = "network_cidr"): Network {
  const network = requireCidr(text, field);
  if (!PRIVATE.some((range) => range.bits <= network.bits && overlap(range, network))) {
    throw badRequest(`Invalid ${field} '${text}': expected a network for private use, as in 10.0.0.0/8`);
  }
  if (network.bits < WIDEST_BITS || network.bits > NARROWEST_BITS) {
    throw badRequest(`Invalid ${field} '${text}': prefix length must be from ${WIDEST_BITS} to ${NARROWEST_BITS}`);
  }
  return network;
}
