import type { Client, Execution } from "../client.js";
import { until } from "../instance.js";
import { expectEqual } from "../report.js";
import { byName, type Workflow } from "../workflow.js";
import { type Scene, SERVICES } from "./scene.js";

const RUN_MS = 60_000;
const SECRET = "for-tests-on-loopback";

/** The credentials by which the templates know who calls them, with the names that n8n proposes. */
export const CALLER_CREDENTIALS = [
  { id: "header", name: "Header Auth account", type: "httpHeaderAuth", data: { name: "X-CI", value: SECRET } },
  { id: "basic", name: "Basic Auth account", type: "httpBasicAuth", data: { user: "team", password: SECRET } },
];
const BASIC = `Basic ${Buffer.from(`team:${SECRET}`).toString("base64")}`;

/** CI gets a database, and releases it; where something fails it is told, and nothing stays behind. */
export async function tryEphemeral({ world, sandbox, client, template }: Scene): Promise<void> {
  const workflow = await client.publish(template);
  const ask = (headers: Record<string, string>) =>
    fetch(`${client.url}/webhook/aiven-ci-database`, { method: "POST", headers });
  await answers(() => ask({}), 403);

  const answer = (await (await ask({ "X-CI": SECRET })).json()) as Record<string, string>;
  const name = answer["service_name"] ?? "";
  const { service } = await world.ask("GET", `/project/sandbox-demo/service/${name}?include_secrets=true`);
  const { host, port, user, password } = (service as { service_uri_params: Record<string, string> }).service_uri_params;
  expectEqual(
    "the connection",
    [answer["host"], answer["port"], answer["user"], answer["password"]],
    [host, port, user, password],
  );
  const release = answer["release_url"] ?? "";
  await fetch(release);
  expectEqual("the services after somebody looked at the link", Object.keys(await world.each("state")).length, 4);
  // It answers before its run waits.
  await client.executions(workflow);
  expectEqual("the answer to the release", (await fetch(release, { method: "POST" })).status, 200);
  await ended(client, workflow, 1);
  expectEqual("the services after the release", Object.keys(await world.each("state")), SERVICES);

  sandbox.faults.add({ fault: 400, operation: "ServiceGet", count: null, message: "Out of order" });
  const failed = await ask({ "X-CI": SECRET });
  sandbox.faults.clear();
  expectEqual("the answer to a failure", [failed.status, await failed.json()], [500, { error: "Out of order" }]);
  await ended(client, workflow, 2);
  expectEqual("the services after a failure", Object.keys(await world.each("state")), SERVICES);
  await client.withdraw(workflow);
}

/** Somebody asks for a topic on a page, and is told what came of it. */
export async function tryTopicRequest({ world, client, template }: Scene): Promise<void> {
  const workflow = await client.publish(template);
  const page = `${client.url}/form/aiven-topic`;
  await answers(() => fetch(page), 401);
  const made = await submit(page, ["orders.created.v1", "3"], BASIC);
  if (!made.includes("The topic is there")) throw new Error(`the page says ${made}`);
  const { topics } = await world.ask("GET", "/project/sandbox-demo/service/demo-kafka/topic");
  const topic = (topics as Record<string, unknown>[]).find(({ topic_name }) => topic_name === "orders.created.v1");
  expectEqual("the topic", [topic?.["partitions"], topic?.["replication"]], [3, 2]);
  const refused = await submit(page, ["Orders!", "3"], BASIC);
  if (!refused.includes("domain.event.v1")) throw new Error(`the page says ${refused}`);
  const again = await submit(page, ["orders.created.v1", "3"], BASIC);
  if (!again.includes("already exists")) throw new Error(`the page says ${again}`);
  await client.withdraw(workflow);
}

/** A plan changes after somebody has submitted the form behind the link; who only opens it changes nothing. */
export async function tryApproval({ world, client, run }: Scene): Promise<void> {
  const waiting = await run(watching("demo-pg"), "waiting");
  const link = linkOf(waiting);
  await fetch(link);
  expectEqual("the run after somebody looked at the link", (await client.execution(waiting.id)).status, "waiting");
  const refused = await run(watching("demo-pg"), "waiting");
  await submit(linkOf(refused), ["Leave it"]);
  await client.finished(refused.id, ["waiting"]);
  expectEqual("the plan after a no", (await world.each("plan"))["demo-pg"], "startup-4");
  await submit(link, ["Change the plan"]);
  await client.finished(waiting.id, ["waiting"]);
  expectEqual("the plan after a yes", (await world.each("plan"))["demo-pg"], "startup-8");
}

function watching(service: string): (template: Workflow) => Workflow {
  return (template) => ({
    ...template,
    nodes: template.nodes.map((node) =>
      node.type.endsWith("aivenTrigger")
        ? { ...node, parameters: { ...node.parameters, service_name: byName(service) } }
        : node,
    ),
  });
}

function linkOf({ nodes }: Execution): string {
  const text = String(nodes.get("Message")?.items[0]?.["text"]);
  const link = /https?:\S+/.exec(text)?.[0];
  if (!link) throw new Error(`the message has no link: ${text}`);
  return link;
}

/** Submits a form as its page does; answers with the page that follows. */
async function submit(page: string, values: readonly string[], authorization?: string): Promise<string> {
  const body = new FormData();
  for (const [index, value] of values.entries()) body.set(`field-${index}`, value);
  const headers: Record<string, string> = authorization ? { authorization } : {};
  const answer = await fetch(page, { method: "POST", headers, body });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${page} answers ${answer.status} ${text}`);
  const { formWaitingUrl } = (text.startsWith("{") ? JSON.parse(text) : {}) as { formWaitingUrl?: string };
  if (!formWaitingUrl) return text;
  const next = new URL(formWaitingUrl);
  const status = new URL(next);
  status.pathname += "/n8n-execution-status";
  await until("the next page", RUN_MS, async () => !["new", "running"].includes(await (await fetch(status)).text()));
  return textOf(await (await fetch(next)).text());
}

/** What a person reads on a page. */
function textOf(page: string): string {
  return page.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/g, " ").replace(/\s+/g, " ");
}

/** Waits until a URL is there, which n8n makes in its own time, and has what a stranger is told. */
async function answers(ask: () => Promise<Response>, status: number): Promise<void> {
  let found = 404;
  await until("the URL of a workflow", RUN_MS, async () => {
    found = (await ask()).status;
    return found !== 404;
  });
  expectEqual("the answer to a stranger", found, status);
}

async function ended(client: Client, workflow: string, runs: number): Promise<void> {
  await until(`${runs} runs to end`, RUN_MS, async () => {
    const executions = await client.executions(workflow);
    return executions.filter(({ status }) => status !== "waiting").length === runs;
  });
}
