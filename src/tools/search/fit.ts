import { own } from "../../core/own.js";
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

/** Whether terms of a request ask for something to be done, and not only shown. */
export function asksForChange(terms: readonly string[]): boolean {
  return terms.some((term) => (own(VERBS, term) ?? "read") !== "read");
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
    number(operation, query) *
    standing(operation)
  );
}

function verbFit(operation: Operation, terms: readonly string[]): number {
  const wanted = new Set(terms.flatMap((term) => own(VERBS, term) ?? []));
  const is = verbOf(operation);
  if (wanted.size === 0) return is === "read" ? 1.1 : 1;
  return wanted.has(is) || chosenVerbs(operation).some((verb) => wanted.has(verb)) ? 1.25 : 0.85;
}

/** What a call chooses to do by a value, as in add_members or remove_members. */
function chosenVerbs({ facts }: Operation): Verb[] {
  const values = Object.values(facts.fields).flatMap((field) => field.enum ?? []);
  const begins = (verb: string) => values.some((value) => value.startsWith(`${verb}_`));
  return [...(begins("add") ? ["create" as const] : []), ...(begins("remove") ? ["delete" as const] : [])];
}

function verbOf({ id, facts, words }: Operation): Verb {
  if (words.risk === "read" || words.risk === "read-secret") return "read";
  if (facts.method === "DELETE") return "delete";
  if (/(Create|Add|Invite|Post|Produce|Claim|Upload|Provision|Accept)/.test(id)) return "create";
  return "update";
}

function productFit({ family, id }: Operation, terms: readonly string[]): number {
  const product = SPECIAL[family];
  if (!product || terms.some((term) => product.includes(term))) return 1;
  const named = ownTerms(id);
  return terms.some((term) => named.has(term)) ? 0.75 : 0.6;
}

/** Terms of an id that set it apart from its neighbours. */
const GENERIC = new Set("service project organization show list create delete update add get".split(" "));
const termsById = new Map<string, ReadonlySet<string>>();

function ownTerms(id: string): ReadonlySet<string> {
  const known = termsById.get(id);
  if (known) return known;
  const terms = new Set(termsOf(splitWords(id)).filter((term) => isMain(term) && !GENERIC.has(term)));
  termsById.set(id, terms);
  return terms;
}

/** What an operation is about and the request does not mention makes it a less likely guess. */
function narrowness({ id }: Operation, terms: readonly string[]): number {
  const unmentioned = [...ownTerms(id)].filter((term) => !terms.includes(term)).length;
  return 1 / (1 + 0.12 * unmentioned);
}

/** "invoices" asks for a list, "the invoice" for one. */
function number({ words }: Operation, query: string): number {
  if (words.risk !== "read") return 1;
  const plural = /[a-z]{3,}[^su]s\b/i.test(query);
  const lists = /^(List|Search)/.test(words.title);
  return plural === lists ? 1.08 : 0.95;
}

/** What people do every day is what they mostly mean. */
const EVERYDAY: ReadonlySet<string> = new Set(
  (
    "ServiceList ServiceGet ServiceCreate ServiceUpdate ServiceDelete ServiceUserCreate ServiceUserGet ServiceDatabaseCreate " +
    "ServiceMetricsFetch ProjectGetServiceLogs ProjectGetEventLogs ServiceKafkaTopicList ServiceKafkaTopicCreate " +
    "ServiceKafkaTopicUpdate ServiceIntegrationCreate ServiceQueryActivity ProjectList InvoiceList UserInfo AccessTokenList"
  ).split(" "),
);

function standing({ id, facts }: Operation): number {
  if (facts.deprecated) return 0.75;
  if (facts.experimental) return 0.85;
  return EVERYDAY.has(id) ? 1.25 : 1;
}
