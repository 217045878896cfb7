import type { Page } from "../browser.js";
import { AIVEN_CREDENTIAL } from "../workflow.js";

/** n8n tests a credential when somebody opens it: a good one is said to be good, a bad one not to be. */
export async function checkCredentialScreen(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/home/credentials`, { waitUntil: "domcontentloaded" });
  await open(page, AIVEN_CREDENTIAL.aivenApi.name);
  await page.locator(TESTED).filter({ hasText: "Connection tested successfully" }).first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator(TESTED).first().waitFor({ state: "hidden" });
  await open(page, "Refused");
  await page.locator(TESTED).filter({ hasText: "connect with these settings" }).first().waitFor();
}

const TESTED = ".el-dialog";

async function open(page: Page, name: string): Promise<void> {
  await page.locator('[data-test-id="resources-list-item"]').filter({ hasText: name }).first().click();
}
