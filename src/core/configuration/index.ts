import { own } from "../own.js";
import { typeNames } from "./generated/names.js";
import type { Kind, Parameter, TypeFacts } from "./parameter.js";

export { typeNames } from "./generated/names.js";
export type { Kind, Parameter, Scalar, TypeFacts } from "./parameter.js";

/** Each kind is loaded when it is first asked for. */
const LOADERS: Readonly<Record<Kind, () => Promise<TypeFacts>>> = {
  services: async () => (await import("./generated/services/index.js")).services,
  integrations: async () => (await import("./generated/integrations/index.js")).integrations,
  endpoints: async () => (await import("./generated/endpoints/index.js")).endpoints,
  retired: async () => (await import("./generated/retired/index.js")).retired,
};

/** The bundled facts of every type of a kind. */
export function loadKind(kind: Kind): Promise<TypeFacts> {
  return LOADERS[kind]();
}

/** The bundled facts of a type; undefined where none are known. */
export async function loadFacts(kind: Kind, type: string): Promise<Parameter | undefined> {
  return typeNames[kind].includes(type) ? own(await loadKind(kind), type) : undefined;
}
