import { ApiError } from "../core/errors.js";
import { nearestOf } from "../core/nearest.js";
import { at, WAIT_RULES } from "../core/wait.js";
import type { Door } from "./door.js";
import { isTame } from "./fence.js";
import type { Operation } from "./operation.js";

type Input = Readonly<Record<string, unknown>>;

/**
 * Adds to an error answer what the API leaves out: the permission or scope that a 403 is about, the names that exist where
 * one was not found, and what a clash waits for. Any other error, and any that cannot be explained, is returned as it is.
 */
export async function explain(door: Door, operation: Operation, input: Input, error: unknown): Promise<unknown> {
  if (!(error instanceof ApiError)) return error;
  const more = await moreAbout(door, operation, input, error);
  if (!more) return error;
  const { message, operationId, status, code, kind, retryable, retryAfterMs } = error;
  const hint = [more, error.hint].filter(Boolean).join(" ");
  return new ApiError(message, { operationId, status, code, kind, retryable, retryAfterMs, hint });
}

async function moreAbout(door: Door, operation: Operation, input: Input, error: ApiError): Promise<string | undefined> {
  if (error.status === 403) return neededRights(operation);
  if (error.status === 409) return whatToWaitFor(operation);
  if (error.status !== 404) return undefined;
  try {
    return await existingNames(door, input);
  } catch {
    // The explanation is a courtesy; the error that it would explain is what counts.
    return undefined;
  }
}

function neededRights({ facts }: Operation): string | undefined {
  const permissions = facts.permissions?.length ? `one of the permissions ${facts.permissions.join(", ")}` : "";
  const scopes = facts.scopes?.length ? `a token with scope ${facts.scopes.join(" or ")}` : "";
  const needed = [permissions, scopes].filter((part) => part !== "").join(", and ");
  return needed ? `It needs ${needed}.` : undefined;
}

function whatToWaitFor({ words }: Operation): string | undefined {
  if (!words.wait) return undefined;
  const done = WAIT_RULES[words.wait].done.join(" or ");
  return done ? `If it is busy, wait for it (${words.wait}) to be ${done} and try again.` : undefined;
}

/** A field that names something, the operation that lists what there is, and where the names stand in its answer. */
interface Listing {
  readonly field: string;
  readonly noun: string;
  readonly operation: string;
  readonly list: string;
  readonly name: string;
}

/** From the outside in: the first name that does not exist is the one to tell about. */
const LISTINGS: readonly Listing[] = [
  { field: "project", noun: "project", operation: "ProjectList", list: "projects", name: "project_name" },
  { field: "service_name", noun: "service", operation: "ServiceList", list: "services", name: "service_name" },
  { field: "topic_name", noun: "topic", operation: "ServiceKafkaTopicList", list: "topics", name: "topic_name" },
  { field: "service_username", noun: "service user", operation: "ServiceGet", list: "service.users", name: "username" },
  { field: "dbname", noun: "database", operation: "ServiceDatabaseList", list: "databases", name: "database_name" },
  {
    field: "connector_name",
    noun: "connector",
    operation: "ServiceKafkaConnectList",
    list: "connectors",
    name: "name",
  },
];

async function existingNames(door: Door, input: Input): Promise<string | undefined> {
  const { project, service_name } = input;
  for (const { field, noun, operation, list, name } of LISTINGS) {
    const wanted = input[field];
    if (typeof wanted !== "string") continue;
    const scope =
      operation === "ProjectList" ? {} : operation === "ServiceList" ? { project } : { project, service_name };
    const items = at(await door.client.callAny(operation, scope), list);
    // A name can be anything that a database takes as one.
    const names = (Array.isArray(items) ? items.map((item) => String(at(item, name))) : []).filter(isTame);
    if (!names.includes(wanted)) return suggest(noun, wanted, names);
  }
  return undefined;
}

const MAX_NAMES = 5;

function suggest(noun: string, wanted: string, names: readonly string[]): string {
  if (names.length === 0) return `There is no ${noun} at all there.`;
  const close = nearestOf(wanted, names, 3);
  if (close.length > 0) return `There is no ${noun} "${wanted}"; did you mean ${close.join(" or ")}?`;
  const some = names.slice(0, MAX_NAMES).join(", ");
  return `There is no ${noun} "${wanted}"; there ${names.length === 1 ? "is" : "are"} ${some}${names.length > MAX_NAMES ? " …" : ""}.`;
}
