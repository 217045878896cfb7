import { InputError } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import type { ConnectionDetails } from "./details.js";

/** What an application reads its connection from. */
export interface ApplicationFiles {
  /** Environment variables, some of which hold secrets. */
  readonly variables: Readonly<Record<string, string>>;
  /** Texts of the files that the variables name, by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** How to use them, without any secret. */
  readonly use: string;
}

interface Asked {
  readonly type: string;
  readonly details: ConnectionDetails;
  /** What the names of files begin with. */
  readonly stem: string;
}

/** The forms, with the service types for which they are; `env` is for any. */
const FORMS: Readonly<Record<string, readonly string[] | undefined>> = {
  env: undefined,
  psql: ["pg"],
  "node-postgres": ["pg"],
  jdbc: ["pg", "mysql", "clickhouse"],
  prisma: ["pg", "mysql"],
  kafkajs: ["kafka"],
};

/** Connection details in the form that an application takes. Throws InputError on a form that does not fit the service. */
export function toApplicationFiles(form: string, { type, details, stem }: Asked): ApplicationFiles {
  const fitting = Object.keys(FORMS).filter((name) => FORMS[name] === undefined || FORMS[name].includes(type));
  if (!fitting.includes(form)) {
    const message = `"${form}" is no form for ${type}`;
    throw new InputError([{ field: "form", message, nearest: nearest(form, fitting), allowed: fitting }]);
  }
  const ca = `${stem}.ca.pem`;
  const needsCa = details.ca_cert !== undefined && PROJECT_CA.has(type);
  const files = needsCa ? { [ca]: details.ca_cert ?? "" } : {};
  const { host = "", port = "", user = "", password = "", dbname = "", uri = "", jdbc_url = "" } = details;
  if (form === "jdbc") {
    const url = type === "pg" ? withParameters(jdbc_url, { sslmode: "verify-full", sslrootcert: ca }) : jdbc_url;
    const use = type === "mysql" ? USE.jdbcMysql : USE.jdbc;
    return { variables: { JDBC_URL: url, JDBC_USER: user, JDBC_PASSWORD: password }, files, use };
  }
  if (form === "prisma") {
    // Without sslaccept Prisma takes any certificate; MySQL's ssl-mode means nothing to it.
    // From version 7 on it is node-postgres that reads PostgreSQL's: by the name of libpq.
    const libpq = type === "pg" ? { sslrootcert: ca } : {};
    const tls = { "ssl-mode": undefined, sslcert: ca, sslaccept: "strict", ...libpq };
    const url = withParameters(uri.replace(/^postgres:/, "postgresql:"), tls);
    return { variables: { DATABASE_URL: url }, files, use: USE.prisma };
  }
  if (type === "pg") {
    const where = { PGHOST: host, PGPORT: port, PGUSER: user, PGPASSWORD: password, PGDATABASE: dbname };
    const variables = { ...where, PGSSLMODE: "verify-full", PGSSLROOTCERT: ca };
    return { variables, files, use: form === "node-postgres" ? USE.nodePostgres : USE.psql };
  }
  if (type === "kafka") return kafka({ form, details, stem, ca, files });
  const prefix = type.toUpperCase().replace(/\W/g, "_");
  const { https_port = "" } = details;
  const where = { URI: uri, HOST: host, PORT: port, HTTPS_PORT: https_port, USER: user, PASSWORD: password };
  const all = { ...where, DATABASE: dbname, CA_FILE: needsCa ? ca : "" };
  const known = Object.entries(all).filter(([, value]) => value !== "");
  return {
    variables: Object.fromEntries(known.map(([name, value]) => [`${prefix}_${name}`, value])),
    files,
    use: USE.env,
  };
}

/** Types whose certificates the project's own authority signs; those of the others are known to every client. */
const PROJECT_CA: ReadonlySet<string> = new Set([
  "pg",
  "alloydbomni",
  "mysql",
  "kafka",
  "valkey",
  "redis",
  "dragonfly",
]);

/** A URL with other parameters in its query; undefined removes one. */
function withParameters(url: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const [base = "", query] = url.split("?");
  const all = new URLSearchParams(query);
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) all.delete(name);
    else all.set(name, value);
  }
  return `${base}?${all}`;
}

interface KafkaParts extends Pick<Asked, "details" | "stem"> {
  readonly form: string;
  readonly ca: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Clients with certificates and those with passwords connect to ports of their own. */
function kafka({ form, details, stem, ca, files }: KafkaParts): ApplicationFiles {
  const [cert, key] = [`${stem}.cert.pem`, `${stem}.key.pem`];
  const { host, port, sasl_port, user = "", password = "", kafka_access_cert, kafka_access_key } = details;
  const certified = kafka_access_cert && kafka_access_key ? { [cert]: kafka_access_cert, [key]: kafka_access_key } : {};
  const named = kafka_access_cert && kafka_access_key ? { KAFKA_SSL_CERT_FILE: cert, KAFKA_SSL_KEY_FILE: key } : {};
  const sasl = { KAFKA_SASL_BROKERS: `${host}:${sasl_port}`, KAFKA_USERNAME: user, KAFKA_PASSWORD: password };
  const variables = {
    KAFKA_BROKERS: `${host}:${port}`,
    KAFKA_SSL_CA_FILE: ca,
    ...named,
    ...(sasl_port === undefined ? {} : sasl),
  };
  const use = sasl_port === undefined ? USE.kafkajs : `${USE.kafkajs}; ${USE.kafkajsSasl}`;
  return { variables, files: { ...files, ...certified }, use: form === "kafkajs" ? use : USE.env };
}

const USE = {
  env: "In its folder: set -a; . ./<file>; set +a",
  psql: "In its folder: set -a; . ./<file>; set +a; psql",
  nodePostgres: "new Client({ ssl: { ca: readFileSync(process.env.PGSSLROOTCERT) } }) with the variables loaded",
  jdbc: "DriverManager.getConnection(JDBC_URL, JDBC_USER, JDBC_PASSWORD)",
  jdbcMysql:
    "DriverManager.getConnection(JDBC_URL, JDBC_USER, JDBC_PASSWORD); to have the server checked, import the CA into a trust store and set sslMode=VERIFY_CA with trustCertificateKeyStoreUrl (MariaDB's driver: sslMode=verify-ca with serverSslCert)",
  prisma: 'datasource db { url = env("DATABASE_URL") }; the certificate lies in the folder of the schema',
  kafkajs:
    "new Kafka({ brokers: [KAFKA_BROKERS], ssl: { ca: [readFileSync(KAFKA_SSL_CA_FILE)], cert: readFileSync(KAFKA_SSL_CERT_FILE), key: readFileSync(KAFKA_SSL_KEY_FILE) } })",
  kafkajsSasl:
    'with a password: brokers: [KAFKA_SASL_BROKERS], ssl: { ca }, sasl: { mechanism: "scram-sha-256", username: KAFKA_USERNAME, password: KAFKA_PASSWORD }',
};

/** Variables as a shell and dotenv alike read them. */
export function toEnvText(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quote(value)}\n`)
    .join("");
}

function quote(value: string): string {
  if (/^[\w.,:/@%+-]*$/.test(value)) return value;
  return value.includes("'") ? `"${value.replace(/(["\\$`])/g, "\\$1")}"` : `'${value}'`;
}
