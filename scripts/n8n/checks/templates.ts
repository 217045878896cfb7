import type { Sandbox } from "../../../src/sandbox/index.js";
import { demo } from "../../../src/sandbox/scenarios/demo.js";
import type { Scenario } from "../../../src/sandbox/scenarios/scenario.js";
import type { Client } from "../client.js";
import { expectEqual, type Report } from "../report.js";
import { readTemplate, templateNames, type Workflow } from "../workflow.js";
import type { World } from "../world.js";
import { tryApproval, tryEphemeral, tryTopicRequest } from "./called-templates.js";
import { type Scene, SERVICES } from "./scene.js";

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
  "ephemeral-postgresql": tryEphemeral,
  "kafka-topic-on-request": tryTopicRequest,
  "monthly-cost-report": async ({ world, sandbox, run }) => {
    // What has run for a month alone has, on a month's last days, no bill of the month before.
    sandbox.reset(agedDemo());
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
    const subject = nodes.get("Report")?.items[0]?.["subject"];
    expectEqual("the subject", subject, `Aiven: ${Number(last["total"])} USD`);
  },
  "upgrade-reminder": async ({ world, run }) => {
    const old = await nearEnd(world);
    await world.create({ service_name: "old", plan: "startup-16", cloud: "google-europe-west1", ...old });
    const { nodes } = await run();
    const told = nodes.get("Near End of Life")?.items ?? [];
    expectEqual("what is told", told.filter(({ service }) => service === "old").length, 1);
    expectEqual("who is told about", new Set(told.map(({ service }) => service)).size, told.length);
    expectEqual("what the message tells of", String(nodes.get("Message")?.items[0]?.["text"]).includes("old: "), true);
  },
  "disk-nearly-full": tryApproval,
};

/** Every template, imported and run in n8n, each in a sandbox that begins anew. */
export async function checkTemplates(report: Report, client: Client, sandbox: Sandbox, world: World): Promise<void> {
  for (const name of templateNames().filter((template) => template !== "ai-agent")) {
    await report.check(`the template ${name}`, async () => {
      const trial = TRIALS[name];
      if (!trial) throw new Error("nothing tells what it has to bring about");
      sandbox.reset("demo");
      const template = readTemplate(name);
      await trial({
        world,
        sandbox,
        client,
        template,
        run: async (change = (same) => same, ends = "success") => {
          const execution = await client.run(change(template), triggerOf(template));
          if (execution.status !== ends) throw new Error(`the run is ${execution.status}: ${execution.error}`);
          return execution;
        },
      });
    });
  }
}

/** Where a person starts it: the trigger that n8n's button runs. */
function triggerOf({ nodes }: Workflow): string {
  const trigger = nodes.find(({ type }) => type === "n8n-nodes-base.manualTrigger" || type.endsWith("aivenTrigger"));
  if (!trigger) throw new Error("it cannot be started by hand");
  return trigger.name;
}

/** The sandbox as if its projects were two months old. */
function agedDemo(): Scenario {
  const organizations = demo.organizations.map((organization) => ({
    ...organization,
    projects: (organization.projects ?? []).map((project) => ({ ...project, age_days: 62 })),
  }));
  return { ...demo, organizations };
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
