import { SERVICE_TYPES } from "../data/service-types.js";
import { CREATE_ONLY, userConfigSchema } from "../data/user-config.js";
import { versionsOf } from "../data/versions.js";
import { badRequest } from "../errors.js";
import { violation } from "../validate.js";

export type UserConfig = Readonly<Record<string, unknown>>;

/** The user_config of a new service: what was given, with the defaults that the API shows. */
export function initialConfig(service_type: string, given: UserConfig): UserConfig {
  check(service_type, given);
  const { versionKey, default_version } = SERVICE_TYPES.get(service_type) ?? {};
  const version = versionKey && (given[versionKey] ?? default_version);
  if (versionKey && version !== undefined) requireCreatable(service_type, String(version));
  return withoutNulls({
    ...(service_type === "application" ? {} : { ip_filter: ["0.0.0.0/0", "::/0"] }),
    ...given,
    ...(versionKey ? { [versionKey]: version } : {}),
  });
}

/** Sets the given keys: null unsets one, arrays and objects replace what was there. */
export function mergeConfig(service_type: string, current: UserConfig, given: UserConfig): UserConfig {
  check(service_type, given);
  const versionKey = SERVICE_TYPES.get(service_type)?.versionKey;
  for (const key of Object.keys(given)) {
    if (CREATE_ONLY.has(key) && key !== versionKey && !isSame(given[key], current[key])) {
      throw badRequest(`Invalid user_config: '${key}' can only be set when the service is created`);
    }
  }
  if (versionKey && given[versionKey] !== undefined) {
    requireUpgrade(service_type, String(current[versionKey]), String(given[versionKey] ?? current[versionKey]));
  }
  // The version stays when it is unset: a service is never without one.
  const kept = versionKey && given[versionKey] === null ? { [versionKey]: current[versionKey] } : {};
  return withoutNulls({ ...current, ...given, ...kept });
}

function check(service_type: string, config: UserConfig): void {
  const schema = userConfigSchema(service_type);
  const unknown = Object.keys(config).find((key) => schema.properties && !Object.hasOwn(schema.properties, key));
  if (unknown !== undefined) {
    throw badRequest(`Invalid user_config: Additional properties are not allowed ('${unknown}' was unexpected)`);
  }
  const wrong = violation(schema, config);
  if (wrong) throw badRequest(`Invalid user_config: ${wrong}`);
}

function requireCreatable(service_type: string, version: string): void {
  const known = versionsOf(service_type).find(({ major_version }) => major_version === version);
  if (known?.state === "available") return;
  const ended = known?.end ? `reached its end of life on ${known.end}` : "is not available";
  throw badRequest(`Version '${version}' of service type '${service_type}' ${ended}`);
}

function requireUpgrade(service_type: string, from: string, to: string): void {
  if (from === to) return;
  const order = versionsOf(service_type).map(({ major_version }) => major_version);
  if (order.indexOf(to) < order.indexOf(from)) {
    throw badRequest(`Cannot downgrade service type '${service_type}' from version '${from}' to '${to}'`);
  }
  requireCreatable(service_type, to);
}

function withoutNulls(config: UserConfig): UserConfig {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
}

/** Unset is the same as never set. */
function isSame(a: unknown, b: unknown): boolean {
  return (a ?? null) === (b ?? null) || JSON.stringify(a) === JSON.stringify(b);
}
