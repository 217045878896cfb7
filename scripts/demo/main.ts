/**
 * The main job on the sandbox: a real MCP client starts the built server over stdio and does a day's work with it.
 * Every step checks what came back; the exit code is 0 only if all of it was right.
 */
import assert from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { snippets } from "./snippets.js";
import * as show from "./transcript.js";

type Data = Record<string, unknown>;

const started = performance.now();
let calls = 0;
let tokens = 0;

const client = new Client({ name: "demo", version: "1.0.0" });
await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: ["dist/aiven-mcp/cli.js", "--sandbox"],
    stderr: "inherit",
  }),
);

show.heading("A day with aiven-mcp, on the sandbox: nothing here is real or billed");
const { tools } = await client.listTools();
const listTokens = encode(JSON.stringify(tools)).length;
show.write(
  `${tools.length} tools for the whole API in ${listTokens} tokens: ${tools.map(({ name }) => name).join(", ")}`,
);
assert.ok(listTokens <= 2500, "the list of tools stays within its budget");

show.user("What is running?");
const before = await use("aiven_overview", { cost: true });
assert.ok(Number((before["totals"] as Data)["services"]) >= 3);
show.checked("services with state, plan, cloud and cost per month, in one call");

show.user("How would I create a database user?");
const found = await use("aiven_search", { query: "create a user on a service" });
const { cols, rows } = found["best"] as unknown as { cols: string[]; rows: unknown[][] };
const best: Data = Object.fromEntries(cols.map((name, index) => [name, rows[0]?.[index]]));
assert.equal(best["operation"], "ServiceUserCreate");
show.checked("the operation, with a call that is ready to run");

show.user("I need a PostgreSQL near Belgium. What would it cost?");
const choice = await use("aiven_provision", {
  service_name: "shop-db",
  service_type: "pg",
  cloud: "google-europe-west1",
});
assert.equal(choice["created"], false);
assert.equal(choice["choose"], "plan");
show.checked("plans with prices; nothing was created, the choice is yours");

show.user("Take startup-4, and tell me when it is up.");
const created = await use("aiven_provision", {
  service_name: "shop-db",
  service_type: "pg",
  cloud: "google-europe-west1",
  plan: "startup-4",
  wait: true,
});
assert.equal(created["state"], "RUNNING");
show.checked("created and RUNNING, with progress while waiting");

show.user("Show me the service.");
const digest = await use("aiven_service", { service_name: "shop-db" });
assert.equal(digest["plan"], "startup-4");
assert.ok(!JSON.stringify(digest).includes("AVNS_"), "no password in the digest");
show.checked("host, port, users, maintenance, cost; no secret among them");

show.user("Add a database orders and a user for the app.");
await use("aiven_write", {
  operation: "ServiceDatabaseCreate",
  input: { service_name: "shop-db", database: "orders" },
});
const added = await use("aiven_write", {
  operation: "ServiceUserCreate",
  input: { service_name: "shop-db", username: "app" },
});
assert.equal((added["user"] as Data)["username"], "app");
const lists = await use("aiven_read", {
  calls: [
    { operation: "ServiceDatabaseList", input: { service_name: "shop-db" } },
    { operation: "ServiceGet", input: { service_name: "shop-db" } },
  ],
  fields: ["database_name", "users[].username"],
});
const text = JSON.stringify(lists);
assert.ok(text.includes("orders") && text.includes('"app"'), "both are there");
show.checked("both exist; two reads in one call, only the fields asked for");

show.user("It is getting slow. Move it to business-8.");
const resize = { operation: "ServiceUpdate", input: { service_name: "shop-db", plan: "business-8" }, wait: true };
const resized = await use("aiven_write", resize);
assert.equal((resized["wait"] as Data)["outcome"], "done");
const after = await use("aiven_service", { service_name: "shop-db" });
assert.equal(after["plan"], "business-8");
show.checked("resized, and waited for");

show.user("We are done, delete it.");
const doomed = { operation: "ServiceDelete", input: { service_name: "shop-db" } };
const plan = await use("aiven_destroy", doomed);
assert.equal(plan["nothing_done_yet"], true);
show.checked("first a plan that says what would be lost");
show.user("Yes, delete shop-db.");
const deleted = await use("aiven_destroy", { ...doomed, plan: plan["plan"], confirm: "shop-db" });
assert.equal(deleted["done"], "ServiceDelete");
const gone = await use("aiven_wait", { for: "service", gone: true, input: { service_name: "shop-db" } });
assert.equal(gone["outcome"], "done");
const again = await client.callTool({
  name: "aiven_destroy",
  arguments: { ...doomed, plan: plan["plan"], confirm: "shop-db" },
});
assert.equal(again.isError, true, "a plan works once");
show.checked("gone; the plan cannot be used again");

await client.close();
show.heading("Done");
show.write(`${calls} calls, ${tokens} tokens of results, ${Math.round((performance.now() - started) / 100) / 10} s.`);
show.heading("Use it yourself");
for (const line of snippets()) show.write(line);

/** Calls a tool, shows call and result, and answers with the data. Fails when the tool does. */
async function use(name: string, args: Data): Promise<Data> {
  show.call(name, args);
  const at = performance.now();
  const response = await client.callTool(
    { name, arguments: args },
    { onprogress: ({ message }) => message && show.progress(message), timeout: 60_000 },
  );
  const [content] = response.content as { type: string; text?: string }[];
  const body = content?.text ?? "";
  const used = encode(body).length;
  calls += 1;
  tokens += used;
  show.result(body, { ms: Math.round(performance.now() - at), tokens: used });
  assert.ok(!response.isError, `${name} failed: ${body}`);
  const data = JSON.parse(body) as Data;
  assert.match(String(data["sandbox"]), /nothing is real/, "every result says that it is the sandbox");
  return data;
}
