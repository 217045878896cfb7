import type { Sandbox } from "../../../src/sandbox/index.js";
import type { Client, Execution } from "../client.js";
import { expectEqual, type Report } from "../report.js";
import { readTemplate, templateNames, type Workflow } from "../workflow.js";
import type { World } from "../world.js";

/** What a template is tried with. */
interface Scene {
  readonly world: World;
  readonly sandbox: Sandbox;
  /** Runs the template, or what was made of it, by hand; the run has to succeed unless told otherwise. */
  run(change?: (template: Workflow) => Workflow, ends?: string): Promise<Execution>;
  /** Follows a link of n8n's, as a person does who got it by mail; answers with the run when it has ended. */
  follow(execution: Execution, url: string): Promise<Execution>;
}

const SERVICES = ["demo-kafka", "demo-pg", "demo-valkey"];
const DAY_MS = 86_400_000;

/** Beside each template, what it has to bring about. The agent's has a check of its own. */
const TRIALS: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  "power-off-at-night": async ({ world, run }) => {
    await world.tag("demo-valkey", { env: "production" });
    await run();
    const expected = { "demo-kafka": "POWEROFF", "demo-pg": "POWEROFF", "demo-valkey": "RUNNING" };
    expectEqual("the states", await world.each("state"), expected);
  },
  "power-on-in-the-morning": async ({ world, run }) => {
    for (const name of SERVICES) await world.update(name, { powered: false });
    await world.tag("demo-valkey", {});
    await run();
    const expected = { "demo-kafka": "RUNNING", "demo-pg": "RUNNING", "demo-valkey": "POWEROFF" };
    expectEqual("the states", await world.each("state"), expected);
  },
  "ephemeral-postgresql": async ({ world, sandbox, run }) => {
    const { id } = await run();
    expectEqual("the services", Object.keys(await world.each("state")), SERVICES);
    expectEqual("the events", (await world.events()).slice(0, 2), [
      `service_delete ci-${id}`,
      `service_create ci-${id}`,
    ]);
    // It is cleaned up where the work on it failed, too.
    sandbox.faults.add({ fault: 400, operation: "ServiceGet", count: 1, message: "Out of order" });
    await run();
    expectEqual("the services", Object.keys(await world.each("state")), SERVICES);
  },
  "kafka-topic-on-request": async ({ world, run }) => {
    await run();
    const { topics } = await world.ask("GET", "/project/sandbox-demo/service/demo-kafka/topic");
    const made = (topics as Record<string, unknown>[]).filter(({ topic_name }) => topic_name === "orders.created.v1");
    expectEqual(
      "the topic",
      made.map(({ partitions, replication }) => [partitions, replication]),
      [[3, 2]],
    );
    const refused = await run(asking("Orders!"), "error");
    if (!refused.error?.includes("domain.event.v1")) throw new Error(`it says ${refused.error}`);
  },
  "monthly-cost-report": async ({ world, run }) => {
    const { nodes } = await run();
    const { organizations } = (await world.ask("GET", "/organizations")) as {
      organizations: { organization_id: string }[];
    };
    const answers = organizations.map(({ organization_id }) =>
      world.ask("GET", `/organization/${organization_id}/invoices`),
    );
    const invoices = (await Promise.all(answers)).flatMap((answer) => answer["invoices"] as Record<string, string>[]);
    const [last] = invoices.filter(({ state }) => state !== "estimate");
    if (!last) throw new Error("the sandbox has no invoice of last month");
    expectEqual("the totals", nodes.get("Report")?.items[0]?.["totals"], { USD: Number(last["total"]) });
  },
  "upgrade-reminder": async ({ world, run }) => {
    const old = await nearEnd(world);
    await world.create({ service_name: "old", plan: "startup-16", cloud: "google-europe-west1", ...old });
    const { nodes } = await run();
    const told = nodes.get("Near End of Life")?.items ?? [];
    expectEqual("what is told", told.filter(({ service }) => service === "old").length, 1);
    expectEqual("who is told about", new Set(told.map(({ service }) => service)).size, told.length);
  },
  "disk-nearly-full": async ({ world, run, follow }) => {
    const waiting = await run((template) => template, "waiting");
    const link = String(waiting.nodes.get("Message")?.items[0]?.["message"]).split(" ").at(-1) ?? "";
    expectEqual("the plan before approval", (await world.each("plan"))["demo-pg"], "startup-4");
    const refused = await run((template) => template, "waiting");
    const other = String(refused.nodes.get("Message")?.items[0]?.["message"]).split(" ").at(-1) ?? "";
    await follow(refused, other.replace("approve=yes", "approve=no"));
    expectEqual("the plan after a no", (await world.each("plan"))["demo-pg"], "startup-4");
    await follow(waiting, link);
    expectEqual("the plan after a yes", (await world.each("plan"))["demo-pg"], "startup-8");
  },
};

/** Every template, imported and run in n8n, each in a sandbox that begins anew. */
export async function checkTemplates(report: Report, client: Client, sandbox: Sandbox, world: World): Promise<void> {
  for (const name of templateNames().filter((template) => template !== "ai-agent")) {
    await report.check(`the template ${name}`, async () => {
      const trial = TRIALS[name];
      if (!trial) throw new Error("nothing tells what it has to bring about");
      sandbox.reset();
      await trial({
        world,
        sandbox,
        run: async (change = (template) => template, ends = "success") => {
          const execution = await client.run(change(readTemplate(name)), triggerOf(readTemplate(name)));
          if (execution.status !== ends) throw new Error(`the run is ${execution.status}: ${execution.error}`);
          return execution;
        },
        follow: async ({ id }, url) => {
          const { status } = await fetch(url);
          if (status !== 200) throw new Error(`${url} answers ${status}`);
          return client.finished(id, ["waiting"]);
        },
      });
    });
  }
}

/** Where a person starts it: the trigger that n8n's button runs. */
function triggerOf({ nodes }: Workflow): string {
  const trigger = nodes.find(({ type }) => type === "n8n-nodes-base.manualTrigger");
  if (!trigger) throw new Error("it cannot be started by hand");
  return trigger.name;
}

function asking(topic: string): (template: Workflow) => Workflow {
  return (template) => JSON.parse(JSON.stringify(template).replace("orders.created.v1", topic));
}

/** A version that ends within half a year, of a type that can still be created with it. */
async function nearEnd(world: World): Promise<Record<string, unknown>> {
  const { service_versions } = await world.ask("GET", "/service_versions");
  const ends = (service_versions as Record<string, string>[]).filter(({ state, aiven_end_of_life_time: end }) => {
    return state !== "eol" && end && Date.parse(end) < Date.now() + 180 * DAY_MS;
  });
  const [version] = ends;
  if (!version) throw new Error("no version of the sandbox is near its end");
  const { service_type, major_version } = version;
  return { service_type, user_config: { [`${service_type}_version`]: major_version } };
}
