import { BlockList, isIP } from "node:net";
import { badRequest } from "../errors.js";

/** Whether a list of addresses and networks (`10.0.0.0/8`) holds an address. */
export function allows(list: readonly string[], address: string): boolean {
  const blocks = new BlockList();
  for (const entry of list) addNetwork(blocks, entry);
  return blocks.check(address);
}

/** Refuses a list in which something is neither an address nor a network. */
export function requireNetworks(list: readonly unknown[]): void {
  for (const entry of list) {
    if (typeof entry !== "string" || !addNetwork(new BlockList(), entry)) {
      throw badRequest(`Invalid IP address or network '${String(entry)}'`, "ip_address_not_valid");
    }
  }
}

function addNetwork(blocks: BlockList, entry: string): boolean {
  const [address = "", length] = entry.split("/");
  const version = isIP(address);
  const longest = version === 4 ? 32 : 128;
  const bits = length === undefined ? longest : Number(length);
  if (version === 0 || !/^\d*$/.test(length ?? "") || bits > longest) return false;
  blocks.addSubnet(address, bits, version === 4 ? "ipv4" : "ipv6");
  return true;
}
