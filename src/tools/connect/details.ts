import type { InputIssue } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import { requirePart } from "../../core/parts.js";
import { isObject } from "../../core/view.js";
import { at } from "../../core/wait.js";
import type { Door } from "../door.js";
import { requireOperation } from "../operation.js";

/** What an application needs to reach a service; undefined where the service has no such thing. */
export interface ConnectionDetails {
  readonly host: string | undefined;
  readonly port: string | undefined;
  /** Kafka's for users with passwords; `port` is for those with certificates. */
  readonly sasl_port: string | undefined;
  /** ClickHouse's for HTTP, which most drivers speak. */
  readonly https_port: string | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly dbname: string | undefined;
  /** With user and password in it. */
  readonly uri: string | undefined;
  /** Without them: drivers take them apart from it. */
  readonly jdbc_url: string | undefined;
  readonly ca_cert: string | undefined;
  readonly kafka_ca_cert: string | undefined;
  readonly kafka_access_cert: string | undefined;
  readonly kafka_access_key: string | undefined;
  readonly schema_registry_uri: string | undefined;
  readonly kafka_rest_uri: string | undefined;
}

export type DetailName = keyof ConnectionDetails;

/** Details that nobody is shown. */
export const SECRET_DETAILS: ReadonlySet<string> = new Set<DetailName>([
  "password",
  "uri",
  "kafka_access_key",
  "schema_registry_uri",
  "kafka_rest_uri",
]);

export interface DetailsOf {
  readonly project: string;
  readonly service_name: string;
  /** The service's main user unless told otherwise. */
  readonly user?: string | undefined;
}

export interface ReadDetails {
  readonly type: string;
  /** Undefined where the API does not say. */
  readonly state: string | undefined;
  readonly users: readonly string[];
  readonly details: ConnectionDetails;
}

/** What is wrong, wherever it stands. */
export type Problem = Omit<InputIssue, "field">;

/** What is wrong with a user that is asked for; undefined where there is one of that name. */
export function unknownUser({ service_name, user }: DetailsOf, { users }: ReadDetails): Problem | undefined {
  if (user === undefined || users.includes(user)) return undefined;
  return { message: `${service_name} has no user ${user}`, nearest: nearest(user, users), allowed: users };
}

/** The state of a service that nobody can connect to. */
export function idleState({ state }: ReadDetails): string | undefined {
  return state === "RUNNING" ? undefined : state;
}

/**
 * Reads the connection details of a service, secrets and all: for programs, never for an answer. Throws PolicyError where
 * the service may not be read, and the client's errors.
 */
export async function readDetails(door: Door, { project, service_name, user }: DetailsOf): Promise<ReadDetails> {
  door.policy.check(requireOperation("ServiceGet"), { project, service_name });
  const answer = await door.client.call("ServiceGet", { project, service_name, include_secrets: true });
  const service = requirePart(answer.service, "service", "ServiceGet");
  const type = text(service.service_type) ?? "service";
  const { certificate } = await door.client.call("ProjectKmsGetCA", { project });
  const users = list(service.users);
  const main = text(at(service, "service_uri_params.user")) ?? text(users[0]?.["username"]);
  const login = users.find(({ username }) => username === (user ?? main));
  const host = text(at(service, "service_uri_params.host"));
  const port = text(at(service, "service_uri_params.port"));
  const dbname = text(at(service, "service_uri_params.dbname"));
  const https_port = portOf(service, { component: "clickhouse_https" });
  const name = user ?? main;
  const password = text(login?.["password"]);
  const mainUri = text(service.service_uri);
  const details: ConnectionDetails = {
    host,
    port,
    sasl_port: portOf(service, { component: "kafka", kafka_authentication_method: "sasl" }),
    https_port,
    user: name,
    password,
    dbname,
    uri: user === undefined || user === main ? mainUri : withLogin(mainUri, user, password),
    jdbc_url: jdbcUrl(type, host, https_port ?? port, dbname),
    ca_cert: text(certificate),
    kafka_ca_cert: type === "kafka" ? text(certificate) : undefined,
    kafka_access_cert: text(login?.["access_cert"]),
    kafka_access_key: text(login?.["access_key"]),
    schema_registry_uri: text(at(service, "connection_info.schema_registry_uri")),
    kafka_rest_uri: text(at(service, "connection_info.kafka_rest_uri")),
  };
  return { type, state: text(service.state), users: users.flatMap(({ username }) => text(username) ?? []), details };
}

/** The port of the component that clients of any network connect to. */
function portOf({ components }: { readonly components?: unknown }, wanted: Readonly<Record<string, string>>) {
  const asked = Object.entries({ ...wanted, route: "dynamic", usage: "primary" });
  return text(list(components).find((each) => asked.every(([key, value]) => each[key] === value))?.["port"]);
}

function withLogin(uri: string | undefined, user: string, password = ""): string | undefined {
  if (uri === undefined || !URL.canParse(uri)) return undefined;
  const url = new URL(uri);
  if (url.username === "") return uri;
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  return url.href;
}

/** How the drivers of each engine spell TLS. */
const JDBC: Readonly<Record<string, readonly [scheme: string, tls: string]>> = {
  pg: ["postgresql", "sslmode=require"],
  mysql: ["mysql", "sslMode=REQUIRED"],
  clickhouse: ["clickhouse", "ssl=true&sslmode=strict"],
};

function jdbcUrl(type: string, host: string | undefined, port: string | undefined, dbname = ""): string | undefined {
  const [scheme, tls] = JDBC[type] ?? [];
  return scheme && host && `jdbc:${scheme}://${host}:${port}/${dbname}?${tls}`;
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function text(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
