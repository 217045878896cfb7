import { responses } from "../../src/core/catalogue/generated/responses/index.js";
import type { Schema } from "../../src/core/catalogue/index.js";
import { type PathTree, treeOf } from "../../src/core/path-tree.js";
import type { Operation } from "../../src/tools/operation.js";
import { INNOCENT, isSuspicious } from "./suspicious-fields.js";

export interface Planted {
  readonly answer: unknown;
  /** Every canary in it. */
  readonly canaries: readonly string[];
}

const CANARY = /canary\d{6}x/g;

/** The canaries that a text lets out. */
export function canariesIn(text: string): string[] {
  return [...new Set(text.match(CANARY) ?? [])];
}

let count = 0;

function canary(): string {
  count += 1;
  return `canary${String(count).padStart(6, "0")}x`;
}

/** How many were planted so far. */
export function plantedSoFar(): number {
  return count;
}

/** Texts in which a secret is known by its form, wherever they stand. */
const FORMS: readonly ((secret: string) => string)[] = [
  (secret) => `connection to postgres://app:${secret}@db.internal:5432/app failed`,
  (secret) => `-----BEGIN PRIVATE KEY-----\nMII${secret}\n-----END PRIVATE KEY-----`,
  (secret) => `the password is AVNS_${secret} for now`,
  (secret) => `> authorization: Bearer ${secret}`,
  (secret) => `> Authorization: aivenv1 ${secret}`,
  (secret) => `starting with --db-password=${secret} --verbose`,
  (secret) => `got {"user":"app","client_secret":"${secret}","n":1}`,
  (secret) => `ScramLoginModule required username="app" password="${secret}";`,
  (secret) => `jdbc:postgresql://db.internal/app?user=app&password=${secret}`,
  (secret) => `https://files.example/jar?token=${secret}&expires=60`,
  (secret) => `session eyJhbGciOiJIUzI1NiJ9.${secret}.c2lnbmF0dXJl`,
  (secret) => `AccountName=a;AccountKey=${secret};EndpointSuffix=core`,
];

/** A text with a secret in it, each time in another form. */
export function plantedText(): string {
  const secret = canary();
  return FORMS[count % FORMS.length]?.(secret) ?? secret;
}

/** The texts of all forms. */
export function plantedTexts(): string[] {
  return FORMS.map((form) => form(canary()));
}

/** Keys that hold a secret in any free-form map. */
const SECRET_KEYS = [
  ...["password", "admin_password", "sasl.jaas.config", "aws.secret.access.key", "aws_secret_access_key"],
  ...["basic.auth.user.info", "full_token", "refresh_token", "access_token", "service_account_credentials"],
  ...["client_secret", "clientSecret", "apiKey", "api_key", "datadog_api_key", "private_key", "ssl.key.password"],
  ...["ssl.keystore.password", "gcs.credentials.json", "database.password", "connection_uri", "service_uri"],
  ...["session_cookie", "webhook_url", "license_key", "redis.passphrase", "SECRET_KEY", "GITHUB_TOKEN"],
];

/** Further keys that hold a secret in the configuration of a service or an endpoint. */
const CONFIGURATION_KEYS = ["key", "url", "ssl_client_key"];

/** Keys of a connector's configuration that no list of names could know. */
const CONNECTOR_KEYS = ["some.class.pin", "connection.url", "mongo.uri", "hostname", "value.converter.thing"];

/** An answer of an operation with a canary wherever its schema leaves room for a secret. */
export function plantedAnswer({ family, id, words }: Operation): Planted {
  const before = count;
  const answer = plant(responses[family][id] ?? {}, "", treeOf(words.secrets ?? []));
  const canaries = Array.from(
    { length: count - before },
    (_, n) => `canary${String(before + n + 1).padStart(6, "0")}x`,
  );
  return { answer, canaries };
}

function plant(schema: Schema, name: string, tree: PathTree | undefined): unknown {
  if (tree?.end) return plantSecret(schema, name);
  switch (schema.type) {
    case "string":
      if (schema.enum) return schema.enum[0];
      return isSuspicious(name, schema) && !Object.hasOwn(INNOCENT, name) ? canary() : plantedText();
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    case "array": {
      const below = tree?.children.get("[]");
      const bare = isSuspicious(name, schema) && !Object.hasOwn(INNOCENT, name) && schema.items?.type === "string";
      return [bare ? canary() : plant(schema.items ?? {}, "", below)];
    }
    default:
      return plantObject(schema, name, tree);
  }
}

function plantObject({ properties = {}, additionalProperties }: Schema, name: string, tree: PathTree | undefined) {
  const own = Object.entries(properties).map(([key, inner]) => [key, plant(inner, key, tree?.children.get(key))]);
  const any = tree?.children.get("*");
  const rest =
    typeof additionalProperties === "object"
      ? { anything: plant(additionalProperties, "anything", any) }
      : own.length === 0 || additionalProperties
        ? freeMap(name)
        : {};
  return { ...rest, ...Object.fromEntries(own) };
}

/** What the words call secret: all of it, apart from configurations, which are shown without their secrets. */
function plantSecret(schema: Schema, name: string): unknown {
  if (["config", "user_config", "endpoint_config"].includes(name)) return freeMap(name);
  if (schema.type === "array") return [plantSecret(schema.items ?? {}, "")];
  if (schema.type === "boolean") return true;
  if (schema.type !== "object") return canary();
  const own = Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, plantSecret(inner, "")]);
  return { ...Object.fromEntries(own), another: { deep: [canary()] } };
}

/** A map whose keys nobody has described, with secrets of every kind in it. */
function freeMap(name: string): Record<string, unknown> {
  // It tells what a configuration must look like, and so it names secrets without holding any.
  if (name === "user_config_schema") return { properties: { password: { examples: plantedTexts() } } };
  const configuration = ["config", "user_config", "endpoint_config"].includes(name) ? CONFIGURATION_KEYS : [];
  const connector = name === "config" ? CONNECTOR_KEYS : [];
  const keys = [...SECRET_KEYS, ...configuration, ...connector];
  return {
    ...Object.fromEntries(keys.map((key) => [key, canary()])),
    nested: { list: [Object.fromEntries(SECRET_KEYS.map((key) => [key, { deep: canary() }]))] },
    environment: [
      { key: "DB_PASSWORD", value: canary() },
      { key: "ANYTHING", kind: "secret", value: canary() },
      { name: "DB_PASSWORD", value: canary() },
    ],
    logs: plantedTexts().map((msg) => ({ time: "2026-01-01T00:00:00Z", msg })),
  };
}
