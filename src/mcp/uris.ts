/** Addresses of what can be read as a resource: templates, with what each is. */
export const TEMPLATES = {
  service: "aiven://project/{project}/service/{service_name}",
  operation: "aiven://operation/{id}",
  configuration: "aiven://configuration/{service_type}",
  guide: "aiven://guide/{name}",
} as const;

export type ResourceKind = keyof typeof TEMPLATES;

/** What an address means; undefined when it is none of ours. */
export function readUri(uri: string): { kind: ResourceKind; values: Record<string, string> } | undefined {
  for (const [kind, template] of Object.entries(TEMPLATES)) {
    const names = Array.from(template.matchAll(/\{([a-z_]+)\}/g), ([, name]) => name ?? "");
    const found = new RegExp(`^${template.replace(/\{[a-z_]+\}/g, "([^/]+)")}$`).exec(uri);
    if (!found) continue;
    const values = names.map((name, at) => [name, decode(found[at + 1] ?? "")]);
    return { kind: kind as ResourceKind, values: Object.fromEntries(values) };
  }
  return undefined;
}

/** The address of a thing. */
export function toUri(kind: ResourceKind, values: Readonly<Record<string, string>>): string {
  return TEMPLATES[kind].replace(/\{([a-z_]+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
