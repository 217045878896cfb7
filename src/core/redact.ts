import { mapValues } from "./map-values.js";
import { own } from "./own.js";
import { type PathTree, treeOf } from "./path-tree.js";
import { isObject } from "./view.js";

/** What stands in place of a secret: the same placeholder as the API's, which is never written back. */
export const REDACTED = "<redacted>";

/**
 * Hides secrets in an answer: those at the paths of the operation's words (each with everything below it), those whose key
 * says so in a free-form map, and those that are recognisable by their form in any text.
 * What is not secret is left as it is; the input is not changed. Applying it twice is the same as once.
 */
export function redact(value: unknown, secretPaths: readonly string[] = NONE): unknown {
  return walk(value, treeOf(secretPaths));
}

/** A redacted answer with what it hides at some paths put back. */
export function reveal(redacted: unknown, answer: unknown, paths: readonly string[] = NONE): unknown {
  return putBack(redacted, answer, treeOf(paths));
}

function putBack(redacted: unknown, answer: unknown, tree: PathTree): unknown {
  if (tree.end) return answer;
  if (Array.isArray(redacted) && Array.isArray(answer)) {
    return redacted.map((item, index) => putBack(item, answer[index], tree.children.get("[]") ?? NOWHERE));
  }
  if (!isObject(redacted) || !isObject(answer)) return redacted;
  return mapValues(redacted, (inner, name) => putBack(inner, own(answer, name), tree.children.get(name) ?? NOWHERE));
}

const NONE: readonly string[] = [];
const NOWHERE: PathTree = { name: "", end: false, children: new Map() };

/** Configurations of services and endpoints: the keys tell which values are secret. */
const CONFIGURATION = new Set(["user_config", "endpoint_config"]);

/** What a service type's configuration must look like: its keys are names of settings, and hold no values of them. */
const CONFIGURATION_SCHEMA = "user_config_schema";

/** Keys that are secret in a configuration and harmless elsewhere (the provider marks them so in its schemas). */
const CONFIGURATION_SECRET = /^(key|url|ssl_client_key)$/;

function walk(value: unknown, tree: PathTree, inConfiguration = false): unknown {
  if (tree.end) return hide(value, tree);
  if (typeof value === "string") return redactText(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, tree.children.get("[]") ?? NOWHERE, inConfiguration));
  if (!isObject(value)) return value;
  const pair = isPair(value);
  return mapValues(value, (inner, name) => {
    const below = tree.children.get(name) ?? tree.children.get("*") ?? NOWHERE;
    if (below.end) return hide(inner, below);
    if (name === CONFIGURATION_SCHEMA) return walkTexts(inner);
    if (pair && name === "key") return walk(inner, below);
    if (pair && name === "value" && isSecretPair(value)) return cover(inner);
    const secret = isSecretKey(name) || (inConfiguration && CONFIGURATION_SECRET.test(name));
    return secret ? coverKey(inner, below) : walk(inner, below, inConfiguration || CONFIGURATION.has(name));
  });
}

function walkTexts(value: unknown): unknown {
  if (typeof value === "string") return redactText(value);
  if (Array.isArray(value)) return value.map(walkTexts);
  return isObject(value) ? mapValues(value, walkTexts) : value;
}

/** `{ key, value }` or `{ name, value }`, as environment variables and tags are written: the key tells about the value. */
function isPair(value: Record<string, unknown>): boolean {
  return [value["key"], value["name"]].some((key) => typeof key === "string") && "value" in value;
}

function isSecretPair(pair: Record<string, unknown>): boolean {
  return (
    pair["kind"] === "secret" || [pair["key"], pair["name"]].some((key) => typeof key === "string" && isSecretKey(key))
  );
}

/** A place that the words call secret. */
function hide(value: unknown, tree: PathTree): unknown {
  if (isObject(value) && CONFIGURATION.has(tree.name)) return walk(value, NOWHERE, true);
  if (isObject(value) && tree.name === "config") return hideConnector(value);
  return cover(value);
}

