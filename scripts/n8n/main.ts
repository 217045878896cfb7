/**
 * Tries the built n8n package in a real n8n against the sandbox. n8n and the Nodes that run it are installed from npm's
 * registry, once, outside the checkout; after that nothing outside this machine is asked. `--only <pattern>` tries what is
 * called like it; `--screenshots` takes the pictures of the README anew.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startSandbox } from "../../src/sandbox/index.js";
import { openBrowser } from "./browser.js";
import { AGENT_SCRIPT, checkAgent } from "./checks/agent.js";
import { CALLER_CREDENTIALS } from "./checks/called-templates.js";
import { checkCost } from "./checks/cost.js";
import { checkCredential } from "./checks/credential.js";
import { checkCredentialScreen } from "./checks/credential-screen.js";
import { checkLists } from "./checks/lists.js";
import { checkPanel, SMALL_CREDENTIAL } from "./checks/panel.js";
import { takePictures } from "./checks/pictures.js";
import { checkPrevious } from "./checks/previous.js";
import { clearWalk, signUp, walkReadme } from "./checks/readme.js";
import { checkTemplates } from "./checks/templates.js";
import { TriggerTrial } from "./checks/trigger.js";
import { checkTypes } from "./checks/types.js";
import { Client } from "./client.js";
import { CURRENT, installN8n, PREVIOUS } from "./install.js";
import { ScriptedModel } from "./model.js";
import { Report } from "./report.js";
import { aivenCredential, importCredentials, pack, prepareInstance } from "./setup.js";
import { AIVEN_CREDENTIAL, READ_ONLY_CREDENTIAL } from "./workflow.js";
import { World } from "./world.js";

const { values: asked } = parseArgs({ options: { only: { type: "string" }, screenshots: { type: "boolean" } } });
const NO_BROWSER = "there is no Chromium on this machine";
const report = new Report(asked.only);
const installation = await installN8n(CURRENT);
const folder = mkdtempSync(join(tmpdir(), "aiven-n8n-"));
const sandbox = await startSandbox({ speed: "instant" });
const watched = await startSandbox({ speed: "instant", seed: "watched" });
const world = new World(sandbox);
const model = new ScriptedModel(AGENT_SCRIPT);
const tarball = pack(folder);
const credentials = [
  aivenCredential(AIVEN_CREDENTIAL.aivenApi, sandbox),
  aivenCredential(READ_ONLY_CREDENTIAL.aivenApi, sandbox, true),
  aivenCredential({ id: "watched", name: "Watched" }, watched),
  aivenCredential({ id: "refused", name: "Refused" }, { url: sandbox.url, token: "mistyped", project: "" }),
  SMALL_CREDENTIAL,
  ...CALLER_CREDENTIALS,
  { id: "second", name: "OpenAi account", type: "openAiApi", data: { apiKey: "none", url: await model.start() } },
];
const instance = await prepareInstance(installation, join(folder, "current"), tarball);
const browser = await openBrowser();
try {
  await instance.start();
  const client = new Client(instance, installation);
  await fromReadme(client);
  await client.login();
  await importCredentials(instance, credentials);
  await report.check(`n8n ${installation.version} loads the package as it describes itself`, () =>
    checkTypes(instance),
  );
  // n8n polls once a minute: what that takes passes while other things are tried.
  const trigger = new TriggerTrial(watched, client);
  await report.check("the trigger begins", () => trigger.begin());
  await checkCredential(report, client, sandbox, world);
  await checkLists(report, client, world);
  await checkTemplates(report, client, sandbox, world);
  await report.check("the template ai-agent", () => checkAgent(client, sandbox, model));
  await report.check("200 GETs", () => checkCost(client, sandbox));
  await inBrowser(client);
  // The other n8n has all to do while this one waits for its next poll.
  await Promise.all([
    report.check("the trigger outlasts an outage of the API and a restart", () => trigger.restartInOutage(instance)),
    inPrevious(),
  ]);
  await report.check("the trigger outlasts a jump of the clock and a crash", () => trigger.crashAfterJump(instance));
} finally {
  await browser?.close();
  await instance.stop();
  model.stop();
  await Promise.all([sandbox.close(), watched.close()]);
  rmSync(folder, { recursive: true, force: true });
}

/** What a new user does first, in an n8n that is empty. */
async function fromReadme(client: Client): Promise<void> {
  const name = "from the README to services that are powered off at night";
  if (!browser) return report.skip(name, NO_BROWSER);
  await report.check(name, async () => {
    await signUp(browser.page, instance.url);
    const told = await walkReadme(browser.page, instance, sandbox, world);
    await client.login();
    await clearWalk(client);
    sandbox.reset("demo");
    return told;
  });
}

/** What a person sees, where there is a browser. */
async function inBrowser(client: Client): Promise<void> {
  if (!browser) return report.skip("the panel of a node", NO_BROWSER);
  const { page } = browser;
  await browser.login(instance.url);
  await report.check("the credential's screen tells what its test found", () =>
    checkCredentialScreen(page, instance.url),
  );
  await report.check("the panel of a node opens", () => checkPanel(page, instance.url, client));
  if (asked.screenshots) {
    sandbox.reset("demo");
    await report.check("pictures", () => takePictures(page, instance.url, client));
  }
}

/** The n8n of before: that it loads the package, tests the credential, lists, and runs a workflow. */
async function inPrevious(): Promise<void> {
  const called = `n8n ${PREVIOUS.n8n}`;
  if (!report.tries(called)) return;
  const previous = await installN8n(PREVIOUS);
  const older = await prepareInstance(previous, join(folder, "previous"), tarball);
  await importCredentials(older, credentials);
  await report.check(`${called} loads the package as it describes itself`, () => checkTypes(older));
  await checkPrevious(report, older, new Client(older, previous), { called, sandbox, world });
}

if (report.failures > 0) process.exitCode = 1;
