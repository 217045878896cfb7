import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sandbox } from "../../../src/sandbox/index.js";
import type { Page } from "../browser.js";
import { type Client, PERSON } from "../client.js";
import type { Instance } from "../instance.js";
import { expectEqual } from "../report.js";
import { AIVEN_CREDENTIAL } from "../workflow.js";
import type { World } from "../world.js";

const README = "src/n8n/README.md";
const MOST_STEPS = 9;
const TEMPLATE = "power-off-at-night.json";
const WORKFLOW = "Power Off Services at Night";
const OFF = { "demo-kafka": "POWEROFF", "demo-pg": "POWEROFF", "demo-valkey": "POWEROFF" };

/** Makes the owner of an n8n that is empty, on the page that it begins with. */
export async function signUp(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: "domcontentloaded" });
  const { email, firstName, lastName, password } = PERSON;
  for (const [name, value] of Object.entries({ email, firstName, lastName, password })) {
    await page
      .locator(`${test(name)} input`)
      .first()
      .fill(value);
  }
  await page.locator(test("form-submit-button")).first().click();
  await page.locator(test("universal-add")).first().waitFor();
}

/**
 * What the README tells a new user, done in the browser of an empty n8n: a credential for the sandbox, the template, a run, and
 * the workflow turned on. What is pressed has to be named in the README; what it promises has to come about.
 */
export async function walkReadme(page: Page, instance: Instance, sandbox: Sandbox, world: World): Promise<string> {
  const steps = readSteps();
  if (steps.length > MOST_STEPS) throw new Error(`the README has ${steps.length} steps`);
  const told = steps.join("\n");
  const named = (label: string): string => {
    if (!told.includes(label)) throw new Error(`the README says nothing of "${label}"`);
    return label;
  };
  await addCredential(page, sandbox, named);
  const folder = join(".n8n/nodes/node_modules", named("n8n-nodes-aiven/workflows"));
  await importTemplate(page, join(instance.folder, folder, named(TEMPLATE)), named);
  await page
    .locator(test("execute-workflow-button"))
    .filter({ hasText: named("Execute workflow") })
    .first()
    .click();
  await page.locator("text=Workflow executed successfully").first().waitFor();
  expectEqual("the states", await world.each("state"), OFF);
  const publish = page.locator(test("workflow-open-publish-modal-button"));
  await publish
    .filter({ hasText: named("Publish") })
    .first()
    .click();
  await page.locator(test("workflow-publish-button")).first().click();
  await page.locator("text=Workflow published").first().waitFor();
  return `${steps.length} steps`;
}

async function addCredential(page: Page, sandbox: Sandbox, named: (label: string) => string): Promise<void> {
  await choose(page, named("New credential"));
  await page
    .locator(`${test("new-credential-type-select")} input`)
    .first()
    .fill(named("Aiven API"));
  await page.locator(test("new-credential-type-select-option")).filter({ hasText: "Aiven API" }).first().click();
  await page.locator(test("new-credential-type-button")).first().click();
  await fill(page, named("Token"), "token", sandbox.token);
  await fill(page, named("Base URL"), "baseUrl", sandbox.url);
  await fill(page, named("Default Project"), "project", named("sandbox-demo"));
  await page
    .locator(test("credential-name"))
    .filter({ hasText: named(AIVEN_CREDENTIAL.aivenApi.name) })
    .first()
    .waitFor();
  await page.locator(test("credential-save-button")).first().click();
  await page.locator("text=Connection tested successfully").first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator(test("editCredential-modal")).first().waitFor({ state: "hidden" });
}

async function importTemplate(page: Page, file: string, named: (label: string) => string): Promise<void> {
  await choose(page, named("New workflow"));
  await page.locator(test("canvas-add-button")).first().waitFor();
  await page.locator(test("workflow-menu")).first().click();
  await page
    .locator(test("workflow-menu-item-import"))
    .filter({ hasText: named("Import") })
    .first()
    .hover();
  const asked = page.waitForEvent("filechooser");
  await page
    .locator(test("workflow-menu-item-import-from-file"))
    .filter({ hasText: named("From file") })
    .first()
    .click();
  await (await asked).setFiles(file);
  await page.locator(test("workflow-name-input")).filter({ hasText: WORKFLOW }).first().waitFor();
}

/** What stands behind the plus of the sidebar. */
async function choose(page: Page, entry: string): Promise<void> {
  await page.locator(test("universal-add")).first().click();
  await page.locator(test("navigation-menu-item")).filter({ hasText: entry }).first().click();
}

async function fill(page: Page, label: string, name: string, value: string): Promise<void> {
  await page.locator(test(name)).filter({ hasText: label }).first().waitFor();
  await page
    .locator(`${test(`parameter-input-${name}`)} input`)
    .first()
    .fill(value);
}

/** Whether the workflow is on; then everything that the walk has made is taken away again. */
export async function clearWalk(client: Client): Promise<void> {
  const workflows = (await client.ask("GET", "/rest/workflows")) as { id: string; name: string; active: boolean }[];
  expectEqual(
    "what is on",
    workflows.filter(({ active }) => active).map(({ name }) => name),
    [WORKFLOW],
  );
  for (const { id } of workflows) await client.withdraw(id);
  for (const { id } of (await client.ask("GET", "/rest/credentials")) as { id: string }[]) {
    await client.ask("DELETE", `/rest/credentials/${id}`);
  }
}

function readSteps(): string[] {
  const [, section = ""] = readFileSync(README, "utf8").split("## Try it on the sandbox\n");
  const [own = ""] = section.split("\n## ");
  return own.split(/^(?=\d+\. )/m).filter((part) => /^\d+\. /.test(part));
}

function test(id: string): string {
  return `[data-test-id="${id}"]`;
}
