import { describe, expect, it } from "vitest";
import { isSecretKey, REDACTED, redact } from "../../../src/core/redact.js";

describe("redact, by the paths of the words", () => {
  it.each([
    ["a leaf", { a: "x", b: "y" }, ["a"], { a: REDACTED, b: "y" }],
    ["everything below", { a: { b: ["x", { c: "x" }] } }, ["a"], { a: REDACTED }],
    [
      "a leaf of each item",
      { u: [{ n: "x", p: "y" }, { p: "z" }] },
      ["u[].p"],
      { u: [{ n: "x", p: REDACTED }, { p: REDACTED }] },
    ],
    ["the items of a list", { u: ["a", "b"] }, ["u[]"], { u: [REDACTED, REDACTED] }],
    [
      "any key of a map",
      { m: { a: { s: "x" }, b: { s: "y", t: 1 } } },
      ["m.*.s"],
      { m: { a: { s: REDACTED }, b: { s: REDACTED, t: 1 } } },
    ],
    ["a number", { pin: 1234 }, ["pin"], { pin: REDACTED }],
    ["nothing where the path is absent", { a: 1 }, ["b.c[].d"], { a: 1 }],
  ])("hides %s", (_, value, paths, expected) => {
    expect(redact(value, paths)).toEqual(expected);
  });

  it.each([null, undefined, "", [], {}, true, false])("shows that nothing is set: %j", (value) => {
    expect(redact({ secret_place: value }, ["secret_place"])).toEqual({ secret_place: value });
  });

  it("shows a configuration, and hides its secrets", () => {
    const user_config = {
      pg_version: "17",
      admin_password: "x",
      ip_filter: ["0.0.0.0/0"],
      s3: { secret_access_key: "x" },
    };
    expect(redact({ service: { user_config } }, ["service.user_config"])).toEqual({
      service: {
        user_config: {
          pg_version: "17",
          admin_password: REDACTED,
          ip_filter: ["0.0.0.0/0"],
          s3: { secret_access_key: REDACTED },
        },
      },
    });
  });

  it("hides a configuration that is not an object whole", () => {
    expect(redact({ user_config: "admin:x" }, ["user_config"])).toEqual({ user_config: REDACTED });
  });

  it("shows of a connector's configuration only what is known to be harmless", () => {
    const config = {
      name: "sink",
      "connector.class": "io.aiven.JdbcSink",
      "tasks.max": "1",
      topics: "a,b",
      "transforms.route.regex": ".*",
      "connection.password": "x",
      "aws.secret.access.key": "x",
      "sasl.jaas.config": "x",
      "some.class.own.name": "could be a secret",
      "producer.override.sasl.jaas.config": "x",
      "topic.creation.default.partitions": 3,
      table: { name: { format: "x" } },
    };
    const shown = redact({ connector: { config } }, ["connector.config"]) as { connector: { config: typeof config } };
    const visible = Object.entries(shown.connector.config).filter(([, value]) => value !== REDACTED);
    expect(visible.map(([name]) => name)).toEqual([
      "name",
      "connector.class",
      "tasks.max",
      "topics",
      "transforms.route.regex",
      "topic.creation.default.partitions",
    ]);
  });

  it("hides a list whole where the words say so, although its key alone would have it looked at", () => {
    expect(redact({ credentials: [{ a: "x" }] }, ["credentials"])).toEqual({ credentials: REDACTED });
    expect(redact({ credentials: [{ a: "x" }] })).toEqual({ credentials: [{ a: "x" }] });
  });

  it("does not change the input, and answers with the same when there is nothing to hide", () => {
    const value = Object.freeze({ a: Object.freeze([1, "x", null, true, 5n]) });
    expect(redact(value, ["b"])).toEqual(value);
  });

  it("keeps the bytes of a file", () => {
    const bytes = Uint8Array.of(1);
    expect(redact({ contentType: "application/pdf", bytes })).toEqual({ contentType: "application/pdf", bytes });
  });
});

