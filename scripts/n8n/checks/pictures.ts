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
  await openWorkflow(page, url, client, PANELS);
  await openPanel(page, "Get Service");
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
const PARAMETERS = [
  ["pg__autovacuum_max_workers", "number", 5],
  ["pg__jit", "boolean", false],
  ["pg__log_min_duration_statement", "number", 500],
] as const;

const PANELS = chain("Services", [
  START,
  {
    name: "Get Service",
    type: "n8n-nodes-aiven.aiven",
    parameters: { ...ON_PG, operation: "ServiceGet" },
    credentials: AIVEN_CREDENTIAL,
  },
  {
    name: "Configure Service",
    type: "n8n-nodes-aiven.aiven",
    parameters: {
      ...ON_PG,
      operation: "configure",
      configuration: {
        mappingMode: "defineBelow",
        value: Object.fromEntries(PARAMETERS.map(([id, , value]) => [id, value])),
        schema: PARAMETERS.map(([id, type]) => ({
          id,
          displayName: id,
          type,
          required: false,
          display: true,
          removed: false,
        })),
      },
    },
    credentials: AIVEN_CREDENTIAL,
  },
]);

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