/** A value whose key says that it is secret. A list of objects under such a key describes secrets, and each is looked at. */
function coverKey(value: unknown, tree: PathTree): unknown {
  const inner = tree.children.get("[]") ?? NOWHERE;
  if (inner.end || !Array.isArray(value) || !value.some(isObject)) return cover(value);
  return value.map((item) => (isObject(item) ? walk(item, inner) : cover(item)));
}

/** Whether there is anything to hide: nothing, false and empty things stay visible as such. */
function cover(value: unknown): unknown {
  const empty = value === null || value === undefined || value === "" || typeof value === "boolean";
  if (empty || (Array.isArray(value) && value.length === 0)) return value;
  if (isObject(value) && Object.keys(value).length === 0) return value;
  return REDACTED;
}

/**
 * A connector's configuration is a free-form map in which any class may keep a secret under any name: only keys known to
 * be harmless are shown.
 */
function hideConnector(config: Record<string, unknown>): unknown {
  return mapValues(config, (inner, name) =>
    CONNECTOR_SAFE.test(name) && !isSecretKey(name) && typeof inner !== "object" ? walk(inner, NOWHERE) : cover(inner),
  );
}

const CONNECTOR_SAFE = new RegExp(
  `^(${[
    "name",
    "connector\\.class",
    "tasks\\.max",
    "topics?(\\.regex|\\.prefix|\\.creation\\..*)?",
    "(key|value|header)\\.converter(\\.schemas\\.enable|\\.enhanced\\.avro\\.schema\\.support)?",
    "transforms(\\.[\\w-]+\\.(type|regex|replacement|topic\\.regex|topic\\.replacement|field|fields|blacklist|whitelist))?",
    "errors\\.(tolerance|log\\.enable|log\\.include\\.messages|deadletterqueue\\..*|retry\\..*)",
    "(table|schema|database|collection|column)\\.(name|include\\.list|exclude\\.list|whitelist|blacklist|name\\.format|types)",
    "database\\.(dbname|port|server\\.name|sslmode)",
    "plugin\\.name|slot\\.name|publication\\.name|publication\\.autocreate\\.mode|snapshot\\.mode",
    "mode|poll\\.interval\\.ms|batch\\.size|batch\\.max\\.rows|incrementing\\.column\\.name|timestamp\\.column\\.name",
    "insert\\.mode|pk\\.(mode|fields)|auto\\.(create|evolve)|fields\\.whitelist|dialect\\.name",
    "flush\\.(size|interval\\.ms)|rotate\\..*|format\\.(class|output\\..*)|partitioner\\.class|file\\.(compression\\.type|name\\.template|max\\.records)",
    "aws\\.s3\\.(region|bucket\\.name|prefix)|s3\\.(region|bucket\\.name)|gcs\\.bucket\\.name|aws_s3_bucket|aws_s3_region",
    "type\\.name|key\\.ignore|schema\\.ignore|behavior\\.on\\..*|drop\\.invalid\\.message",
  ].join("|")})$`,
  "i",
);

/** The last words of a key that holds a secret; what comes after them, as in `token_prefix`, makes it something else. */
const SECRET_WORDS = [
  "password|passwd|passphrase|passcode|pwd",
  "secrets?|client_?secret|token",
  "(api|access|secret|private|signing|shared|account|license|service|encryption|ssl|tls|keystore|client)[._-]?key",
  "sas[._-]?token|credentials?([._-]json)?|jaas[._-]config|auth[._-]user[._-]info|authorization",
  "cookie|access_cert|otp|qrcode|connection[._-](uri|string)|service_uri|webhook[._-]url",
];
const SECRET_KEY = new RegExp(`(^|[._-])(${SECRET_WORDS.join("|")})$`, "i");
const CAMEL_SECRET = /[a-z](Password|Secret|Token|ApiKey|AccessKey|SecretKey|PrivateKey|Credentials)$/;

/** Names that end like a secret and are none: paging, and what is published in DNS. */
const INNOCENT_KEY = /(^|[._-])(next|page|continuation|challenge)[._-]?token$|^(next|page)Token$/i;

