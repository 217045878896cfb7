import type { Kind } from "../../../core/configuration/index.js";
import type { OwnerName } from "../../../tools/configuration/owner.js";

/** Which configuration an operation has a form for: of a type that a field tells, or of what a field names. */
export type Form =
  | { readonly kind: Kind; readonly type: string; readonly owner?: never }
  | { readonly kind: Kind; readonly owner: string; readonly type?: never };

const SERVICE = { kind: "services", owner: "service_name" } as const;
const INTEGRATION = { kind: "integrations", owner: "integration_id" } as const;
const ENDPOINT = { kind: "endpoints", owner: "integration_endpoint_id" } as const;

const FORMS: Readonly<Record<string, Form>> = {
  ServiceCreate: { kind: "services", type: "service_type" },
  ServiceIntegrationCreate: { kind: "integrations", type: "integration_type" },
  ServiceIntegrationEndpointCreate: { kind: "endpoints", type: "endpoint_type" },
  ServiceUpdate: SERVICE,
  ServiceIntegrationUpdate: INTEGRATION,
  ServiceIntegrationEndpointUpdate: ENDPOINT,
  configure: SERVICE,
  configureIntegration: INTEGRATION,
  configureEndpoint: ENDPOINT,
};

/** The form of a node's operation; undefined for one without. */
export function formOf(operation: string): Form | undefined {
  return Object.hasOwn(FORMS, operation) ? FORMS[operation] : undefined;
}

/** The field of an input that a form fills. */
export const CONFIGURATION_FIELD = "user_config";

/** What a configuration belongs to, by what the person chose. */
export function ownerName({ kind }: Form, project: string | undefined, chosen: string): OwnerName {
  const where = project === undefined ? {} : { project };
  if (kind === "integrations" || kind === "endpoints") return { ...where, kind, id: chosen };
  return { ...where, service_name: chosen };
}
