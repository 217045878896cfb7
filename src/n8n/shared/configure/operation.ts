import type { OperationId } from "../../../core/catalogue/index.js";
import { pathParameters } from "../../../core/catalogue/index.js";
import { type Operation, requireOperation } from "../../../tools/operation.js";

/** What changes single parameters of a configuration: no operations of the API, but made of an update. */
const CONFIGURE = {
  configure: {
    of: "ServiceUpdate",
    title: "Configure a service",
    summary: "Changes single parameters of a service's configuration, and leaves the others as they are.",
  },
  configureIntegration: {
    of: "ServiceIntegrationUpdate",
    title: "Configure an integration",
    summary: "Changes single parameters of an integration's configuration, and leaves the others as they are.",
  },
  configureEndpoint: {
    of: "ServiceIntegrationEndpointUpdate",
    title: "Configure an integration endpoint",
    summary: "Changes single parameters of an endpoint's configuration, and leaves the others as they are.",
  },
} as const satisfies Readonly<Record<string, { of: OperationId; title: string; summary: string }>>;

/** The names of the operations that change single parameters. */
export type ConfigureId = keyof typeof CONFIGURE;

const made = new Map<ConfigureId, Operation>();

/** Whether a node's operation changes single parameters. */
export function isConfigure(value: string): value is ConfigureId {
  return Object.hasOwn(CONFIGURE, value);
}

/** The operation of the API that an operation which changes single parameters is made of. */
export function apiOperationOf(value: ConfigureId): OperationId {
  return CONFIGURE[value].of;
}

/** It looks like an operation to whatever makes the node's properties: an update, without its fields. */
export function configureOperation(value: ConfigureId): Operation {
  const operation = made.get(value) ?? toConfigure(value);
  made.set(value, operation);
  return operation;
}

function toConfigure(value: ConfigureId): Operation {
  const { of, title, summary } = CONFIGURE[value];
  const { facts, words, family } = requireOperation(of);
  const required = pathParameters(facts.path);
  const fields = Object.fromEntries(required.map((name) => [name, facts.fields[name] ?? {}]));
  return {
    id: value as string as Operation["id"],
    family,
    facts: { ...facts, fields, required },
    words: { ...withoutView(words), title, summary },
  };
}

/** It answers with what changes, of which there is nothing to simplify. */
function withoutView(words: Operation["words"]): Operation["words"] {
  return Object.fromEntries(Object.entries(words).filter(([name]) => name !== "view")) as Operation["words"];
}
