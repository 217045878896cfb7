import type { Config } from "../../core/configuration/validate.js";
import type { InputIssue } from "../../core/errors.js";
import { own } from "../../core/own.js";
import { referencesIn } from "../../core/reference.js";
import { isObject } from "../../core/view.js";
import { NetworkSet, readNetwork } from "./network.js";

const FILTER = "ip_filter";
const EVERYWHERE = ["0.0.0.0/0", "::/0"];

/** The address of an entry of an address list, which is a text or has a description beside it. */
export function addressOf(entry: unknown): string {
  return String(isObject(entry) ? entry["network"] : entry);
}

/** What is wrong with the entries of a service's `ip_filter`, of which the provider's schema says only that they are texts. */
export function addressProblems(config: Config): InputIssue[] {
  return entriesOf(own(config, FILTER)).flatMap((entry, index) => {
    const address = addressOf(entry);
    if (readNetwork(address) || referencesIn(address).length > 0) return [];
    const field = `${FILTER}[${index}]${isObject(entry) ? ".network" : ""}`;
    return [{ field, message: `must be an IP address or network such as 198.51.100.0/24, not "${address}"` }];
  });
}

/** The addresses that `ip_filter` names twice. */
export function repeatedAddresses(config: Config): InputIssue[] {
  const all = entriesOf(own(config, FILTER)).map(addressOf);
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
  const before = entriesOf(own(present, FILTER)).map(addressOf);
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

function entriesOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}

function networksOf(addresses: readonly string[]): NetworkSet {
  return new NetworkSet(addresses.flatMap((address) => readNetwork(address) ?? []));
}

const MAX_LISTED = 20;

function listed(addresses: readonly string[]): string {
  const more = addresses.length - MAX_LISTED;
  return addresses.slice(0, MAX_LISTED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
