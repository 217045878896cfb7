import { InputError, type InputIssue } from "../core/errors.js";
import { requirePart, requireText } from "../core/parts.js";
import { isSecretKey } from "../core/redact.js";
import { referencesIn } from "../core/reference.js";
import type { Door } from "./door.js";
import { read } from "./perform.js";
import { findSource } from "./repositories.js";

/** An application to deploy from a repository. */
export interface ApplicationRequest {
  /** `owner/name` of a connected account, or an address. */
  readonly repository?: string | undefined;
  /** The repository's default branch unless told otherwise. */
  readonly branch?: string | undefined;
  /** The folder with the Dockerfile; the root unless told otherwise. */
  readonly build_path?: string | undefined;
  /** On which it listens for HTTP. */
  readonly port?: number | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** Services of the project whose credentials it gets as variables. */
  readonly uses?: readonly string[] | undefined;
}

/** What a service of the type `application` is created with, or what has to be chosen first. */
export type Composed =
  | {
      readonly user_config: Record<string, unknown>;
      readonly service_integrations: readonly Record<string, unknown>[];
      /** The variables that it gets, by name. */
      readonly variables: readonly string[];
    }
  | { readonly choose: Record<string, unknown> };

interface Variable {
  readonly key: string;
  readonly kind: "variable" | "secret";
  readonly value: string;
}

/** The variables with a service's credentials, by what is exposed (source: the provider's own server). */
const EXPOSED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  pg: { connection_string: "DATABASE_URL" },
  valkey: { connection_string: "VALKEY_URL" },
  opensearch: { connection_string: "OPENSEARCH_URL" },
  kafka: {
    bootstrap_servers: "KAFKA_BOOTSTRAP_SERVERS",
    security_protocol: "KAFKA_SECURITY_PROTOCOL",
    access_key: "KAFKA_ACCESS_KEY",
    access_cert: "KAFKA_ACCESS_CERT",
    ca_cert: "KAFKA_CA_CERT",
  },
};
/** Their certificates are signed by the project's own authority, which an application has to be told of. */
const NEEDS_CA = new Set(["pg", "valkey"]);
const CA_VARIABLE = "PROJECT_CA_CERT";

/** Makes an application's configuration; finds its repository, and refuses to guess. Throws InputError and the client's errors. */
export async function composeApplication(
  door: Door,
  project: string | undefined,
  { repository, branch, build_path, port, variables = {}, uses = [] }: ApplicationRequest,
): Promise<Composed> {
  const source = await findSource(door, project, repository, branch);
  if ("choose" in source) return source;
  if (port === undefined) {
    return {
      choose: { choose: "application.port", note: "On which port does it listen for HTTP? Call again with it." },
    };
  }
  const used = await Promise.all([...new Set(uses)].map((service_name) => readUsed(door, project, service_name)));
  const credentials = used.map((service) => ({ ...service, names: namesOf(service, used) }));
  const own = Object.entries(variables).map(([key, value]) => toVariable(key, String(value)));
  const ca = used.some(({ type }) => NEEDS_CA.has(type)) ? [await caVariable(door, project)] : [];
  const environment_variables = [...own, ...ca];
  const given = new Map(
    credentials.flatMap(({ service_name, names }) => Object.values(names).map((name) => [name, service_name])),
  );
  for (const { key } of ca) given.set(key, "the project's certificate authority");
  const issues = own.flatMap(({ key }) => wrongWith(key, variables[key], given));
  if (issues.length > 0) throw new InputError(issues);
  return {
    user_config: {
      application: {
        source: { ...source, build_path: inRepository(build_path) },
        ports: [{ name: "http", port, protocol: "HTTP" }],
        environment_variables,
      },
    },
    service_integrations: credentials.map(({ service_name, type, names }) => ({
      integration_type: "application_service_credential",
      source_service: service_name,
      user_config: {
        service_type: type,
        exposed_values: Object.fromEntries(
          Object.entries(names).map(([exposed, name]) => [exposed, { environment_variable_key: name }]),
        ),
      },
    })),
    variables: [
      ...environment_variables.map(({ key }) => key),
      ...credentials.flatMap(({ names }) => Object.values(names)),
    ],
  };
}

/** A folder as the API writes it: below the root, which is a dot. */
function inRepository(folder = ""): string {
  const path = folder.replace(/^(\.?\/)+|^\.$|\/+$/g, "");
  return path === "" ? "." : `./${path}`;
}

/** What is wrong with a variable, which would not be told before the build, or never. */
function wrongWith(key: string, value: unknown, given: ReadonlyMap<string, string>): InputIssue[] {
  const field = `application.variables.${key}`;
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key))
    return [{ field, message: "is no name of a variable: letters, digits and _" }];
  if (!["string", "number", "boolean"].includes(typeof value))
    return [{ field, message: "must be a text, a number or a boolean" }];
  const giver = given.get(key);
  return giver === undefined ? [] : [{ field, message: `is set from ${giver} already: leave it out, or rename it` }];
}

interface Used {
  readonly service_name: string;
  readonly type: string;
}

async function readUsed(door: Door, project: string | undefined, service_name: string): Promise<Used> {
  const answer = await read(door, "ServiceGet", { project, service_name });
  const { service_type: type } = requirePart(answer.service, "service", "ServiceGet");
  if (Object.hasOwn(EXPOSED, type)) return { service_name, type };
  const message = `${service_name} is ${type}, whose credentials an application cannot get`;
  throw new InputError([{ field: "application.uses", message, allowed: Object.keys(EXPOSED) }]);
}

/** The usual names; where two services would share them, with the name of the service before. */
function namesOf({ service_name, type }: Used, used: readonly Used[]): Record<string, string> {
  const shared = used.filter((other) => other.type === type).length > 1;
  const prefix = shared ? `${service_name.toUpperCase().replace(/\W/g, "_")}_` : "";
  return Object.fromEntries(Object.entries(EXPOSED[type] ?? {}).map(([key, name]) => [key, prefix + name]));
}

function toVariable(key: string, value: string): Variable {
  const secret = isSecretKey(key) || referencesIn(value).length > 0;
  return { key, kind: secret ? "secret" : "variable", value };
}

async function caVariable(door: Door, project: string | undefined): Promise<Variable> {
  const answer = await read(door, "ProjectKmsGetCA", { project });
  const certificate = requireText(answer.certificate, "certificate", "ProjectKmsGetCA");
  return { key: CA_VARIABLE, kind: "variable", value: btoa(certificate) };
}
