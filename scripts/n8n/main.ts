/**
 * Tries the built n8n package in a real n8n against the sandbox. n8n and the Nodes that run it are installed from npm's
 * registry, once, outside the checkout; after that nothing outside this machine is asked.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "../../src/sandbox/index.js";
import { checkAccess } from "./checks/access.js";
import { AGENT_CALLS, checkAgent } from "./checks/agent.js";
import { checkCost } from "./checks/cost.js";
import { checkTemplates } from "./checks/templates.js";
import { TriggerTrial } from "./checks/trigger.js";
import { checkTypes } from "./checks/types.js";
import { Client } from "./client.js";
import { CURRENT, installN8n } from "./install.js";
import { ScriptedModel } from "./model.js";
import { Report } from "./report.js";
import { aivenCredential, pack, prepareInstance } from "./setup.js";
import { World } from "./world.js";

const report = new Report();
const installation = await installN8n(CURRENT);
const folder = mkdtempSync(join(tmpdir(), "aiven-n8n-"));
const sandbox = await startSandbox({ speed: "instant" });
const watched = await startSandbox({ speed: "instant", seed: "watched" });
const world = new World(sandbox);
const model = new ScriptedModel(AGENT_CALLS);
const tarball = pack(folder);
const credentials = [
  aivenCredential("aiven", sandbox),
  aivenCredential("watched", watched),
  aivenCredential("refused", { url: sandbox.url, token: "mistyped", project: "" }),
  { id: "model", name: "Model", type: "openAiApi", data: { apiKey: "none", url: await model.start() } },
];
const instance = await prepareInstance(installation, join(folder, "current"), tarball, credentials);
try {
  await report.check(`n8n ${installation.version} loads the package as it describes itself`, () =>
    checkTypes(instance),
  );
  await instance.start();
  const client = new Client(instance, installation);
  await client.login();
  // n8n polls once a minute: what that takes passes while other things are tried.
  const trigger = new TriggerTrial(watched, client);
  await report.check("the trigger begins", () => trigger.begin());
  await checkAccess(report, client, sandbox);
  await checkTemplates(report, client, sandbox, world);
  await report.check("the template ai-agent", () => checkAgent(client, sandbox, model));
  await report.check("200 GETs", () => checkCost(client, sandbox));
  await report.check("the trigger outlasts an outage of the API and a restart", () =>
    trigger.restartInOutage(instance),
  );
  await report.check("the trigger outlasts a jump of the clock and a crash", () => trigger.crashAfterJump(instance));
} finally {
  await instance.stop();
  model.stop();
  await Promise.all([sandbox.close(), watched.close()]);
  rmSync(folder, { recursive: true, force: true });
}
if (report.failures > 0) process.exitCode = 1;
