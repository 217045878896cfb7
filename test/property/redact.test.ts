import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { responses } from "../../src/core/catalogue/generated/responses/index.js";
import type { Schema } from "../../src/core/catalogue/index.js";
import { pathSteps } from "../../src/core/path-tree.js";
import { isSecretKey, REDACTED, redact, redactText } from "../../src/core/redact.js";
import { allOperations } from "../../src/tools/operation.js";

const CANARY = "canary7c1e";

const fragments = [
  ...[
    "password=",
    "password:",
    '"password":',
    '\\"token\\": ',
    "api_key = ",
    "access.key=",
    "secret=>",
    "my.token: ",
    "basic ",
    "Bearer ",
  ],
  ...[
    "aivenv1 ",
    "AVNS_",
    "abcdefgh1",
    "abc",
    "eyJabcdefgh.abcdefgh.abcd",
    "sig=",
    "AccountKey=",
    "ghp_",
    "a".repeat(30),
    "1234",
  ],
  ...[
    "postgres://",
    "u:",
    ":p",
    "@",
    "@host",
    "/",
    "-----BEGIN PRIVATE KEY-----",
    "-----END PRIVATE KEY-----",
    REDACTED,
    "<",
    ">",
  ],
  ...['"', "'", "\\", " ", "\n", ";", ",", "&", "=", ":", "{", "}", ".", "-", "_", "ä", "\ud83d\ude00"],
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...fragments), { maxLength: 12 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary" }),
);
const key = fc.oneof(
  fc.constantFrom(
    "a",
    "b",
    "users",
    "password",
    "token",
    "config",
    "user_config",
    "endpoint_config",
    "connector.class",
    "name",
    "*",
    "topics",
  ),
  fc.string({ maxLength: 6 }).filter((name) => name !== "__proto__"),
);
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(text, fc.integer(), fc.bigInt(), fc.boolean(), fc.constantFrom(null, "", undefined)),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
}));
const step = fc.oneof(
  key.filter((name) => !/[.[\]]/.test(name) && name !== ""),
  fc.constant("*"),
);
const path = fc
  .array(fc.tuple(step, fc.boolean()), { minLength: 1, maxLength: 4 })
  .map((steps) => steps.map(([name, list]) => name + (list ? "[]" : "")).join("."));

describe("redact", () => {
  it("does nothing the second time", () => {
    fc.assert(
      fc.property(json, fc.array(path, { maxLength: 3 }), (value, paths) => {
        const once = redact(value, paths);
        expect(redact(once, paths)).toEqual(once);
      }),
      { numRuns: 5_000 },
    );
  });

  it("does nothing to a text the second time", () => {
    fc.assert(
      fc.property(text, (value) => {
        const once = redactText(value);
        expect(redactText(once)).toBe(once);
      }),
      { numRuns: 20_000 },
    );
  });

  it("keeps the shape: the same keys and the same numbers of items, except under what is hidden", () => {
    fc.assert(
      fc.property(json, fc.array(path, { maxLength: 3 }), (value, paths) =>
        expectSameShape(redact(value, paths), value),
      ),
      { numRuns: 2_000 },
    );
  });

  it("lets nothing through that stands at a secret path, whatever it is and whatever is around it", () => {
    const planted = fc.oneof(
      fc.constant(CANARY),
      fc.array(fc.constant(CANARY), { minLength: 1 }),
      fc.dictionary(key, fc.constantFrom(CANARY, [CANARY], { deep: CANARY }), { minKeys: 1 }),
    );
    const plain = path.filter((one) => !/(^|\.)(config|user_config|endpoint_config)$/.test(one));
    fc.assert(
      fc.property(plain, planted, json, key, (one, secret, other, beside) => {
        const value = plant(pathSteps(one), secret, beside, other);
        expect(show(value)).toContain(CANARY);
        expect(show(redact(value, [one]))).not.toContain(CANARY);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("every operation's secrets", () => {
  const withSecrets = allOperations().flatMap(({ id, family, words }) => {
    const schema = responses[family][id];
    return schema && words.secrets?.length ? [{ id, schema, secrets: words.secrets as readonly string[] }] : [];
  });

  it("are many", () => {
    expect(withSecrets.length).toBeGreaterThan(40);
  });

  it.each(withSecrets)("never survive in an answer of $id", ({ schema, secrets }) => {
    for (const secret of secrets) {
      const answer = answerOf(schema, pathSteps(secret));
      // The path of the words must lead somewhere in the answer, else it protects nothing.
      expect(show(answer), secret).toContain(CANARY);
      expect(show(redact(answer, secrets)), secret).not.toContain(CANARY);
    }
  });
});

/** An answer as its schema describes it, with canaries at and below a path. */
function answerOf(schema: Schema, steps: readonly string[]): unknown {
  const [next, ...rest] = steps;
  if (next === undefined) return canaries(schema);
  if (next === "[]") return [answerOf(schema.items ?? {}, rest), answerOf(schema.items ?? {}, rest)];
  const named = schema.properties?.[next] ?? (schema.additionalProperties === true ? {} : schema.additionalProperties);
  const name = next === "*" ? "any_key" : next;
  const inner = named ?? {};
  // A configuration is shown, so that its canaries stand only where a key or an unknown key makes them secret.
  const shown = rest.length === 0 && ["user_config", "endpoint_config", "config"].includes(name);
  return { ordinary: "text", [name]: shown ? configuration(name) : answerOf(inner, rest) };
}

function canaries(schema: Schema): unknown {
  if (schema.type === "array") return [canaries(schema.items ?? {})];
  if (schema.type !== "object") return CANARY;
  const properties = Object.entries(schema.properties ?? {}).filter(([, inner]) => inner.type !== "boolean");
  const own = Object.fromEntries(properties.map(([name, inner]) => [name, canaries(inner)]));
  return schema.additionalProperties || properties.length === 0 ? { ...own, anything: { deep: [CANARY] } } : own;
}

function configuration(name: string): unknown {
  const secret = ["admin_password", "s3.secret_access_key", "api_key", "clientSecret"].filter(isSecretKey);
  const own = Object.fromEntries(secret.map((key) => [key, CANARY]));
  return name === "config" ? { ...own, "a.key.of.some.class": CANARY } : { ...own, nested: [{ ...own }] };
}

function plant(steps: readonly string[], secret: unknown, beside: string, other: unknown): unknown {
  const [next, ...rest] = steps;
  if (next === undefined) return secret;
  if (next === "[]") return [plant(rest, secret, beside, other), plant(rest, secret, beside, other)];
  return { [beside]: other, [next]: plant(rest, secret, beside, other) };
}

function expectSameShape(after: unknown, before: unknown): void {
  if (after === REDACTED) return;
  if (Array.isArray(before)) {
    expect(after).toHaveLength(before.length);
    before.forEach((item, index) => {
      expectSameShape((after as unknown[])[index], item);
    });
  } else if (typeof before === "object" && before !== null) {
    expect(Object.keys(after as object)).toEqual(Object.keys(before));
    for (const [name, inner] of Object.entries(before))
      expectSameShape((after as Record<string, unknown>)[name], inner);
  } else if (typeof before !== "string") expect(after).toBe(before);
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, item) => (typeof item === "bigint" ? String(item) : item)) ?? "";
}
