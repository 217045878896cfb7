import { isObject } from "../core/view.js";

const DEEPEST = 3;
const MOST_NAMES = 16;
/** Names of fields; what else stands as a key is data. */
const NAME = /^[A-Za-z_]\w{0,39}$/;

/** The shape of a value for whoever writes a filter for it: `{services: [{service_name, state}]}`. */
export function shapeOf(value: unknown, depth = 0): string {
  if (Array.isArray(value)) {
    const inner = value.length === 0 || depth >= DEEPEST ? "" : shapeOf(value[0], depth + 1);
    return `[${inner}]`;
  }
  if (!isObject(value)) return value === null ? "null" : typeof value;
  const names = namesOf(value);
  const parts = names.slice(0, MOST_NAMES).map((name) => {
    const inner = value[name];
    const nested = depth < DEEPEST && (Array.isArray(inner) || isObject(inner));
    return nested ? `${name}: ${shapeOf(inner, depth + 1)}` : name;
  });
  return `{${[...parts, ...(names.length > MOST_NAMES ? ["…"] : [])].join(", ")}}`;
}

/** A filter that would work on a value. */
export function exampleFilter(value: unknown, path = "."): string {
  if (Array.isArray(value)) {
    const names = namesOf(value[0]).slice(0, 2);
    return names.length > 0 ? `${path} | map({${names.join(", ")}})` : `${path} | length`;
  }
  if (!isObject(value)) return path;
  const names = namesOf(value);
  const inner = names.find((name) => Array.isArray(value[name])) ?? names.find((name) => isObject(value[name]));
  if (inner !== undefined) return exampleFilter(value[inner], path === "." ? `.${inner}` : `${path}.${inner}`);
  return names.length > 0 ? `${path} | {${names.slice(0, 2).join(", ")}}` : `${path} | keys`;
}

/** What tells things apart. */
const TELLING = /(^|_)(name|state|status|id|type|time)$/;

/** The names of an object's fields, those of simple values first, and of them those that tell most. */
function namesOf(value: unknown): string[] {
  if (!isObject(value)) return [];
  const names = Object.keys(value).filter((name) => NAME.test(name));
  const nested = (name: string) => typeof value[name] === "object" && value[name] !== null;
  const plain = names.filter((name) => !nested(name));
  const isTelling = (name: string) => TELLING.test(name);
  return [...plain.filter(isTelling), ...plain.filter((name) => !isTelling(name)), ...names.filter(nested)];
}
