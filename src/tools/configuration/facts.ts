import { type Kind, loadFacts, type Parameter } from "../../core/configuration/index.js";
import { readLiveSchema, withBundledMarks } from "../../core/configuration/live.js";
import { AivenError } from "../../core/errors.js";
import { items } from "../../core/parts.js";
import { isObject } from "../../core/view.js";
import type { Door, LiveFacts } from "../door.js";

/** Which configuration is meant. */
export interface ConfigurationType {
  readonly kind: Kind;
  readonly type: string;
  /** The project whose API is asked for the live schema. */
  readonly project?: string | undefined;
}

/** How long a live schema counts, in milliseconds: a server may run for weeks, and the provider adds parameters. */
export const LIVE_MS = 10 * 60_000;
/** How old it may be when something is refused by it. */
export const FRESH_MS = 10_000;
/** How soon one that could not be read is asked for again. */
const RETRY_MS = 60_000;

/** The bundled facts of a type; undefined where none are known. A service type may be one that is retired. */
export async function bundledFacts({ kind, type }: ConfigurationType): Promise<Parameter | undefined> {
  const facts = await loadFacts(kind, type);
  return facts ?? (kind === "services" ? loadFacts("retired", type) : undefined);
}

/**
 * What the API itself says about a type, read again when it is older than `maxAgeMs`; calls at the same time share one
 * read. Undefined where it cannot be read: then the bundled facts have to do.
 */
export async function liveFacts(
  door: Door,
  of: ConfigurationType,
  maxAgeMs: number = LIVE_MS,
): Promise<Parameter | undefined> {
  const project = of.project ?? door.project;
  if (project === undefined) return undefined;
  const key = keyOf(of, project);
  const known = door.liveFacts?.get(key);
  if (known && (await isGood(door, known, maxAgeMs))) return known.facts;
  const facts = readFacts(door, of, project, key);
  door.liveFacts?.set(key, { readAt: door.now(), facts });
  return facts;
}

async function isGood(door: Door, { readAt, facts }: LiveFacts, maxAgeMs: number): Promise<boolean> {
  return door.now() - readAt <= Math.min(maxAgeMs, (await facts) ? LIVE_MS : RETRY_MS);
}

/** The live facts of a type when they were read not long ago: asks nobody. */
export async function knownFacts(door: Door, of: ConfigurationType): Promise<Parameter | undefined> {
  const known = door.liveFacts?.get(keyOf(of, of.project ?? door.project));
  return known && (await isGood(door, known, LIVE_MS)) ? known.facts : undefined;
}

/** The live facts where they can be had, else the bundled ones. */
export async function currentFacts(door: Door, of: ConfigurationType): Promise<Parameter | undefined> {
  return (await liveFacts(door, of)) ?? bundledFacts(of);
}

function keyOf({ kind, type }: ConfigurationType, project: string | undefined): string {
  return [kind, type, project].join(" ");
}

async function readFacts(
  door: Door,
  of: ConfigurationType,
  project: string,
  key: string,
): Promise<Parameter | undefined> {
  try {
    const schema = await readSchema(door, of, project);
    return isObject(schema) ? withBundledMarks(readLiveSchema(schema), await bundledFacts(of)) : undefined;
  } catch (error) {
    if (error instanceof AivenError) return undefined;
    door.liveFacts?.delete(key);
    throw error;
  }
}

async function readSchema(door: Door, { kind, type }: ConfigurationType, project: string): Promise<unknown> {
  switch (kind) {
    case "services": {
      const found = await door.client.call("ProjectServiceTypesGet", { project, service_type: type });
      return found.user_config_schema;
    }
    case "integrations": {
      const { integration_types } = await door.client.call("ServiceIntegrationTypes", { project });
      return items(integration_types).find(({ integration_type }) => integration_type === type)?.user_config_schema;
    }
    case "endpoints": {
      const { endpoint_types } = await door.client.call("ServiceIntegrationEndpointTypes", { project });
      return items(endpoint_types).find(({ endpoint_type }) => endpoint_type === type)?.user_config_schema;
    }
    case "retired":
      return undefined;
  }
}
