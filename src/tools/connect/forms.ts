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
  const files = details.ca_cert === undefined ? {} : { [ca]: details.ca_cert };
  const { host = "", port = "", user = "", password = "", dbname = "", uri = "", jdbc_url = "" } = details;
  if (form === "jdbc") {
    const url = type === "pg" ? `${jdbc_url}&sslrootcert=${ca}` : jdbc_url;
    return { variables: { JDBC_URL: url, JDBC_USER: user, JDBC_PASSWORD: password }, files, use: USE.jdbc };
  }
  if (form === "prisma") {
    const url = type === "pg" ? `${uri.replace(/^postgres:/, "postgresql:")}&sslcert=${ca}` : uri;
    return { variables: { DATABASE_URL: url }, files, use: USE.prisma };
  }
  if (type === "pg") {
    const where = { PGHOST: host, PGPORT: port, PGUSER: user, PGPASSWORD: password, PGDATABASE: dbname };
    const variables = { ...where, PGSSLMODE: "verify-ca", PGSSLROOTCERT: ca };
    return { variables, files, use: form === "node-postgres" ? USE.nodePostgres : USE.psql };
  }
  if (type === "kafka") {
    const [cert, key] = [`${stem}.cert.pem`, `${stem}.key.pem`];
    const { kafka_access_cert, kafka_access_key } = details;
    const login = kafka_access_cert && kafka_access_key ? { [cert]: kafka_access_cert, [key]: kafka_access_key } : {};
    const broker = { KAFKA_BROKERS: `${host}:${port}`, KAFKA_SSL_CA_FILE: ca };
    const named = kafka_access_cert ? { KAFKA_SSL_CERT_FILE: cert, KAFKA_SSL_KEY_FILE: key } : {};
    const variables = { ...broker, ...named, KAFKA_USERNAME: user, KAFKA_PASSWORD: password };
    return { variables, files: { ...files, ...login }, use: form === "kafkajs" ? USE.kafkajs : USE.env };
  }
  const prefix = type.toUpperCase().replace(/\W/g, "_");
  const all = { URI: uri, HOST: host, PORT: port, USER: user, PASSWORD: password, DATABASE: dbname, CA_FILE: ca };
  const known = Object.entries(all).filter(([, value]) => value !== "");
  return {
    variables: Object.fromEntries(known.map(([name, value]) => [`${prefix}_${name}`, value])),
    files,
    use: USE.env,
  };
}

const USE = {
  env: "Load it with: set -a; . ./<file>; set +a",
  psql: "set -a; . ./<file>; set +a; psql",
  nodePostgres: "new Client({ ssl: { ca: readFileSync(process.env.PGSSLROOTCERT) } }) with the variables loaded",
  jdbc: "DriverManager.getConnection(JDBC_URL, JDBC_USER, JDBC_PASSWORD)",
  prisma: 'datasource db { url = env("DATABASE_URL") }; certificate paths are relative to the schema',
  kafkajs:
    "new Kafka({ brokers: [KAFKA_BROKERS], ssl: { ca: [readFileSync(KAFKA_SSL_CA_FILE)], cert: readFileSync(KAFKA_SSL_CERT_FILE), key: readFileSync(KAFKA_SSL_KEY_FILE) } })",
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
