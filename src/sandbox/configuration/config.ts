import type { Parameter } from "../../core/configuration/index.js";
import { innerParameters, parameterOf } from "../../core/configuration/paths.js";
import { same } from "../../core/configuration/value.js";
import { own } from "../../core/own.js";
import { isObject } from "../../core/view.js";
import { badRequest } from "../errors.js";
import { configurationViolation } from "./violation.js";

export type Config = Readonly<Record<string, unknown>>;

/** The configuration of something new. Null is the same as nothing. Throws 400 on what does not fit. */
export function newConfig(facts: Parameter, given: Config): Config {
  return changedConfig(facts, {}, given);
}

/** A configuration after a change: objects go into one another, lists are replaced, null unsets. Throws 400 on what does not fit. */
export function changedConfig(facts: Parameter, present: Config, given: Config): Config {
  const changed = merge(present, given);
  const wrong = configurationViolation(facts, given, changed);
  if (wrong) throw badRequest(`Invalid user_config: ${wrong}`);
  return changed;
}

/** Throws 400 where a change touches what only something new can be given. */
export function requireChangeable(facts: Parameter, present: Config, given: Config): void {
  const properties = innerParameters(facts);
  for (const [key, value] of Object.entries(given)) {
    const parameter = own(properties, key);
    const before = own(present, key);
    if (parameter?.createOnly && !same(value ?? undefined, before ?? undefined)) {
      throw badRequest(`Invalid user_config: '${key}' can only be set when the service is created`);
    }
    if (parameter && isObject(value)) requireChangeable(parameter, isObject(before) ? before : {}, value);
  }
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
