import { items } from "../core/parts.js";
import type { Door } from "./door.js";
import { isTame } from "./fence.js";
import type { Operation } from "./operation.js";
import { counterpart, servedTypes } from "./served-types.js";
import { readBeside } from "./unread.js";

type Input = Readonly<Record<string, unknown>>;

const MAX_NAMES = 5;

/** Where an operation is not for services of the type that it was called on: for which it is, and what to call instead. */
export async function wrongType(door: Door, operation: Operation, input: Input): Promise<string | undefined> {
  const types = servedTypes(operation);
  const { project, service_name } = input;
  if (!types || typeof project !== "string") return undefined;
  const services = items((await readBeside(door, "ServiceList", { project }))?.services);
  const type = services.find((service) => service.service_name === service_name)?.service_type;
  if (type === undefined || types.includes(type)) return undefined;
  const served = types.join(" or ");
  const fitting = services.filter((service) => types.includes(service.service_type));
  const names = fitting.map((service) => service.service_name).filter(isTame);
  const some = names.slice(0, MAX_NAMES).join(", ") + (names.length > MAX_NAMES ? " …" : "");
  const instead = counterpart(operation, type);
  return [
    `${service_name} is of type ${type}, and ${operation.id} is for ${served}.`,
    ...(instead ? [`For ${type} there is ${instead.id}.`] : []),
    names.length > 0 ? `Of type ${served}: ${some}.` : `The project has no service of type ${served}.`,
  ].join(" ");
}
