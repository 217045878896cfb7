import { addressEntries, addressOf, FILTER } from "../../core/configuration/addresses.js";
import { NetworkSet, readNetwork } from "../../core/configuration/network.js";
import type { Config } from "../../core/configuration/validate.js";
import type { InputIssue } from "../../core/errors.js";
import { own } from "../../core/own.js";

const EVERYWHERE = ["0.0.0.0/0", "::/0"];

/** The addresses that `ip_filter` names twice. */
export function repeatedAddresses(config: Config): InputIssue[] {
  const all = addressEntries(config).map(addressOf);
  const twice = [...new Set(all.filter((address, index) => all.indexOf(address) < index))];
  return twice.map((address) => ({ field: FILTER, message: `has ${address} twice` }));
}

/**
 * What a change of `ip_filter` does to who gets in, in words; nothing where nobody is shut out and no door stands open.
 * `usual` is what holds when it is unset.
 */
export function addressEffects(present: Config, given: Config, usual?: unknown): string[] {
  const wanted = own(given, FILTER);
  const after = wanted === null ? usual : wanted;
  if (!Array.isArray(after)) return [];
  if (after.length === 0) return [`${FILTER}: LOCK-OUT, no address may connect any more, yours included`];
  const before = addressEntries(present).map(addressOf);
  const [had, has] = [networksOf(before), networksOf(after.map(addressOf))];
  const isIn = (set: NetworkSet, address: string) => {
    const network = readNetwork(address);
    return network !== undefined && set.covers(network);
  };
  const gone = before.filter((address) => !isIn(has, address));
  const opened = EVERYWHERE.filter((address) => isIn(has, address) && !isIn(had, address));
  return [
    ...(gone.length > 0 ? [`${FILTER}: locks out ${listed(gone)}`] : []),
    ...(opened.length > 0 ? [`${FILTER}: OPEN, every address on the internet may connect (${opened.join(", ")})`] : []),
  ];
}

function networksOf(addresses: readonly string[]): NetworkSet {
  return new NetworkSet(addresses.flatMap((address) => readNetwork(address) ?? []));
}

const MAX_LISTED = 20;

function listed(addresses: readonly string[]): string {
  const more = addresses.length - MAX_LISTED;
  return addresses.slice(0, MAX_LISTED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
