import type { Certified } from "../certificate/authority.js";
import type { ServiceRow } from "../model/service.js";
import type { ServiceUserRow } from "../model/service-user.js";
import type { Component } from "./components.js";

/** How to connect to a service, in the API's form. */
export interface Connection {
  readonly service_uri: string | null;
  readonly service_uri_params: Readonly<Record<string, string>> | null;
  readonly connection_info: Readonly<Record<string, unknown>>;
}

/** What stands in the place of a secret that was not asked for (source: the provider's Terraform provider). */
export const REDACTED = "<redacted>";

/** As whom one connects: the certificate is needed only where secrets are shown. */
interface Admin extends ServiceUserRow {
  readonly certified: Certified | undefined;
}

type Reveal = (secret: string) => string;
type Where = Pick<Component, "host" | "port">;
type Info = Readonly<Record<string, unknown>>;

interface Access {
  readonly user: string;
  readonly password: string;
  readonly reveal: Reveal;
  /** URI of a component with user and password in it. */
  readonly uri: (scheme: string, where: Where | undefined, rest?: string) => string;
  readonly find: (component: string, usage?: Component["usage"]) => Where | undefined;
  readonly nodes: number;
}

/** Connection data of a service, as its primary user. Without secrets, all that holds one is replaced. */
export function connectionOf(
  row: ServiceRow,
  components: readonly Component[],
  admin: Admin | undefined,
  secrets: boolean,
): Connection {
  const reveal: Reveal = (secret) => (secrets ? secret : REDACTED);
  const { username: user = "", password = "" } = admin ?? {};
  const access: Access = {
    user,
    password,
    reveal,
    uri: (scheme, where, rest = "") =>
      reveal(`${scheme}://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${address(where)}${rest}`),
    find: (component, usage = "primary") =>
      components.find((each) => each.component === component && each.usage === usage && each.route === "dynamic"),
    nodes: row.nodes.length,
  };
  const main = access.find(row.service_type) ?? components[0];
  const plain = address(main);
  switch (row.service_type) {
    case "pg":
      return postgres(access, main);
    case "mysql":
      return mysql(access, main);
    case "kafka":
      return {
        service_uri: plain,
        service_uri_params: params(access, main),
        connection_info: kafka(access, admin, plain),
      };
    case "clickhouse":
      return { service_uri: plain, service_uri_params: params(access, main), connection_info: { clickhouse: [plain] } };
    case "valkey": {
      const uri = access.uri("valkeys", main);
      const replica = access.find("valkey", "replica");
      const info = {
        valkey: [uri],
        valkey_password: reveal(password),
        valkey_slave: standbys(access, uri),
        ...(replica ? { valkey_replica_uri: access.uri("valkeys", replica) } : {}),
      };
      return { service_uri: uri, service_uri_params: params(access, main), connection_info: info };
    }
    case "application":
    case "kafka_mirrormaker":
      return { service_uri: null, service_uri_params: null, connection_info: {} };
    default: {
      const uri = access.uri("https", main);
      return { service_uri: uri, service_uri_params: params(access, main), connection_info: web(row, access, uri) };
    }
  }
}

/** URI of a connection pool, which stands in the place of a database. */
export function poolUri(bouncer: Where | undefined, user: ServiceUserRow | undefined, pool_name: string): string {
  const login = `${encodeURIComponent(user?.username ?? "")}:${encodeURIComponent(user?.password ?? "")}`;
  return `postgres://${login}@${address(bouncer)}/${encodeURIComponent(pool_name)}?sslmode=require`;
}

function postgres(access: Access, main: Where | undefined): Connection {
  const rest = "/defaultdb?sslmode=require";
  const uri = access.uri("postgres", main, rest);
  const fields = { ...params(access, main), dbname: "defaultdb", sslmode: "require" };
  const pooled = access.find("pgbouncer");
  const replica = access.find("pg", "replica");
  const connection_info: Info = {
    pg: [uri],
    pg_params: [fields],
    pg_standby: standbys(access, uri),
    pg_syncing: [],
    ...(pooled ? { pg_bouncer: access.uri("postgres", pooled, rest) } : {}),
    ...(replica ? { pg_replica_uri: access.uri("postgres", replica, rest) } : {}),
  };
  return { service_uri: uri, service_uri_params: fields, connection_info };
}

function mysql(access: Access, main: Where | undefined): Connection {
  const rest = "/defaultdb?ssl-mode=REQUIRED";
  const uri = access.uri("mysql", main, rest);
  const fields = { ...params(access, main), dbname: "defaultdb", "ssl-mode": "REQUIRED" };
  const replica = access.find("mysql", "replica");
  const connection_info: Info = {
    mysql: [uri],
    mysql_params: [fields],
    mysql_standby: standbys(access, uri),
    ...(replica ? { mysql_replica_uri: access.uri("mysql", replica, rest) } : {}),
  };
  return { service_uri: uri, service_uri_params: fields, connection_info };
}

function kafka(access: Access, admin: Admin | undefined, plain: string): Info {
  const { find, uri } = access;
  const uris = {
    kafka_connect: "kafka_connect_uri",
    kafka_rest: "kafka_rest_uri",
    schema_registry: "schema_registry_uri",
  };
  const present = Object.entries(uris).filter(([component]) => find(component));
  return {
    kafka: [plain],
    ...(admin?.certificate
      ? {
          kafka_access_cert: admin.certified?.certificate ?? REDACTED,
          kafka_access_key: admin.certified?.key ?? REDACTED,
        }
      : {}),
    ...Object.fromEntries(present.map(([component, key]) => [key, uri("https", find(component))])),
  };
}

/** Types that speak HTTPS: their own list, and the further URIs of some. */
function web(row: ServiceRow, { uri, user, password, reveal, find }: Access, main: string): Info {
  const own = { [row.service_type]: [main] };
  if (row.service_type === "opensearch") {
    return {
      ...own,
      opensearch_dashboards_uri: uri("https", find("opensearch_dashboards")),
      opensearch_username: user,
      opensearch_password: reveal(password),
    };
  }
  if (row.service_type === "thanos") {
    return {
      ...own,
      query_frontend_uri: uri("https", find("query_frontend")),
      query_uri: uri("https", find("query")),
      receiver_remote_write_uri: uri("https", find("receiver_remote_write"), "/api/v1/receive"),
    };
  }
  return own;
}

function params({ user, password, reveal }: Access, where: Where | undefined) {
  return { host: where?.host ?? "", port: String(where?.port ?? ""), user, password: reveal(password) };
}

/** One for each node that follows. They all have the service's name, for nothing has an address of its own here. */
function standbys({ nodes }: Access, uri: string): string[] {
  return Array.from({ length: Math.max(0, nodes - 1) }, () => uri);
}

function address(where: Where | undefined): string {
  return where ? `${where.host}:${where.port}` : "";
}
