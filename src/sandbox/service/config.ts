import { changedConfig, newConfig } from "../configuration/config.js";
import { configurationFacts } from "../configuration/facts.js";
import { SERVICE_TYPES } from "../data/service-types.js";
import { versionsOf } from "../data/versions.js";
import { badRequest } from "../errors.js";
import type { World } from "../world.js";

export type UserConfig = Readonly<Record<string, unknown>>;

/** The user_config of a new service: what was given, with the defaults that the API shows. */
export function initialConfig(world: World, service_type: string, given: UserConfig): UserConfig {
  const config = newConfig(configurationFacts(world, "services", service_type), given, { ofService: true });
  const { versionKey, default_version } = SERVICE_TYPES.get(service_type) ?? {};
  const version = versionKey && (config[versionKey] ?? default_version);
  if (versionKey && version !== undefined) requireCreatable(service_type, String(version));
  return {
    ...(service_type === "application" ? {} : { ip_filter: ["0.0.0.0/0", "::/0"] }),
    ...config,
    ...(versionKey ? { [versionKey]: version } : {}),
  };
}

/** Sets the given keys: null unsets one, lists replace what was there, objects go into it. */
export function mergeConfig(world: World, service_type: string, current: UserConfig, given: UserConfig): UserConfig {
  const facts = configurationFacts(world, "services", service_type);
  const changed = changedConfig(facts, current, given, { ofService: true });
  const versionKey = SERVICE_TYPES.get(service_type)?.versionKey;
  if (!versionKey) return changed;
  // The version stays when it is unset: a service is never without one.
  const version = changed[versionKey] ?? current[versionKey];
  requireUpgrade(service_type, String(current[versionKey]), String(version));
  return { ...changed, [versionKey]: version };
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
