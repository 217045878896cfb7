import type { Config } from "../../core/configuration/validate.js";
import type { InputIssue } from "../../core/errors.js";
import { own } from "../../core/own.js";

/** The parameter that says which version a service of a type runs: `pg_version`. */
export function versionParameter(service_type: string): string {
  return `${service_type}_version`;
}

/** What is wrong with the version that a service is to go to; nothing where it goes up, or stays. */
export function downgrade(service_type: string, config: Config, present: Config = {}): InputIssue[] {
  const field = versionParameter(service_type);
  const [to, from] = [own(config, field), own(present, field)];
  if (!isLower(to, from)) return [];
  return [{ field, message: `would go back from ${from} to ${to}: a version can only be raised` }];
}

/** Whether a version is lower than another: "9.6" than "10". */
function isLower(version: unknown, than: unknown): boolean {
  const [a, b] = [version, than].map((value) => (typeof value === "string" ? value.split(".").map(Number) : []));
  if (!a?.length || !b?.length || [...a, ...b].some(Number.isNaN)) return false;
  const length = Math.max(a.length, b.length);
  const gaps = Array.from({ length }, (_, index) => (a[index] ?? 0) - (b[index] ?? 0));
  return (gaps.find((gap) => gap !== 0) ?? 0) < 0;
}
