import { stringifyJson } from "../core/json.js";

/** Addresses of what can be read as a resource: templates, with what each is. */
export const TEMPLATES = {
  project: "aiven://project/{project}",
  service: "aiven://project/{project}/service/{service_name}",
  read: "aiven://read/{operation}{?input,fields,filter,cursor}",
  operation: "aiven://operation/{id}",
  configuration: "aiven://configuration/{service_type}",
  guide: "aiven://guide/{name}",
} as const;

export type ResourceKind = keyof typeof TEMPLATES;

const QUERY = /\{\?([a-z_,]+)\}$/;
const NAME = /\{([a-z_]+)\}/g;

/** What an address means; undefined when it is none of ours. */
export function readUri(uri: string): { kind: ResourceKind; values: Record<string, string> } | undefined {
  const [path = "", ...query] = uri.split("?");
  for (const [kind, template] of Object.entries(TEMPLATES)) {
    const plain = template.replace(QUERY, "");
    const found = new RegExp(`^${plain.replace(NAME, "([^/]+)")}$`).exec(path);
    if (!found) continue;
    const wanted = QUERY.exec(template)?.[1]?.split(",") ?? [];
    const given = [...new URLSearchParams(query.join("?"))].filter(([name]) => wanted.includes(name));
    const names = Array.from(plain.matchAll(NAME), ([, name]) => name ?? "");
    const values = [...names.map((name, at) => [name, decode(found[at + 1] ?? "")]), ...given];
    return { kind: kind as ResourceKind, values: Object.fromEntries(values) };
  }
  return undefined;
}

/** The address of a thing. What is no text in its query is written as JSON; what is undefined is left out. */
export function toUri(
  kind: ResourceKind,
  values: Readonly<Record<string, string>>,
  query: Readonly<Record<string, unknown>> = {},
): string {
  const path = TEMPLATES[kind]
    .replace(QUERY, "")
    .replace(NAME, (_, name: string) => encodeURIComponent(values[name] ?? ""));
  const parts = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(typeof value === "string" ? value : stringifyJson(value))}`);
  return parts.length === 0 ? path : `${path}?${parts.join("&")}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