describe("isSecretKey", () => {
  it.each([
    ...[
      "password",
      "admin_password",
      "sasl.password",
      "passphrase",
      "client_secret",
      "clientSecret",
      "api_key",
      "apiKey",
    ],
    ...[
      "aws.secret.access.key",
      "aws_access_key",
      "secret_access_key",
      "private_key",
      "ssl.key.password",
      "token",
      "full_token",
    ],
    ...[
      "refresh_token",
      "sas_token",
      "sasl.jaas.config",
      "basic.auth.user.info",
      "credentials",
      "gcs.credentials.json",
    ],
    ...[
      "gcp.credentials",
      "connection_uri",
      "service_uri",
      "access_cert",
      "license_key",
      "otp",
      "webhook_url",
      "nextSecret",
    ],
  ])("says yes to %s", (name) => {
    expect(isSecretKey(name)).toBe(true);
  });

  it.each([
    ...[
      "token_prefix",
      "primary_key",
      "key",
      "public_key",
      "key_id",
      "password_updated",
      "password_hash_rounds",
      "next_page_token",
    ],
    ...[
      "next_token",
      "continuation-token",
      "nextToken",
      "secret_name",
      "tokens_used",
      "max_tokens",
      "passwordless",
      "name",
    ],
    ...[
      "ssl.key.store.type",
      "pk.fields",
      "message.key.columns",
      "tokenizer",
      "cookie_domain",
      "service_uri_params_count",
    ],
  ])("says no to %s", (name) => {
    expect(isSecretKey(name)).toBe(false);
  });
});

describe("redact, by the names of keys", () => {
  it("hides a secret anywhere, even without a word about it", () => {
    const value = { list: [{ deep: { password: "x", n: 1 } }], token: { value: "x" } };
    expect(redact(value)).toEqual({ list: [{ deep: { password: REDACTED, n: 1 } }], token: REDACTED });
  });

  it("looks into a list that describes secrets, and shows no bare text of it", () => {
    const secrets = [{ secret_name: "a", secret: "x" }, "x", { deep: { pin: "x" } }];
    expect(redact({ secrets }, ["secrets[].deep.pin"])).toEqual({
      secrets: [{ secret_name: "a", secret: REDACTED }, REDACTED, { deep: { pin: REDACTED } }],
    });
  });

  it.each([
    ["by its key", { key: "DB_PASSWORD", value: "x" }, { key: "DB_PASSWORD", value: REDACTED }],
    ["by its kind", { key: "A", kind: "secret", value: "x" }, { key: "A", kind: "secret", value: REDACTED }],
    ["by its name", { name: "DB_PASSWORD", value: "x" }, { name: "DB_PASSWORD", value: REDACTED }],
    ["not, when its name is none", { name: "REGION", value: "eu" }, { name: "REGION", value: "eu" }],
    ["not, when it is none", { key: "REGION", value: "eu" }, { key: "REGION", value: "eu" }],
    ["and what stands beside it", { key: "A", value: "b", token: "x" }, { key: "A", value: "b", token: REDACTED }],
  ])("knows the secret of a pair %s", (_, pair, expected) => {
    expect(redact({ environment: [pair] })).toEqual({ environment: [expected] });
    expect(redact({ user_config: { environment: [pair] } })).toEqual({ user_config: { environment: [expected] } });
  });

  it("hides what the words call secret beside a pair", () => {
    const pair = { key: "A", value: { pin: "x", n: 1 }, note: "x" };
    expect(redact(pair, ["value.pin", "note"])).toEqual({ key: "A", value: { pin: REDACTED, n: 1 }, note: REDACTED });
  });

  it("treats a key called __proto__ as data", () => {
    const value = redact(JSON.parse('{"__proto__":{"password":"x"}}')) as object;
    expect(JSON.stringify(value)).toBe(`{"__proto__":{"password":"${REDACTED}"}}`);
  });
});
