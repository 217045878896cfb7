import type { Kind } from "../../core/configuration/index.js";
import type { Config } from "../../core/configuration/validate.js";
import { ApiError, InputError } from "../../core/errors.js";
import { requirePart } from "../../core/parts.js";
import { isUuid } from "../../core/uuid.js";
import { callAllowed } from "../call.js";
import type { Door } from "../door.js";
import type { PlanPlace } from "../prices.js";

/** What a configuration belongs to, by its name or id: one of them. */
export interface OwnerName {
  readonly project?: string | undefined;
  readonly service_name?: string | undefined;
  /** Of an integration or an integration endpoint. */
  readonly id?: string | undefined;
  /** Which of the two the id is of, where that is known. */
  readonly kind?: "integrations" | "endpoints" | undefined;
}

/** A service, an integration or an endpoint with its configuration, and how that is changed. */
export interface Owner {
  readonly kind: Kind;
  readonly type: string;
  readonly project: string | undefined;
  readonly present: Config;
  /** Where a service's prices stand. */
  readonly place?: PlanPlace;
  readonly update: {
    readonly operation: "ServiceUpdate" | "ServiceIntegrationUpdate" | "ServiceIntegrationEndpointUpdate";
    /** The input that names it. */
    readonly input: Readonly<Record<string, unknown>>;
  };
}

/** Finds what is meant. Throws InputError where neither or both are named, and the client's errors. */
export async function requireOwner(door: Door, { project, service_name, id, kind }: OwnerName): Promise<Owner> {
  const where = project === undefined ? {} : { project };
  if (service_name !== undefined && id === undefined) {
    const answer = await callAllowed(door, "ServiceGet", { ...where, service_name });
    const service = requirePart(answer.service, "service", "ServiceGet");
    const { service_type, plan, cloud_name: cloud } = service;
    return {
      kind: "services",
      type: service_type,
      project: project ?? door.project,
      present: service.user_config ?? {},
      place: { project, service_type, plan, cloud },
      update: { operation: "ServiceUpdate", input: { ...where, service_name } },
    };
  }
  if (id === undefined || service_name !== undefined) {
    throw new InputError([{ field: "service_name", message: "or id is required, one of them" }]);
  }
  if (kind === "endpoints") return readEndpoint(door, where, id);
  if (kind === "integrations") return readIntegration(door, where, id);
  if (!isUuid(id)) {
    const message = "must be the id of an integration or an endpoint; the name of a service goes into service_name";
    throw new InputError([{ field: "id", message }]);
  }
  return (await findIntegration(door, where, id)) ?? (await findEndpoint(door, where, id)) ?? unknownId(id);
}

function unknownId(id: string): never {
  const message = `${id} is the id of no integration and of no endpoint here`;
  throw new InputError(
    [{ field: "id", message }],
    "ServiceIntegrationList and ServiceIntegrationEndpointList tell ids.",
  );
}

/** The ids of integrations and of endpoints are looked up apart. */
async function findIntegration(door: Door, where: { project?: string }, id: string): Promise<Owner | undefined> {
  return readIntegration(door, where, id).catch(unlessMissing);
}

async function findEndpoint(door: Door, where: { project?: string }, id: string): Promise<Owner | undefined> {
  return readEndpoint(door, where, id).catch(unlessMissing);
}

/** Where the project is not there either, that is what is wrong. */
function unlessMissing(error: unknown): undefined {
  if (error instanceof ApiError && error.status === 404 && !/\bproject\b/i.test(error.message)) return undefined;
  throw error;
}

async function readIntegration(door: Door, where: { project?: string }, id: string): Promise<Owner> {
  const names = { ...where, integration_id: id };
  const { service_integration } = await callAllowed(door, "ServiceIntegrationGet", names);
  const found = requirePart(service_integration, "integration", "ServiceIntegrationGet");
  return {
    kind: "integrations",
    type: found.integration_type,
    project: where.project ?? door.project,
    present: found.user_config ?? {},
    update: { operation: "ServiceIntegrationUpdate", input: names },
  };
}

async function readEndpoint(door: Door, where: { project?: string }, id: string): Promise<Owner> {
  const names = { ...where, integration_endpoint_id: id };
  const { service_integration_endpoint } = await callAllowed(door, "ServiceIntegrationEndpointGet", names);
  const found = requirePart(service_integration_endpoint, "endpoint", "ServiceIntegrationEndpointGet");
  return {
    kind: "endpoints",
    type: found.endpoint_type,
    project: where.project ?? door.project,
    present: found.user_config ?? {},
    update: { operation: "ServiceIntegrationEndpointUpdate", input: names },
  };
}
