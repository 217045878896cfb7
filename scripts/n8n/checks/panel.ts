import { mkdirSync, statSync } from "node:fs";
import type { Page } from "../browser.js";
import type { Client } from "../client.js";
import { AIVEN_CREDENTIAL, byName, chain, readTemplate, START, type Workflow } from "../workflow.js";

const IMAGES = "src/n8n/images";
const MOST_BYTES = 150_000;
const LEAST_ROUNDS = 5;
const MOST_ROUNDS = 25;
const MOST = 1.2;
const CANVAS_MS = 60_000;

const OURS = "Get Service";
const SMALL = "Small";
/** The credential of the node that ours is compared with. */
export const SMALL_CREDENTIAL = { id: "small", name: "Small", type: "cloudflareApi", data: { apiToken: "none" } };

/**
 * The panel of our biggest node opens about as fast as that of a small node of n8n's own, which asks for a credential, too. As with
 * everything that is timed here, the best times are compared; a busy machine is given more rounds to show one.
 */
export async function checkPanel(page: Page, url: string, client: Client): Promise<string> {
  const workflow = chain("Panels", [
    START,
    {
      name: SMALL,
      type: "n8n-nodes-base.cloudflare",
      parameters: { resource: "zoneCertificate", operation: "get", zoneId: "zone", certificateId: "certificate" },
      credentials: { cloudflareApi: { id: SMALL_CREDENTIAL.id, name: SMALL_CREDENTIAL.name } },
    },
    {
      name: OURS,
      type: "n8n-nodes-aiven.aiven",
      parameters: {
        resource: "Service",
        operation: "ServiceGet",
        project: byName("sandbox-demo"),
        service_name: byName("demo-pg"),
      },
      credentials: AIVEN_CREDENTIAL,
    },
  ]);
  await openWorkflow(page, url, client, workflow);
  // The first time, the editor loads its own code for panels.
  await timePanels(page);
  let [own, other, rounds] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
  while (rounds < LEAST_ROUNDS || (own > MOST * other && rounds < MOST_ROUNDS)) {
    const times = await timePanels(page);
    own = Math.min(own, times.own);
    other = Math.min(other, times.other);
    rounds += 1;
  }
  const told = `${own} ms for ours, ${other} ms for Cloudflare: ${(own / other).toFixed(2)} times, in ${rounds} rounds`;
  if (own > MOST * other) throw new Error(`${told}, more than ${MOST}`);
  return told;
}

/** Opens the panel of each, one after the other. */
async function timePanels(page: Page): Promise<{ own: number; other: number }> {
  const other = await openPanel(page, SMALL);
  await closePanel(page);
  const own = await openPanel(page, OURS);
  await closePanel(page);
  return { own, other };
}

/** Writes the pictures of the package's README. */
export async function takePictures(page: Page, url: string, client: Client): Promise<string> {
  mkdirSync(IMAGES, { recursive: true });
  await openWorkflow(page, url, client, readTemplate("power-off-at-night"));
  await page.locator('[data-test-id="zoom-to-fit"]').first().click();
  await settle(page);
  const sizes = [await picture(page, "workflow")];
  await openPanel(page, "Power Off");
  sizes.push(await picture(page, "panel"));
  await closePanel(page);
  await openWorkflow(page, url, client, readTemplate("disk-nearly-full"));
  await openPanel(page, "Disk Above 80 %");
  sizes.push(await picture(page, "trigger"));
  await closePanel(page);
  return sizes.join(", ");
}

async function picture(page: Page, name: string): Promise<string> {
  const path = `${IMAGES}/${name}.png`;
  await settle(page);
  await page.screenshot({ path, animations: "disabled" });
  const { size } = statSync(path);
  if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MOST_BYTES}`);
  return `${path} ${Math.round(size / 1000)} kB`;
}

async function openWorkflow(page: Page, url: string, client: Client, workflow: Workflow): Promise<void> {
  const { id } = await client.create(workflow);
  await page.goto(`${url}/workflow/${id}`, { waitUntil: "domcontentloaded" });
  const last = workflow.nodes.at(-1)?.name ?? "";
  await nodeCalled(page, last).waitFor({ timeout: CANVAS_MS });
  await settle(page);
}

/** Opens a node's panel; answers with how many milliseconds it took until it was painted. */
async function openPanel(page: Page, name: string): Promise<number> {
  const begun = performance.now();
  await nodeCalled(page, name).dblclick();
  await page.locator('[data-test-id^="parameter-input-"]').first().waitFor();
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  return Math.round(performance.now() - begun);
}

async function closePanel(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.locator('[data-test-id^="parameter-input-"]').first().waitFor({ state: "hidden" });
}

function nodeCalled(page: Page, name: string) {
  return page.locator('[data-test-id="canvas-node"]').filter({ hasText: name }).first();
}

/** Waits until nothing is loaded any more, and all is painted. */
async function settle(page: Page): Promise<void> {
  await page.evaluate("new Promise((done) => requestIdleCallback(done, { timeout: 2000 }))");
}
