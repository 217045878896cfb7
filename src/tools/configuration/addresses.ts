import type { Config } from "../../core/configuration/validate.js";
import { isObject } from "../../core/view.js";

const EVERYWHERE: ReadonlySet<string> = new Set(["0.0.0.0/0", "::/0"]);

/** The address of an entry of an address list, which is a text or has a description beside it. */
export function addressOf(entry: unknown): string {
  return String(isObject(entry) ? entry["network"] : entry);
}

/** What a change of `ip_filter` does to who gets in, in words; nothing where nobody is shut out and no door stands open. */
export function addressEffects(present: Config, given: Config): string[] {
  const after = given["ip_filter"];
  if (!Array.isArray(after)) return [];
  const before = [present["ip_filter"] ?? []].flat().map(addressOf);
  const allowed = new Set(after.map(addressOf));
  if (allowed.size === 0) return ["ip_filter: LOCK-OUT, no address may connect any more, yours included"];
  const opened = [...allowed].filter((address) => EVERYWHERE.has(address) && !before.includes(address));
  // Who may come from everywhere may come from there too.
  const gone = before.filter(
    (address) => !allowed.has(address) && ![...allowed].some((other) => EVERYWHERE.has(other)),
  );
  return [
    ...(gone.length > 0 ? [`ip_filter: locks out ${gone.join(", ")}`] : []),
    ...(opened.length > 0 ? [`ip_filter: OPEN, every address on the internet may connect (${opened.join(", ")})`] : []),
  ];
}
