import MiniSearch from "minisearch";
import type { Family } from "../core/catalogue/index.js";
import { allOperations, type Operation } from "./operation.js";
import type { Risk } from "./words.js";

export interface SearchQuery {
  readonly query: string;
  readonly family?: Family | undefined;
  readonly risk?: Risk | undefined;
  readonly limit?: number | undefined;
}

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly aka: string;
  readonly summary: string;
  readonly family: string;
}

let index: MiniSearch<Entry> | undefined;
let byId: Map<string, Operation> | undefined;

/** Operations that fit what the user wants, best first. Typos are tolerated; deprecated operations come after current ones. */
export function searchOperations({ query, family, risk, limit = 8 }: SearchQuery): Operation[] {
  byId ??= new Map(allOperations().map((operation) => [operation.id, operation]));
  index ??= buildIndex(byId.values());
  const operations = byId;
  const fits = (operation: Operation) =>
    (family === undefined || operation.family === family) && (risk === undefined || operation.words.risk === risk);
  const hits = index.search(query, {
    boost: { title: 4, aka: 3, name: 2.5, summary: 1, family: 1 },
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    prefix: (term) => term.length > 2,
    boostDocument: (id) => (operations.get(id)?.facts.deprecated ? 0.5 : 1),
    filter: ({ id }) => {
      const operation = operations.get(id);
      return operation !== undefined && fits(operation);
    },
  });
  return hits.slice(0, limit).flatMap(({ id }) => operations.get(id) ?? []);
}

function buildIndex(operations: Iterable<Operation>): MiniSearch<Entry> {
  const search = new MiniSearch<Entry>({
    fields: ["title", "aka", "name", "summary", "family"],
    processTerm: (term) => (STOP_WORDS.has(term.toLowerCase()) ? null : stem(term.toLowerCase())),
  });
  search.addAll(Array.from(operations, toEntry));
  return search;
}

function toEntry({ id, family, words }: Operation): Entry {
  return {
    id,
    title: words.title,
    name: splitWords(id),
    aka: words.aka?.join(" ") ?? "",
    summary: words.summary,
    family,
  };
}

/** `ServiceKafkaTopicCreate` → `Service Kafka Topic Create`. */
export function splitWords(id: string): string {
  return id.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2");
}

const STOP_WORDS = new Set(
  "a an the of to in on for from with my our your me i is are be it its this that and or what which how do does can".split(
    " ",
  ),
);

/** Plural and singular, "creates" and "create" are the same word. */
function stem(term: string): string {
  if (term.length > 4 && term.endsWith("ies")) return `${term.slice(0, -3)}y`;
  if (term.length > 3 && term.endsWith("s") && !term.endsWith("ss")) return term.slice(0, -1);
  return term;
}
