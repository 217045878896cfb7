import { pathParameters } from "../core/catalogue/index.js";
import { InputError } from "../core/errors.js";
import type { Operation } from "./operation.js";

/** Updates that do something although they name nothing to change. */
export const MAY_BE_EMPTY: Readonly<Record<string, string>> = {
  CustomCloudEnvironmentUpdate: "Clients read a custom cloud by it.",
  ServiceUpdate: "It deploys an application again, from the head of its branch.",
};

/** An update that names nothing to change would succeed and mean nothing. Throws InputError with what it can change. */
export function requireChange({ id, facts }: Operation, input: Readonly<Record<string, unknown>>): void {
  const updates = facts.method === "PUT" || facts.method === "PATCH";
  if (!updates || Object.hasOwn(MAY_BE_EMPTY, id)) return;
  const elsewhere = [...pathParameters(facts.path), ...(facts.query ?? [])];
  const changes = Object.keys(facts.fields).filter((name) => !elsewhere.includes(name));
  const given = Object.keys(input).filter((name) => !elsewhere.includes(name) && input[name] !== undefined);
  if (changes.length === 0 || given.length > 0) return;
  throw new InputError([{ field: "input", message: "changes nothing: give one of these too", allowed: changes }]);
}