/** Whether a key's name says that its value is a secret. */
export function isSecretKey(name: string): boolean {
  return (SECRET_KEY.test(name) || CAMEL_SECRET.test(name)) && !INNOCENT_KEY.test(name);
}

const SECRET_NAME =
  "(?:[\\w.-]*[._-])?(?:password|passwd|pwd|secret|token|(?:api|access|secret|private)[._-]?key|credentials)";
/** A text in quotes; the quotes inside it are escaped. */
const QUOTED = `"[^"\\\\]*(?:\\\\.[^"\\\\]*)*"|'[^']*'`;
/** The same inside of another text, where the quotes themselves are escaped. */
const QUOTED_TWICE = `\\\\"[^"\\\\]*(?:\\\\{2}(?:\\\\["\\\\]|[^"\\\\])[^"\\\\]*)*\\\\"|\\\\?"[^"]*"`;

/** Forms by which a secret is known anywhere in a text, each with what replaces it. */
const DETECTORS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, REDACTED],
  // Bounded, so that a long text without an end is not looked through from each of its words.
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@"']*):[^\s@"']{1,2000}(?:@[^\s@"'/,;?#]{1,400})*@/gi, `$1:${REDACTED}@`],
  [/\bAVNS_[A-Za-z0-9_-]{8,}/g, REDACTED],
  [/\baivenv1\s+[^\s"',;]{4,}/gi, `aivenv1 ${REDACTED}`],
  // Digits, padding or mixed case tell a credential from "basic authentication".
  [/\b([Bb]earer|[Bb]asic|BEARER|BASIC)\s+(?=[^\s"',;]*(?:[\d=+/]|[a-z][A-Z]))[^\s"',;]{8,}/g, `$1 ${REDACTED}`],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}/g, REDACTED],
  [
    /\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|xox[abprs]-[A-Za-z0-9-]{10,}|AIza[\w-]{35}|sk_live_\w{16,})/g,
    REDACTED,
  ],
  [/\b((?:AccountKey|SharedAccessKey|SharedAccessSignature|sig)=)[^;&\s"']{8,}/g, `$1${REDACTED}`],
  // name=value, and "name": "value".
  [
    new RegExp(
      `((?:^|[^\\w.-])["']?${SECRET_NAME}["']?\\s*=>?\\s*)(?![>\\s]|<redacted>)(${QUOTED}|${QUOTED_TWICE}|[^\\s,;&"'}]+)`,
      "gi",
    ),
    `$1${REDACTED}`,
  ],
  [
    new RegExp(
      `((?:^|[^\\w.-])\\\\?["']${SECRET_NAME}\\\\?["']\\s*:\\s*)(?!\\\\?["']<redacted>)(${QUOTED}|${QUOTED_TWICE}|[^\\s,"'}]+)`,
      "gi",
    ),
    `$1"${REDACTED}"`,
  ],
  // name: value, unless the value is a plain word, as in "token: expired".
  [
    new RegExp(`((?:^|[^\\w.-])${SECRET_NAME}:\\s*)(?!<redacted>)(?=[^\\s,;]*\\d|[^\\s,;]{16,})([^\\s,;"'}]+)`, "gi"),
    `$1${REDACTED}`,
  ],
];

/** A quick look that lets most texts pass without the detectors. */
const SUSPICIOUS =
  /BEGIN |:\/\/|AVNS_|aivenv1|bearer|basic|eyJ|gh[pousr]_|github_pat|xox|AIza|sk_live|key|sig=|pass|pwd|secret|token|credentials/i;

/** Hides the secrets in a text that are recognisable by their form. */
export function redactText(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  let clean = text;
  // What one detector leaves can be what another knows; nearly always the second round finds nothing.
  for (let rounds = 0; rounds < 5; rounds++) {
    const cleaner = DETECTORS.reduce((at, [pattern, replacement]) => at.replace(pattern, replacement), clean);
    if (cleaner === clean) break;
    clean = cleaner;
  }
  return clean;
}
