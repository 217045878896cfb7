import { pathParameters } from "../core/catalogue/index.js";
import { AivenError, InputError } from "../core/errors.js";
import { isEmpty } from "../core/view.js";
import type { Door } from "./door.js";
import type { Operation } from "./operation.js";
import { orError } from "./unread.js";

type Input = Readonly<Record<string, unknown>>;

/** Updates that do something although they name nothing to change, at least to some. */
export const MAY_BE_EMPTY: Readonly<Record<string, string>> = {
  CustomCloudEnvironmentUpdate: "Clients read a custom cloud by it.",
  ServiceUpdate: "It deploys an application again, from the head of its branch.",
};

/** What goes into what is there: without anything in it, it changes nothing. Other objects take the place of what is there. */
const MERGED: ReadonlySet<string> = new Set(["config", "extra", "maintenance", "user_config"]);

/** An update that names nothing to change would succeed and mean nothing. Throws InputError with what it can change. */
export function requireChange(operation: Operation, input: Input): void {
  if (!Object.hasOwn(MAY_BE_EMPTY, operation.id)) refuseEmpty(operation, input, "");
}

/**
 * Looks at what an empty update would be of, where that decides whether it does anything: only an application is deployed
 * again by one. Throws InputError with what it can change.
 */
export async function requireEffect(door: Door, operation: Operation, input: Input): Promise<void> {
  if (operation.id !== "ServiceUpdate" || !isEmptyUpdate(operation, input)) return;
  const [project, service_name] = [String(input["project"]), String(input["service_name"])];
  const found = await orError(door.client.call("ServiceGet", { project, service_name }));
  const type = found instanceof AivenError ? undefined : found.service?.service_type;
  // What is not there, or may not be read, is told by the API.
  if (type !== undefined && type !== "application") refuseEmpty(operation, input, ` of a service of type ${type}`);
}

/** Whether an update names nothing to change. */
export function isEmptyUpdate(operation: Operation, input: Input): boolean {
  const { method, required = [] } = operation.facts;
  if (method !== "PUT" && method !== "PATCH") return false;
  const isElsewhere = outsideOfBody(operation);
  const isNothing = (name: string) => MERGED.has(name) && !required.includes(name) && isEmpty(input[name]);
  return !Object.keys(input).some((name) => !isElsewhere(name) && input[name] !== undefined && !isNothing(name));
}

function refuseEmpty(operation: Operation, input: Input, what: string): void {
  if (!isEmptyUpdate(operation, input)) return;
  const isElsewhere = outsideOfBody(operation);
  const allowed = Object.keys(operation.facts.fields).filter((name) => !isElsewhere(name));
  if (allowed.length === 0) return;
  throw new InputError([{ field: "input", message: `changes nothing${what}: give one of these too`, allowed }]);
}

function outsideOfBody({ facts }: Operation): (name: string) => boolean {
  const elsewhere = new Set([...pathParameters(facts.path), ...(facts.query ?? [])]);
  return (name) => elsewhere.has(name);
}
