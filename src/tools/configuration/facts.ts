import { type Kind, loadFacts, type Parameter } from "../../core/configuration/index.js";
import { readLiveSchema, withBundledMarks } from "../../core/configuration/live.js";
import { AivenError } from "../../core/errors.js";
import { isObject } from "../../core/view.js";
import type { Door } from "../door.js";

/** Which configuration is meant. */
export interface ConfigurationType {
  readonly kind: Kind;
  readonly type: string;
  /** The project whose API is asked for the live schema. */
  readonly project?: string | undefined;
}

/** The bundled facts of a type; undefined where none are known. A service type may be one that is retired. */
export async function bundledFacts({ kind, type }: ConfigurationType): Promise<Parameter | undefined> {
  const facts = await loadFacts(kind, type);
  return facts ?? (kind === "services" ? loadFacts("retired", type) : undefined);
}

/**
 * What the API itself says about a type, read once for the life of a door. Undefined where it cannot be read: then the
 * bundled facts have to do.
 */
export async function liveFacts(door: Door, of: ConfigurationType): Promise<Parameter | undefined> {
  const project = of.project ?? door.project;
  if (project === undefined) return undefined;
  const key = `${of.kind} ${of.type} ${project}`;
  const known = door.liveFacts?.get(key);
  if (known) return known;
  try {
    const schema = await readSchema(door, of, project);
    if (!isObject(schema)) return undefined;
    const facts = withBundledMarks(readLiveSchema(schema), await bundledFacts(of));
    door.liveFacts?.set(key, facts);
    return facts;
  } catch (error) {
    if (error instanceof AivenError) return undefined;
    throw error;
  }
}

/** The live facts where they can be had, else the bundled ones. */
export async function currentFacts(door: Door, of: ConfigurationType): Promise<Parameter | undefined> {
  return (await liveFacts(door, of)) ?? bundledFacts(of);
}

async function readSchema(door: Door, { kind, type }: ConfigurationType, project: string): Promise<unknown> {
  switch (kind) {
    case "services": {
      const found = await door.client.call("ProjectServiceTypesGet", { project, service_type: type });
      return found.user_config_schema;
    }
    case "integrations": {
      const { integration_types } = await door.client.call("ServiceIntegrationTypes", { project });
      return integration_types.find(({ integration_type }) => integration_type === type)?.user_config_schema;
    }
    case "endpoints": {
      const { endpoint_types } = await door.client.call("ServiceIntegrationEndpointTypes", { project });
      return endpoint_types.find(({ endpoint_type }) => endpoint_type === type)?.user_config_schema;
    }
    case "retired":
      return undefined;
  }
}
