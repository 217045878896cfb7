import { describe, expect, it } from "vitest";
import { REDACTED, redactText } from "../../../src/core/redact.js";

const KEY = "-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----";
const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P";

describe("redactText", () => {
  it.each([
    ["a private key", `before ${KEY} after`, `before ${REDACTED} after`],
    ["a private key that is cut off", "-----BEGIN RSA PRIVATE KEY-----\nMIIE", REDACTED],
    [
      "the password of a URI",
      "postgres://avnadmin:pw@h:1/db?sslmode=require",
      `postgres://avnadmin:${REDACTED}@h:1/db?sslmode=require`,
    ],
    ["a password without a user", "redis://:pw@h:1", `redis://:${REDACTED}@h:1`],
    ["a password that holds an @", "redis://u:p@ss@w0rd@h:1", `redis://u:${REDACTED}@h:1`],
    ["the passwords of two URIs", "kafka://a:x@h1,kafka://b:y@h2", `kafka://a:${REDACTED}@h1,kafka://b:${REDACTED}@h2`],
    ["a service password", "use AVNS_abcDEF12345 here", `use ${REDACTED} here`],
    ["an authorization", "Authorization: aivenv1 abcDEF/12+3==", `Authorization: aivenv1 ${REDACTED}`],
    ["a bearer token in another case", "bearer abcdefgh1", `bearer ${REDACTED}`],
    ["a JWT", `id ${JWT}.`, `id ${REDACTED}.`],
    ["a token of GitHub", `ghp_${"a1".repeat(18)}`, REDACTED],
    ["a key of Azure", "Endpoint=x;SharedAccessKey=abcdefgh12=;z", `Endpoint=x;SharedAccessKey=${REDACTED};z`],
    [
      "a JAAS line",
      'x.ScramLoginModule required username="u" password="p w";',
      `x.ScramLoginModule required username="u" password=${REDACTED};`,
    ],
    ["JSON in a text", '{"user":"u","password":"p,w"}', `{"user":"u","password":"${REDACTED}"}`],
    ["a quoted value with escaped quotes", '{"password":"a\\"b c","n":1}', `{"password":"${REDACTED}","n":1}`],
    ["a quoted setting with escaped quotes", 'password="a\\"b c" n=1', `password=${REDACTED} n=1`],
    ["JSON in JSON", JSON.stringify('{"password":"a\\"b c","n":1}'), `"{\\"password\\":"${REDACTED}",\\"n\\":1}"`],
    [
      "a JAAS line in JSON",
      JSON.stringify({ m: 'required username="u" password="p w";' }),
      `{"m":"required username=\\"u\\" password=${REDACTED};"}`,
    ],
    ["a name and its value", "Invalid token: abcdef123", `Invalid token: ${REDACTED}`],
    ["a setting", "aws.secret.access.key=abc123 region=eu", `aws.secret.access.key=${REDACTED} region=eu`],
    ["a query string", "https://h/x?token=abc&y=1", `https://h/x?token=${REDACTED}&y=1`],
  ])("hides %s", (_, text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it.each([
    "plain text",
    "https://user@host/path",
    "https://api.aiven.io/v1/project?limit=5",
    "primary key (id)",
    "token_prefix=abc",
    "the password was changed",
    "a:b@c",
    "AVNS_",
    "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
    "http://[::1]:8080/x",
    "Basic authentication is required",
    "the token is: expired",
    "token: expired",
  ])("leaves %j as it is", (text) => {
    expect(redactText(text)).toBe(text);
  });

  it("hides a quoted value of 20 MB", () => {
    expect(redactText(`password="${"x".repeat(20_000_000)}" n=1`)).toBe(`password=${REDACTED} n=1`);
  });

  it.each([
    ["words with dots", `key ${"a.".repeat(50_000)}`],
    ["words with dashes", `token ${"a-".repeat(50_000)}`],
    ["letters", `key ${"a".repeat(100_000)}`],
    ["beginnings of keys", "-----BEGIN PRIVATE KEY-----".repeat(5_000)],
    ["schemes", "a://b:".repeat(20_000)],
    ["almost URIs", `a://b:${"c@".repeat(50_000)} `],
    ["open quotes", 'password="'.repeat(10_000)],
    ["escapes", `password="${"\\a".repeat(50_000)}`],
    ["the last word over and over", "token ".repeat(20_000)],
    ["blanks", `basic${" ".repeat(100_000)}x`],
    ["JSON in JSON", JSON.stringify(JSON.stringify({ password: '"\\'.repeat(10_000) })).slice(0, -4)],
  ])("reads 100 kB of %s in a moment", (_, text) => {
    const started = performance.now();
    redactText(text);
    // Looking through the rest of the text from each of its words takes 5 to 10 seconds.
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
