import fc from "fast-check";
import { definitions } from "../../src/mcp/definitions.js";

/** A line or a body to send, and the id to which an answer must come. */
export interface Hostile {
  readonly text: string;
  readonly id: number | undefined;
}

const METHODS = ["initialize", "ping", "tools/list", "tools/call", "prompts/list", "resources/read", "server/discover"];
const NOTIFICATIONS = ["notifications/initialized", "notifications/cancelled", "notifications/progress"];
const TOOLS = [...Object.keys(definitions), "__proto__", "constructor", "toString", ""];
const FIELDS = [
  "operation",
  "input",
  "calls",
  "fields",
  "limit",
  "cursor",
  "query",
  "operations",
  "plan",
  "confirm",
  "for",
];
const VERSIONS = ["2025-11-25", "2026-07-28", "1999-01-01", "", "__proto__"];

const junk = fc.oneof(
  { weight: 6, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  fc.constantFrom(
    "ServiceList",
    "UserInfo",
    "ServiceDelete",
    "sandbox-demo",
    "../..",
    "\u0000",
    "\ud800",
    "{}",
    "a".repeat(50_000),
  ),
  fc.integer({ min: 1, max: 3_000 }).map((depth) => JSON.parse("[".repeat(depth) + "]".repeat(depth)) as unknown),
  fc.constantFrom(1e308, -0, 2 ** 53, Number.MIN_VALUE),
);
const args = fc.oneof(
  junk,
  fc.dictionary(fc.constantFrom(...FIELDS, "__proto__", "constructor"), junk),
  fc.record({ operation: fc.constantFrom("UserInfo", "ServiceList", "Nonsense"), input: junk }),
);
const meta = fc.oneof(
  fc.constant(undefined),
  fc.record({
    "io.modelcontextprotocol/protocolVersion": fc.constantFrom(...VERSIONS),
    "io.modelcontextprotocol/clientCapabilities": junk,
  }),
  fc.record({ progressToken: fc.oneof(fc.string(), fc.integer()) }),
);
const call = fc.record({ name: fc.constantFrom(...TOOLS), arguments: args, _meta: meta });

/** Requests in good form, whatever is in them: each has to be answered. */
const request = fc
  .record({
    method: fc.oneof({ weight: 3, arbitrary: fc.constant("tools/call") }, fc.constantFrom(...METHODS), fc.string()),
  })
  .chain(({ method }) =>
    fc.record({
      method: fc.constant(method),
      params: method === "tools/call" ? call : fc.dictionary(fc.string(), junk),
    }),
  );

/** What is no request: broken, cut off, of another kind, or many in one. */
const broken = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }).map((text) => text.replace(/[\r\n]/g, " ")),
  fc.json(),
  request.map((message) => JSON.stringify({ jsonrpc: "2.0", id: 1, ...message }).slice(0, -3)),
  // A request by its looks: the SDK drops it over stdio without an answer, since its _meta is none.
  fc
    .record({ method: fc.constantFrom(...METHODS), params: fc.record({ _meta: junk }) })
    .map((message) => JSON.stringify({ jsonrpc: "2.0", id: -1, ...message })),
  fc.record({ jsonrpc: junk, id: junk, method: junk, params: junk }).map((message) => JSON.stringify(message)),
  fc
    .record({ method: fc.constantFrom(...NOTIFICATIONS), params: fc.dictionary(fc.string(), junk) })
    .map((message) => JSON.stringify({ jsonrpc: "2.0", ...message })),
  fc.record({ id: fc.integer(), result: junk }).map((message) => JSON.stringify({ jsonrpc: "2.0", ...message })),
  fc
    .array(request, { maxLength: 5 })
    .map((batch) => JSON.stringify(batch.map((message) => ({ jsonrpc: "2.0", id: 0, ...message })))),
);

/** So many messages, the same for the same seed. */
export function hostileMessages(count: number, seed: number): Hostile[] {
  const kinds = fc.oneof(
    { weight: 2, arbitrary: request.map((message) => ({ message })) },
    broken.map((text) => ({ text })),
  );
  return fc.sample(kinds, { numRuns: count, seed }).map((kind, index): Hostile => {
    if ("text" in kind) return { text: kind.text, id: undefined };
    // Ids apart from those of the broken ones.
    const id = 1_000_000 + index;
    return { text: JSON.stringify({ jsonrpc: "2.0", id, ...kind.message }), id };
  });
}
