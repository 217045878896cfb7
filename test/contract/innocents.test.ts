import { inspect } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { responses } from "../../src/core/catalogue/generated/responses/index.js";
import type { Schema } from "../../src/core/catalogue/index.js";
import { isSecretKey, REDACTED, redact } from "../../src/core/redact.js";
import { allOperations, requireOperation } from "../../src/tools/operation.js";
import { runOperation } from "../../src/tools/run.js";
import { fakeDoor, sandboxDoor } from "../unit/tools/doors.js";
import { INNOCENT } from "./suspicious-fields.js";

/** Fields that look as if they held a secret, and hold none. */
const FIELDS: Readonly<Record<string, unknown>> = {
  primary_key: "id",
  partition_key: "customer",
  sort_key: "created_at",
  message_key: "order-7",
  key_type: "rsa-2048",
  key_size: 2048,
  key_algorithm: "RS256",
  key_id: "4f1c",
  key_format: "avro",
  key_schema_id: 7,
  keyspace: "orders",
  public_key: "ssh-ed25519 AAAAC3Nza me@host",
  ssl_key_algorithm: "ecdsa",
  idempotency_key_ttl: 60,
  foreign_keys: ["orders.customer_id"],
  keys: ["a", "b"],
  console_url: "https://console.aiven.io/project/demo",
  help_url: "https://aiven.io/docs",
  docs_uri: "https://aiven.io/docs/products/kafka",
  base_url: "https://api.aiven.io",
  saml_acs_url: "https://api.aiven.io/v1/sso/saml/account/a/method/m/acs",
  repository_url: "https://github.com/aiven/aiven-examples",
  url_path: "/v1/project",
  token_prefix: "jX9mKXM5JeRZ",
  token_validity_begin: "2026-01-01T00:00:00Z",
  token_count: 3,
  token_type: "personal",
  max_tokens: 10,
  tokenizer: "standard",
  next_token: "page-2",
  next_page_token: "page-2",
  challenge_token: "aiven-challenge=abc",
  password_encryption: "scram-sha-256",
  password_updated_time: "2026-01-01T00:00:00Z",
  password_policy: "strong",
  password_auth_allowed: true,
  passwordless: true,
  password: null,
  secret_id: "a1",
  secret_suffix: "9f3c",
  secret_name: "db-credentials",
  secret_count: 2,
  secretary: "Ann",
  credentials_consumed: false,
  credentials_user_id: "u1",
  certificate: "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
  ca: "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
  access_cert_not_valid_after_time: "2026-01-01T00:00:00Z",
  cookie_domain: "aiven.io",
  user_info: { real_name: "Ann", user_email: "ann@example.com" },
  cookie_max_age: 3600,
  authentication: "caching_sha2_password",
  authentication_method_id: "am1",
  auth_type: "password",
  authorization_enabled: true,
  author: "Ann",
  monkey: "rhesus",
  turkey: "TR",
  hotkey: "ctrl-k",
  keyboard: "fi",
  donkey: "grey",
  jaas_enabled: true,
  otp_required: false,
  qrcode_size: 256,
  compass: "north",
  bypass: "off",
  passenger: "Ann",
  country_code: "FI",
  error_code: "account_not_found",
  zip_code: "00100",
  state_info: "Waiting for the peer to accept",
  description: "Rotates the password of each user once a month; the token is not stored.",
  message: "Basic authentication is required",
  query: "SELECT token, password FROM users WHERE id = $1",
  log: "2026-01-01 password authentication failed for user avnadmin",
  plan: "business-4",
  host: "pg-demo.aivencloud.com",
};

let checked = 0;

afterAll(() => {
  process.stdout.write(`innocent values that survived: ${checked}\n`);
});

describe("innocent fields", () => {
  it("are at least 60", () => {
    expect(Object.keys(FIELDS).length).toBeGreaterThanOrEqual(60);
  });

  it.each(Object.entries(FIELDS))(
    "%s is shown as it is, on its own and wherever a service has it",
    async (name, value) => {
      const service = {
        state: "RUNNING",
        [name]: value,
        list: [{ [name]: value }],
        metadata: { deep: { [name]: value } },
      };
      const door = fakeDoor({ ServiceGet: { service } });
      const where = { project: "p", service_name: "s" };
      expect(await runOperation(door, requireOperation("ServiceGet"), where)).toEqual({ service });
      checked += 3;
    },
  );

  it("of the API's own answers are shown, whatever the operation", () => {
    for (const { id, family, words } of allOperations()) {
      for (const [path, answer, value] of innocentsOf(responses[family][id] ?? {}, [])) {
        const shown = redact(answer, words.secrets);
        // What the words hide whole is hidden with whatever is in it.
        if (words.secrets?.some((secret) => path.startsWith(secret))) continue;
        expect(JSON.stringify(shown), `${id}: ${path}`).toContain(value);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(300);
  });
});

describe("the schema of a configuration", () => {
  const schema = {
    properties: {
      admin_password: { type: ["string", "null"], title: "Password", minLength: 8 },
      key: { type: "string", title: "Key" },
      tokens: { items: { type: "object", properties: { secret: { type: "string" } } } },
    },
    required: ["admin_password"],
  };

  it("is no configuration: it tells what a secret must be like", () => {
    const answer = { service_types: { pg: { user_config_schema: schema, user_config: { admin_password: "x" } } } };
    expect(redact(answer)).toEqual({
      service_types: { pg: { user_config_schema: schema, user_config: { admin_password: REDACTED } } },
    });
  });

  it("lets nothing out that is known by its form", () => {
    const example = { user_config_schema: { properties: { uri: { example: "postgres://u:pw@h:1" } } } };
    expect(redact(example)).toEqual({
      user_config_schema: { properties: { uri: { example: `postgres://u:${REDACTED}@h:1` } } },
    });
  });

  it("arrives whole from the sandbox", async () => {
    const door = await sandboxDoor();
    const answer = await runOperation(door, requireOperation("ListPublicServiceTypes"), {});
    const text = inspect(answer, { depth: null });
    expect(text).not.toContain(REDACTED);
    expect(text).toContain("admin_password");
  });
});

/** The innocent fields of an answer: where each is, an answer that has nothing else, and the value in it. */
function* innocentsOf(schema: Schema, steps: readonly string[]): Generator<readonly [string, unknown, string]> {
  if (schema.items) yield* innocentsOf(schema.items, [...steps, "[]"]);
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    const path = [...steps, name];
    if (inner.type === "string" && !inner.enum && Object.hasOwn(INNOCENT, name) && !isSecretKey(name)) {
      const value = `innocent ${name}`;
      yield [path.join(".").replaceAll(".[]", "[]"), build(path, value), value];
    }
    yield* innocentsOf(inner, path);
  }
}

function build([step, ...rest]: readonly string[], value: string): unknown {
  if (step === undefined) return value;
  return step === "[]" ? [build(rest, value)] : { [step]: build(rest, value) };
}
