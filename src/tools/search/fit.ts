import type { Operation } from "../operation.js";
import { isMain, splitWords, termsOf } from "./terms.js";

/** What a request asks to be done, by the terms that say so. */
const VERBS: Readonly<Record<string, Verb>> = {
  ...verbs("read", "show list validate price slow"),
  ...verbs("create", "create add invite fork upload send redeem accept take replic"),
  ...verbs("delete", "delete revoke"),
  ...verbs(
    "update",
    "update resize poweroff poweron rotate replace enable disable increase decrease protect upgrade move put switch assign",
  ),
};

function verbs(verb: Verb, terms: string): Record<string, Verb> {
  return Object.fromEntries(terms.split(" ").map((term) => [term, verb]));
}

type Verb = "read" | "create" | "update" | "delete";

/** Products and things with operations of their own: what is not asked for is not meant. */
const SPECIAL: Readonly<Record<string, readonly string[]>> = {
  clickhouse: ["clickhouse"],
  flink: ["flink", "job", "deployment", "statement", "savepoint", "jar", "streaming", "stream"],
  opensearch: ["opensearch", "index", "snapshot", "shard"],
  mysql: ["mysql"],
  pg: ["pg", "pool", "extension"],
  kafka: [
    "kafka",
    "topic",
    "connector",
    "subject",
    "schema",
    "message",
    "consumer",
    "producer",
    "quota",
    "mirrormaker",
    "partition",
    "broker",
    "connect",
    "replicate",
    "replic",
    "acl",
    "permission",
  ],
};

/** How well the kind of operation fits the kind of request, apart from the words: 1 is neutral. */
export function fitOf(operation: Operation, terms: readonly string[], query: string): number {
  return (
    verbFit(operation, terms) *
    productFit(operation, terms) *
    narrowness(operation, terms) *
    number(operation, terms, query) *
    standing(operation)
  );
}

function verbFit(operation: Operation, terms: readonly string[]): number {
  const wanted = new Set(terms.flatMap((term) => VERBS[term] ?? []));
  const is = verbOf(operation);
  if (wanted.size === 0) return is === "read" ? P.noVerbRead : 1;
  return wanted.has(is) ? P.verb : P.otherVerb;
}
const P = {
  noVerbRead: 1.1,
  verb: 1.25,
  otherVerb: 0.85,
  product: 0.6,
  productOwn: 0.75,
  narrow: 0.12,
  plural: 1.08,
  list: 0.95,
  deprecated: 0.55,
  experimental: 0.85,
};

function verbOf({ id, facts, words }: Operation): Verb {
  if (words.risk === "read" || words.risk === "read-secret") return "read";
  if (facts.method === "DELETE") return "delete";
  if (/(Create|Add|Invite|Post|Produce|Claim|Upload|Provision|Accept)/.test(id)) return "create";
  return "update";
}

function productFit({ family, id }: Operation, terms: readonly string[]): number {
  const product = SPECIAL[family];
  if (!product || terms.some((term) => product.includes(term))) return 1;
  const own = ownTerms(id);
  return terms.some((term) => own.has(term)) ? P.productOwn : P.product;
}

/** Terms of an id that set it apart from its neighbours. */
const GENERIC = new Set("service project organization show list create delete update add get".split(" "));
const own = new Map<string, ReadonlySet<string>>();

function ownTerms(id: string): ReadonlySet<string> {
  const known = own.get(id);
  if (known) return known;
  const terms = new Set(termsOf(splitWords(id)).filter((term) => isMain(term) && !GENERIC.has(term)));
  own.set(id, terms);
  return terms;
}

/** What an operation is about and the request does not mention makes it a less likely guess. */
function narrowness({ id }: Operation, terms: readonly string[]): number {
  const unmentioned = [...ownTerms(id)].filter((term) => !terms.includes(term)).length;
  return 1 / (1 + P.narrow * unmentioned);
}

/** "invoices" asks for a list, "the invoice" for one. */
function number({ words }: Operation, _terms: readonly string[], query: string): number {
  if (words.risk !== "read") return 1;
  const plural = /[a-z]{3,}[^su]s\b/i.test(query);
  const lists = /^(List|Search)/.test(words.title);
  return plural === lists ? P.plural : P.list;
}

function standing({ facts }: Operation): number {
  return facts.deprecated ? P.deprecated : facts.experimental ? P.experimental : 1;
}
