import { readdirSync, readFileSync } from "node:fs";

const TEMPLATES = "docs/workflows";

export interface WorkflowNode {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly position: readonly [number, number];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
}

export interface Workflow {
  readonly name: string;
  readonly nodes: readonly WorkflowNode[];
  readonly connections: Readonly<Record<string, unknown>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The credential as a person saves it: n8n makes up its id and its name, by which imported templates find it. */
export const AIVEN_CREDENTIAL = { aivenApi: { id: "first", name: "Aiven account" } };

export const READ_ONLY_CREDENTIAL = { aivenApi: { id: "readonly", name: "Read Only" } };

/** A template of docs/workflows, as it is imported: n8n gives it an id. */
export function readTemplate(name: string): Workflow {
  const { id: _, active: __, ...workflow } = JSON.parse(readFileSync(`${TEMPLATES}/${name}.json`, "utf8"));
  return workflow;
}

export function templateNames(): string[] {
  return readdirSync(TEMPLATES)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.replace(/\.json$/, ""));
}

/** A step of a workflow that is written here. */
export type Step = Pick<WorkflowNode, "name" | "type" | "parameters"> & Partial<WorkflowNode>;

/** A workflow whose steps follow each other. */
export function chain(name: string, steps: readonly Step[]): Workflow {
  const nodes = steps.map((step, index): WorkflowNode => {
    return { id: `step-${index}`, typeVersion: 1, position: [index * 220, 0], ...step };
  });
  const connections = nodes.slice(1).map((node, index) => {
    return [nodes[index]?.name, { main: [[{ node: node.name, type: "main", index: 0 }]] }];
  });
  return { name, nodes, connections: Object.fromEntries(connections), settings: {} };
}

export const START: Step = { name: "Start", type: "n8n-nodes-base.manualTrigger", parameters: {} };

/** The value of a locator that is written, not chosen from its list. */
export function byName(value: string): object {
  return { __rl: true, mode: "name", value };
}

/** The value of a locator that is a pasted address of the Aiven Console. */
export function byUrl(value: string): object {
  return { __rl: true, mode: "url", value };
}
