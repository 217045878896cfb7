import type { Tool } from "@modelcontextprotocol/server";
import { mapValues } from "../core/map-values.js";
import type { Operation } from "../tools/operation.js";
import { mayWriteSql, type PolicySettings } from "../tools/policy.js";
import { annotationsOf } from "../tools/risk.js";
import { definitions, type ToolDefinition, type ToolName, writingSql } from "./definitions.js";
import type { DescribedSchema, ToolInput } from "./schema.js";

/** Tools that reach beyond the API's own data would be open-world; these stay within the user's account. */
export const OPEN_WORLD = false;

/** The tools of `definitions`, as the operator names them. */
export const DEFAULT_TOOLS = "default";
/** A tool for every operation. */
export const ALL_TOOLS = "all";

/** What a server publishes: the list as clients get it, and what each tool takes. */
export interface Surface {
  readonly tools: readonly Tool[];
  readonly inputs: Readonly<Record<ToolName, ToolInput>>;
  /** The operations that have a tool of their own, by its name. */
  readonly operations: ReadonlyMap<string, Operation>;
}

export type SurfaceMaker = (policy: PolicySettings) => Surface;

/** How surfaces are made with the sets of tools that the operator wants. Only what is wanted is loaded. */
export async function surfaceMaker(tools: readonly string[]): Promise<SurfaceMaker> {
  if (tools.every((name) => name === DEFAULT_TOOLS)) return createSurface;
  return (await import("./native/surface.js")).nativeSurfaceMaker(tools);
}

type SurfaceSettings = Pick<PolicySettings, "mode" | "projects"> &
  Partial<Pick<PolicySettings, "sqlWrite" | "connectDir">>;

/**
 * The tools for an operator's settings. Where nothing may change, what changes is not published, and where SQL may not
 * write, `aiven_sql` has no word of it; `aiven_connect` is there where it may write files. With one project set,
 * `project` disappears from every schema; with several it becomes an enumeration. The same settings always give the same
 * list.
 */
export function createSurface(settings: SurfaceSettings): Surface {
  const { mode, projects, connectDir } = settings;
  const defined = mayWriteSql(settings) ? { ...definitions, aiven_sql: writingSql } : definitions;
  const inputs = mapValues<ToolDefinition, ToolInput>(defined, ({ input }) => pin(input, projects));
  const tools = Object.entries<ToolDefinition>(defined)
    .filter(([name]) => name !== "aiven_connect" || connectDir !== undefined)
    .filter(([, { risk }]) => risk === "read" || mode !== "read-only")
    .map(([name, definition]) => toTool(name, definition, inputs[name] ?? definition.input));
  return { tools, inputs: inputs as Record<ToolName, ToolInput>, operations: new Map() };
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
export function pin(input: ToolInput, projects: readonly string[]): ToolInput {
  const { project, ...others } = input.properties;
  if (!project || projects.length === 0) return input;
  if (projects.length === 1) {
    const required = input.required?.filter((name) => name !== "project");
    return { properties: others, ...(required ? { required } : {}) };
  }
  return { ...input, properties: { project: { ...project, enum: projects }, ...others } };
}

/** As it is published. */
export function toJsonSchema({ properties, required = [] }: ToolInput): Record<string, unknown> {
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
