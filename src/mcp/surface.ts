import type { Tool } from "@modelcontextprotocol/server";
import { mayWriteSql, type PolicySettings } from "../tools/policy.js";
import { annotationsOf } from "../tools/risk.js";
import { definitions, type ToolDefinition, type ToolName, writingSql } from "./definitions.js";
import type { DescribedSchema, ToolInput } from "./schema.js";

/** Tools that reach beyond the API's own data would be open-world; these stay within the user's account. */
const OPEN_WORLD = false;

/** What a server publishes: the list as clients get it, and what each tool takes. */
export interface Surface {
  readonly tools: readonly Tool[];
  readonly inputs: Readonly<Record<ToolName, ToolInput>>;
}

type SurfaceSettings = Pick<PolicySettings, "mode" | "projects"> & Partial<Pick<PolicySettings, "sqlWrite">>;

/**
 * The tools for an operator's settings. Where nothing may change, what changes is not published, and where SQL may not
 * write, `aiven_sql` has no word of it. With one project set,
 * `project` disappears from every schema; with several it becomes an enumeration. The same settings always give the same
 * list.
 */
export function createSurface(settings: SurfaceSettings): Surface {
  const { mode, projects } = settings;
  const defined = mayWriteSql(settings) ? { ...definitions, aiven_sql: writingSql } : definitions;
  const inputs = mapValues<ToolDefinition, ToolInput>(defined, ({ input }) => pin(input, projects));
  const tools = Object.entries<ToolDefinition>(defined)
    .filter(([, { risk }]) => risk === "read" || mode !== "read-only")
    .map(([name, definition]) => toTool(name, definition, inputs[name] ?? definition.input));
  return { tools, inputs: inputs as Record<ToolName, ToolInput> };
}

function toTool(name: string, { title, description, risk }: ToolDefinition, input: ToolInput): Tool {
  return {
    name,
    title,
    description,
    inputSchema: toJsonSchema(input) as Tool["inputSchema"],
    annotations: { title, ...annotationsOf(risk), openWorldHint: OPEN_WORLD },
  };
}

/** A tool's input with the operator's projects taken into account. */
function pin(input: ToolInput, projects: readonly string[]): ToolInput {
  const { project, ...others } = input.properties;
  if (!project || projects.length === 0) return input;
  if (projects.length === 1) return { ...input, properties: others };
  return { ...input, properties: { project: { ...project, enum: projects }, ...others } };
}

function toJsonSchema({ properties, required = [] }: ToolInput): Record<string, unknown> {
  return { type: "object", properties: mapValues(properties, toJson), required };
}

function toJson(schema: DescribedSchema): Record<string, unknown> {
  const { properties, items, format: _, nullable: __, ...rest } = schema;
  return {
    ...rest,
    ...(properties ? { properties: mapValues(properties, toJson) } : {}),
    ...(items ? { items: toJson(items) } : {}),
  };
}

function mapValues<T, R>(object: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
