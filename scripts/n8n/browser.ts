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
  hover(): Promise<void>;
  fill(text: string): Promise<void>;
  dblclick(): Promise<void>;
  waitFor(options?: { state?: "visible" | "hidden"; timeout?: number }): Promise<void>;
}

export interface Page {
  setDefaultTimeout(ms: number): void;
  readonly keyboard: { press(key: string): Promise<void> };
  goto(url: string, options: { waitUntil: "domcontentloaded" }): Promise<unknown>;
  locator(selector: string): Locator;
  evaluate(script: string): Promise<unknown>;
  waitForEvent(event: "filechooser"): Promise<{ setFiles(path: string): Promise<void> }>;
  screenshot(options: { path: string; animations: "disabled" }): Promise<unknown>;
}

interface Context {
  readonly request: { post(url: string, options: { data: object }): Promise<{ ok(): boolean }> };
  newPage(): Promise<Page>;
}

interface Launched {
  newContext(options: object): Promise<Context>;
  close(): Promise<void>;
}

/** A browser with one page, which reaches nothing but this machine. */
export interface Browser {
  readonly page: Page;
  /** Logs the owner of an n8n in. */
  login(url: string): Promise<void>;
  close(): Promise<void>;
}

/** Machines that are busy with other things take their time. */
const STEP_MS = 120_000;
const PROGRAMS = ["chromium", "chromium-browser", "google-chrome"];

/** Where Chromium is on this machine; undefined when it is not. */
function findChromium(): string | undefined {
  for (const program of PROGRAMS) {
    try {
      return execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
    } catch {
      // The next one, then.
    }
  }
  return undefined;
}

/** Opens a browser; undefined where there is none. */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) return undefined;
  const library = pathToFileURL(join(await installPlaywright(), "index.mjs")).href;
  const { chromium } = (await import(library)) as { chromium: { launch(options: object): Promise<Launched> } };
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: "light" });
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MS);
  const login = async (url: string): Promise<void> => {
    const data = { emailOrLdapLoginId: PERSON.email, password: PERSON.password };
    const answer = await context.request.post(`${url}/rest/login`, { data });
    if (!answer.ok()) throw new Error("the browser cannot log in");
  };
  return { page, login, close: () => browser.close() };
}
