import { addressViolations } from "../../core/configuration/addresses.js";
import type { Parameter } from "../../core/configuration/index.js";
import { parameterOf } from "../../core/configuration/paths.js";
import { type Config, checkConfiguration } from "../../core/configuration/validate.js";
import { isObject } from "../../core/view.js";
import { badRequest } from "../errors.js";
import { violationMessage } from "./violation.js";

export type { Config };

/** What a configuration is judged by beside the facts of its parameters. */
interface Judging {
  /** A service's, whose `ip_filter` holds addresses. */
  readonly ofService?: boolean;
}

/** The configuration of something new. Null is the same as nothing. Throws 400 on what does not fit. */
export function newConfig(facts: Parameter, given: Config, judging: Judging = {}): Config {
  requireFit(facts, given, undefined, judging);
  return merge({}, given);
}

/**
 * A configuration after a change: objects go into one another, lists are replaced, null unsets. Throws 400 on what does not fit,
 * and where it touches what only something new can be given.
 */
export function changedConfig(facts: Parameter, present: Config, given: Config, judging: Judging = {}): Config {
  requireFit(facts, given, present, judging);
  return merge(present, given);
}

function requireFit(facts: Parameter, given: Config, present: Config | undefined, { ofService }: Judging): void {
  const addresses = ofService ? addressViolations(given) : [];
  const { violations } = checkConfiguration(facts, given, present);
  const wrong = violationMessage([...violations, ...addresses]);
  if (wrong) throw badRequest(`Invalid user_config: ${wrong}`);
}

function merge(present: Config, given: Config): Config {
  const result = new Map(Object.entries(present));
  for (const [key, value] of Object.entries(given)) {
    const before = result.get(key);
    if (value === null) result.delete(key);
    else result.set(key, isObject(value) ? merge(isObject(before) ? before : {}, value) : value);
  }
  return Object.fromEntries(result);
}

/** The values of a type that the API shows although nobody has given them. */
export function defaultsOf({ properties = {} }: Parameter): Config {
  const known = Object.entries(properties).filter(([, parameter]) => parameter.default !== undefined);
  return Object.fromEntries(known.map(([key, parameter]) => [key, parameter.default]));
}

/** A configuration with something else in place of its secrets. */
export function withoutSecrets(facts: Parameter, config: Config, placeholder: string): Config {
  return hide(facts, config, placeholder) as Config;
}

function hide(parameter: Parameter, value: unknown, placeholder: string): unknown {
  if (parameter.secret) return placeholder;
  if (Array.isArray(value)) return value.map((item) => hide(parameter.items ?? {}, item, placeholder));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    hide(parameterOf(parameter, key) ?? {}, item, placeholder),
  ]);
  return Object.fromEntries(entries);
}
