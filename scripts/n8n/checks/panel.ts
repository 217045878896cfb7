import type { Page } from "../browser.js";
import type { Client } from "../client.js";
import { AIVEN_CREDENTIAL, byName, chain, START, type Workflow } from "../workflow.js";

const ROUNDS = 11;
const MOST = 1.2;
/** A frame and a half of a screen: less is not seen, and no measurement here is finer. */
const TOLERANCE_MS = 25;
const CANVAS_MS = 120_000;

const OURS = "Get Service";
const SMALL = "Small";
/** The credential of the node that ours is compared with. */
export const SMALL_CREDENTIAL = { id: "small", name: "Small", type: "cloudflareApi", data: { apiToken: "none" } };

/**
 * The panel of our biggest node opens about as fast as that of a small node of n8n's own, which asks for a credential, too: the
 * medians of as many rounds each are compared, taken in turns.
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
  await timePanels(page, true);
  const times: { own: number; other: number }[] = [];
  while (times.length < ROUNDS) times.push(await timePanels(page, times.length % 2 === 0));
  const own = spread(times.map((time) => time.own));
  const other = spread(times.map((time) => time.other));
  const ratio = (own.median / other.median).toFixed(2);
  const told = `${own.words} for ours, ${other.words} for Cloudflare: ${ratio} times, in ${ROUNDS} rounds`;
  if (own.median > MOST * other.median + TOLERANCE_MS)
    throw new Error(`${told}, more than ${MOST} and ${TOLERANCE_MS} ms`);
  return told;
}

function spread(times: readonly number[]): { median: number; words: string } {
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return { median, words: `${median} ms (${sorted[0]} to ${sorted.at(-1)})` };
}

/** Opens the panel of each, one after the other; which is first matters, so it changes from round to round. */
async function timePanels(page: Page, ownFirst: boolean): Promise<{ own: number; other: number }> {
  const [first, second] = ownFirst ? [OURS, SMALL] : [SMALL, OURS];
  const times = [await timePanel(page, first), await timePanel(page, second)] as const;
  const [own, other] = ownFirst ? times : [times[1], times[0]];
  return { own, other };
}

async function timePanel(page: Page, name: string): Promise<number> {
  const ms = await openPanel(page, name);
  await closePanel(page);
  return ms;
}

/** Imports a workflow, and shows it. */
export async function openWorkflow(page: Page, url: string, client: Client, workflow: Workflow): Promise<void> {
  const { id } = await client.create(workflow);
  await page.goto(`${url}/workflow/${id}`, { waitUntil: "domcontentloaded" });
  const last = workflow.nodes.at(-1)?.name ?? "";
  await nodeCalled(page, last).waitFor({ timeout: CANVAS_MS });
  await settle(page);
}

/** Opens a node's panel; answers with how many milliseconds it took until it was painted. */
export async function openPanel(page: Page, name: string): Promise<number> {
  const begun = performance.now();
  await nodeCalled(page, name).dblclick();
  await page.locator('[data-test-id^="parameter-input-"]').first().waitFor();
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  return Math.round(performance.now() - begun);
}

export async function closePanel(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.locator('[data-test-id^="parameter-input-"]').first().waitFor({ state: "hidden" });
}

function nodeCalled(page: Page, name: string) {
  return page.locator('[data-test-id="canvas-node"]').filter({ hasText: name }).first();
}

/** Waits until nothing is loaded any more, and all is painted. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate("new Promise((done) => requestIdleCallback(done, { timeout: 2000 }))");
}
