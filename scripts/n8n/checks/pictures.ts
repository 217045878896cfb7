import { mkdirSync, statSync } from "node:fs";
import type { Page } from "../browser.js";
import type { Client } from "../client.js";
import { AIVEN_CREDENTIAL, byName, chain, readTemplate, START, type Workflow } from "../workflow.js";
import { closePanel, openPanel, openWorkflow, settle } from "./panel.js";

const IMAGES = "src/n8n/images";
const MOST_BYTES = 150_000;
const ITEM = '[data-test-id="rlc-item"]';

/** Writes the pictures of the package's README. */
export async function takePictures(page: Page, url: string, client: Client): Promise<string> {
  mkdirSync(IMAGES, { recursive: true });
  await openWorkflow(page, url, client, withCredential(readTemplate("power-off-at-night")));
  await page.locator('[data-test-id="zoom-to-fit"]').first().click();
  const sizes = [await picture(page, "workflow")];
  await openWorkflow(page, url, client, await panels(client));
  await openPanel(page, "Power Off");
  await page.locator('[data-test-id="parameter-input-service_name"] input').last().click();
  await page.locator(ITEM).first().waitFor();
  sizes.push(await picture(page, "panel"));
  await page.keyboard.press("Escape");
  await closePanel(page);
  await openPanel(page, "Configure Service");
  await page.locator('[data-test-id="resource-mapper-container"]').first().waitFor();
  await page.evaluate(
    `document.querySelector('[data-test-id="parameter-input-specifyConfiguration"]').scrollIntoView()`,
  );
  sizes.push(await picture(page, "configure"));
  await closePanel(page);
  await openWorkflow(page, url, client, withCredential(readTemplate("disk-nearly-full")));
  await openPanel(page, "Disk Above 80 %");
  sizes.push(await picture(page, "trigger"));
  return sizes.join(", ");
}

const ON_PG = {
  resource: "Service",
  project: byName("sandbox-demo"),
  service_name: { ...byName("demo-pg"), mode: "list" },
};
/** What is set in the form, by the id of its field. */
const VALUES = { pg__autovacuum_max_workers: 5, pg__jit: false, pg__log_min_duration_statement: 500 };

async function panels(client: Client): Promise<Workflow> {
  const configure = { ...ON_PG, operation: "configure" };
  const fields = await client.mapperFields("getConfigurationFields", configure);
  const schema = fields.filter(({ id }) => Object.hasOwn(VALUES, id)).map((field) => ({ ...field, removed: false }));
  return chain("Services", [
    START,
    {
      name: "Power Off",
      type: "n8n-nodes-aiven.aiven",
      parameters: { ...ON_PG, operation: "powerOff" },
      credentials: AIVEN_CREDENTIAL,
    },
    {
      name: "Configure Service",
      type: "n8n-nodes-aiven.aiven",
      parameters: { ...configure, configuration: { mappingMode: "defineBelow", value: VALUES, schema } },
      credentials: AIVEN_CREDENTIAL,
    },
  ]);
}

/** A template as it is once its credential was found by its name. */
function withCredential(template: Workflow): Workflow {
  const nodes = template.nodes.map((node) =>
    node.credentials?.["aivenApi"] ? { ...node, credentials: AIVEN_CREDENTIAL } : node,
  );
  return { ...template, nodes };
}

async function picture(page: Page, name: string): Promise<string> {
  const path = `${IMAGES}/${name}.png`;
  await settle(page);
  await page.screenshot({ path, animations: "disabled" });
  const { size } = statSync(path);
  if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MOST_BYTES}`);
  return `${path} ${Math.round(size / 1000)} kB`;
}
