import { AivenError, InputError } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import type { ApplicationRequest } from "../../tools/application.js";
import { read } from "../../tools/perform.js";
import type { ToolAnswer, ToolContext } from "../context.js";

interface Where {
  readonly project: string | undefined;
  readonly service_name: string;
}

const FIELDS: Readonly<Record<keyof ApplicationRequest, (value: unknown) => boolean>> = {
  repository: isText,
  branch: isText,
  build_path: isText,
  port: (value) => /^\d+$/.test(String(value)) && Number(value) >= 1 && Number(value) <= 65535,
  variables: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  uses: (value) => Array.isArray(value) && value.every(isText),
};

function isText(value: unknown): boolean {
  return typeof value === "string";
}

/** What a tool was told of an application. Throws InputError on what it cannot be, everything at once. */
export function checkApplication(given: Readonly<Record<string, unknown>>): ApplicationRequest {
  const known = Object.keys(FIELDS);
  const issues = Object.entries(given).flatMap(([name, value]) => {
    const field = `application.${name}`;
    if (!Object.hasOwn(FIELDS, name)) {
      return [{ field, message: "is not a field", nearest: nearest(name, known), allowed: known }];
    }
    const message = name === "port" ? "must be a number from 1 to 65535" : "has the wrong type";
    return FIELDS[name as keyof ApplicationRequest](value) ? [] : [{ field, message }];
  });
  if (issues.length > 0) throw new InputError(issues);
  return given["port"] === undefined ? given : { ...given, port: Number(given["port"]) };
}

const PAUSE_MS = 2_000;
const LINES = 20;

/** Waits for an application with the log of its build as progress, and the end of the log in the answer. */
export async function followBuild(
  context: ToolContext,
  where: Where,
  wait: () => Promise<ToolAnswer | undefined>,
): Promise<ToolAnswer | undefined> {
  const done = new AbortController();
  const following = follow(context, where, done.signal);
  try {
    const waited = await wait();
    const log = (await newestLines(context, where)).map((line) => context.fence.text(line));
    return waited && { ...waited, build_log: log };
  } finally {
    done.abort();
    await following;
  }
}

async function follow(context: ToolContext, where: Where, signal: AbortSignal): Promise<void> {
  let last: string | undefined;
  while (!signal.aborted) {
    const lines = await newestLines(context, where);
    const fresh = lines.slice(last === undefined ? 0 : lines.lastIndexOf(last) + 1);
    for (const line of fresh) context.progress(`build: ${line}`);
    last = lines.at(-1) ?? last;
    await context.door.sleep(PAUSE_MS, signal).catch(() => undefined);
  }
}

/** The end of the build's log; nothing where it cannot be read yet. */
async function newestLines({ door }: ToolContext, where: Where): Promise<string[]> {
  try {
    const asked = { ...where, log_type: "application-build", sort_order: "desc", limit: LINES };
    const logs = (await read(door, "ProjectGetServiceLogs", asked)).logs ?? [];
    return logs.map(({ msg }) => msg).reverse();
  } catch (error) {
    if (error instanceof AivenError) return [];
    throw error;
  }
}

/** Where a running application is reached. */
export async function addressOf({ door }: ToolContext, where: Where): Promise<string | undefined> {
  const { service } = await read(door, "ServiceGet", { ...where });
  const path = service?.components?.[0]?.path;
  return typeof path === "string" ? path : undefined;
}
