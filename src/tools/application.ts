import type { Output } from "../core/catalogue/index.js";
import { InputError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { isSecretKey } from "../core/redact.js";
import { referencesIn } from "../core/reference.js";
import type { Door } from "./door.js";
import { read } from "./perform.js";

/** An application to deploy from a repository. */
export interface ApplicationRequest {
  /** `owner/name` of a connected account, or the https address of a public repository. */
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

interface Source {
  readonly repository_url: string;
  readonly branch: string;
  readonly vcs_integration_id?: string;
  readonly remote_repository_id?: string;
}

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
  { repository, branch, build_path = ".", port, variables = {}, uses = [] }: ApplicationRequest,
): Promise<Composed> {
  const source = await findSource(door, project, repository, branch);
  if ("choose" in source) return source;
  if (port === undefined) {
    return {
      choose: { choose: "application.port", note: "On which port does it listen for HTTP? Call again with it." },
    };
  }
  const used = await Promise.all(uses.map((service_name) => readUsed(door, project, service_name)));
  const credentials = used.map((service) => ({ ...service, names: namesOf(service, used) }));
  const own = Object.entries(variables).map(([key, value]) => toVariable(key, String(value)));
  const ca = used.some(({ type }) => NEEDS_CA.has(type)) ? [await caVariable(door, project)] : [];
  const environment_variables = [...own, ...ca];
  return {
    user_config: {
      application: {
        source: { ...source, build_path },
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

async function findSource(
  door: Door,
  project: string | undefined,
  repository = "",
  branch: string | undefined,
): Promise<Source | { readonly choose: Record<string, unknown> }> {
  if (/^https:\/\//.test(repository)) {
    const url = repository.endsWith(".git") ? repository : `${repository}.git`;
    if (branch !== undefined) return { repository_url: url, branch };
    return {
      choose: { choose: "application.branch", note: "Which branch of the public repository? Call again with it." },
    };
  }
  const connected = await repositoriesOf(door, project, repository.split("/").at(-1));
  const wanted = repository.toLowerCase();
  const found = connected.filter(({ full_name = "", name = "" }) =>
    [full_name, name].some((known) => known.toLowerCase() === wanted),
  );
  const [only, ...others] = found;
  if (!only || others.length > 0) return { choose: await chooseRepository(door, project, repository, found) };
  const { source_url = "", default_branch_name, vcs_integration_id, remote_repository_id } = only;
  return {
    repository_url: source_url.endsWith(".git") ? source_url : `${source_url}.git`,
    branch: branch ?? default_branch_name ?? "main",
    ...(vcs_integration_id === undefined ? {} : { vcs_integration_id }),
    ...(remote_repository_id === undefined ? {} : { remote_repository_id }),
  };
}

/** The repositories of all accounts that are connected to the project's organization. */
async function repositoriesOf(door: Door, project: string | undefined, search: string | undefined) {
  const { organization_id } = (await read(door, "ProjectGet", { project })).project;
  const { vcs_integrations } = await read(door, "ApplicationVcsIntegrationList", { organization_id });
  const accounts = (vcs_integrations ?? []).map(({ vcs_integration_id }) =>
    allPages(door, { organization_id, vcs_integration_id, ...(search ? { search } : {}) }),
  );
  return (await Promise.all(accounts)).flat();
}

/** Pages read of one account; who has more has to name the repository. */
const MAX_PAGES = 20;

async function allPages(door: Door, of: Readonly<Record<string, unknown>>) {
  const repositories: Output<"ApplicationVcsIntegrationRepositoryList">["repositories"][number][] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const input = { ...of, ...(cursor ? { cursor } : {}) };
    const answer = await read(door, "ApplicationVcsIntegrationRepositoryList", input);
    repositories.push(...(answer.repositories ?? []));
    cursor = answer.next || undefined;
    if (!cursor) break;
  }
  return repositories;
}

const MAX_REPOSITORIES = 30;

async function chooseRepository(
  door: Door,
  project: string | undefined,
  repository: string,
  found: readonly { readonly full_name?: string }[],
): Promise<Record<string, unknown>> {
  const all = found.length > 0 ? found : await repositoriesOf(door, project, undefined);
  const names = all.flatMap(({ full_name }) => full_name ?? []);
  return {
    choose: "application.repository",
    note:
      names.length > 0
        ? "Call again with one of these, or with the https address of a public repository."
        : "No account is connected: ApplicationVcsIntegrationInitialize answers with the link where a person allows it. Or give the https address of a public repository.",
    nearest: nearest(repository, names),
    repositories: names.slice(0, MAX_REPOSITORIES),
  };
}

interface Used {
  readonly service_name: string;
  readonly type: string;
}

async function readUsed(door: Door, project: string | undefined, service_name: string): Promise<Used> {
  const { service } = await read(door, "ServiceGet", { project, service_name });
  const { service_type: type } = service;
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
  const { certificate } = await read(door, "ProjectKmsGetCA", { project });
  return { key: CA_VARIABLE, kind: "variable", value: btoa(certificate) };
}
