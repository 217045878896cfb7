import type { Sandbox } from "../../../src/sandbox/index.js";
import type { Client, Execution } from "../client.js";
import type { Workflow } from "../workflow.js";
import type { World } from "../world.js";

/** What a template is tried with. */
export interface Scene {
  readonly world: World;
  readonly sandbox: Sandbox;
  readonly client: Client;
  readonly template: Workflow;
  /** Runs the template, or what was made of it, by hand; the run has to succeed unless told otherwise. */
  run(change?: (template: Workflow) => Workflow, ends?: string): Promise<Execution>;
}

/** The services of the sandbox. */
export const SERVICES = ["demo-kafka", "demo-pg", "demo-valkey"];
