import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PERSON } from "./client.js";
import { installPlaywright } from "./install.js";

/** What is used of playwright-core, which is installed beside n8n and not here. */
export interface Locator {
  first(): Locator;
  last(): Locator;
  filter(options: { hasText: string }): Locator;
  click(): Promise<void>;
  dblclick(): Promise<void>;
  waitFor(options?: { state?: "visible" | "hidden"; timeout?: number }): Promise<void>;
}

export interface Page {
  setDefaultTimeout(ms: number): void;
  readonly keyboard: { press(key: string): Promise<void> };
  goto(url: string, options: { waitUntil: "domcontentloaded" }): Promise<unknown>;
  locator(selector: string): Locator;
  evaluate(script: string): Promise<unknown>;
  screenshot(options: { path: string; animations: "disabled" }): Promise<unknown>;
}

interface Browser {
  newContext(options: object): Promise<{
    readonly request: { post(url: string, options: { data: object }): Promise<{ ok(): boolean }> };
    newPage(): Promise<Page>;
  }>;
  close(): Promise<void>;
}

/** Machines that are busy with other things take their time. */
const STEP_MS = 120_000;
const PROGRAMS = ["chromium", "chromium-browser", "google-chrome"];

/** Where Chromium is on this machine; undefined when it is not. */
export function findChromium(): string | undefined {
  for (const program of PROGRAMS) {
    try {
      return execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
    } catch {
      // The next one, then.
    }
  }
  return undefined;
}

/** Opens n8n in a browser that is logged in and reaches nothing but this machine. */
export async function openBrowser(
  executablePath: string,
  url: string,
): Promise<{ page: Page; close: () => Promise<void> }> {
  const library = pathToFileURL(join(await installPlaywright(), "index.mjs")).href;
  const { chromium } = (await import(library)) as { chromium: { launch(options: object): Promise<Browser> } };
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: "light" });
  const data = { emailOrLdapLoginId: PERSON.email, password: PERSON.password };
  const answer = await context.request.post(`${url}/rest/login`, { data });
  if (!answer.ok()) throw new Error("the browser cannot log in");
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MS);
  return { page, close: () => browser.close() };
}
