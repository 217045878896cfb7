import { createRequire } from "node:module";
import type { Installation } from "./install.js";
import { type Instance, until } from "./instance.js";
import { AIVEN_CREDENTIAL, type Workflow } from "./workflow.js";

/** The owner of the n8n that is tried. */
export const PERSON = { email: "demo@example.com", firstName: "Demo", lastName: "User", password: "Loopback-only-1" };
const RUN_MS = 90_000;

type Row = Record<string, unknown>;

/** What a node did in a run. */
export interface NodeRun {
  readonly items: readonly Row[];
  readonly error: string | undefined;
  readonly ms: number;
}

/** A run of a workflow that has ended, or waits for somebody. */
export interface Execution {
  readonly id: string;
  readonly status: string;
  readonly error: string | undefined;
  /** The last run of each node, by the node's name. */
  readonly nodes: ReadonlyMap<string, NodeRun>;
}

/** The requests that n8n's own screens send. */
export class Client {
  readonly #instance: Instance;
  readonly #parse: (text: string) => unknown;
  #cookie = "";

  constructor(instance: Instance, installation: Installation) {
    this.#instance = instance;
    // n8n answers with the data of runs in its own notation.
    const flatted = createRequire(installation.cli)("flatted") as { parse(text: string): unknown };
    this.#parse = flatted.parse;
  }

  /** Where n8n is. */
  get url(): string {
    return this.#instance.url;
  }

  /** Sends a request; answers with its status and body. */
  async send(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(this.#instance.url + path, {
      method,
      headers: { "content-type": "application/json", "browser-id": "test", cookie: this.#cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie();
    if (set.length > 0) this.#cookie = set.map((cookie) => cookie.split(";")[0]).join("; ");
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text };
  }

  /** Sends a request that has to succeed; answers with the data of its body. */
  async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.send(method, path, body);
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as Row)["data"] ?? answer.body;
  }

  /** Makes the owner where there is none yet, and logs in. */
  async login(): Promise<void> {
    await this.send("POST", "/rest/owner/setup", PERSON);
    await this.ask("POST", "/rest/login", { emailOrLdapLoginId: PERSON.email, password: PERSON.password });
  }

  /** The fields of the form that our node makes for what was chosen in it. */
  async mapperFields(methodName: string, currentNodeParameters: object): Promise<(Row & { id: string })[]> {
    const answer = await this.ask("POST", "/rest/dynamic-node-parameters/resource-mapper-fields", {
      nodeTypeAndVersion: { name: "n8n-nodes-aiven.aiven", version: 1 },
      path: "parameters.configuration",
      methodName,
      currentNodeParameters,
      credentials: AIVEN_CREDENTIAL,
    });
    return (answer as { fields: (Row & { id: string })[] }).fields;
  }

  /** Imports a workflow; answers with what n8n saved. Older versions insist on being told that it is off. */
  async create(workflow: Workflow): Promise<Workflow & { id: string; versionId: string }> {
    return (await this.ask("POST", "/rest/workflows", { active: false, ...workflow })) as Workflow & {
      id: string;
      versionId: string;
    };
  }

  /** Imports a workflow and turns it on; answers with its id. */
  async publish(workflow: Workflow): Promise<string> {
    const { id, versionId } = await this.create(workflow);
    await this.ask("POST", `/rest/workflows/${id}/activate`, { versionId });
    return id;
  }

  /** What a node of a saved workflow remembers from one run to the next; undefined before its first. */
  async memory(id: string, node: string): Promise<unknown> {
    const { staticData } = (await this.ask("GET", `/rest/workflows/${id}`)) as { staticData?: Row | null };
    return staticData?.[`node:${node}`];
  }

  /** Turns a workflow off, so that another one may have its URLs. */
  async withdraw(id: string): Promise<void> {
    await this.ask("POST", `/rest/workflows/${id}/deactivate`);
  }

  /** Imports a workflow and runs it from a trigger as "Execute workflow" does, until it ends or waits. */
  async run(workflow: Workflow, trigger: string, last?: string): Promise<Execution> {
    const saved = await this.create(workflow);
    const answer = (await this.ask("POST", `/rest/workflows/${saved.id}/run`, {
      workflowData: saved,
      triggerToStartFrom: { name: trigger },
      ...(last ? { destinationNode: { nodeName: last, mode: "inclusive" } } : {}),
    })) as { executionId: string };
    return this.finished(answer.executionId);
  }

  /** Writes into the chat of a saved workflow, as a person does in n8n's editor; answers with what is written back. */
  async chat(workflow: Workflow & { id: string }, trigger: string, text: string): Promise<string> {
    const session = "session";
    await this.ask("POST", `/rest/workflows/${workflow.id}/run`, {
      workflowData: workflow,
      triggerToStartFrom: { name: trigger },
      chatSessionId: session,
    });
    const message = { action: "sendMessage", sessionId: session, chatInput: text };
    const answer = await this.ask("POST", `/webhook-test/${workflow.id}/${session}`, message);
    const { output } = answer as { output?: string };
    if (output === undefined) throw new Error(`the chat answers ${JSON.stringify(answer)}`);
    return output;
  }

  /** Waits until a run has ended, or waits for somebody; unless told, both will do. */
  async finished(id: string, passing: readonly string[] = []): Promise<Execution> {
    let found: Execution | undefined;
    await until(`run ${id} to end`, RUN_MS, async () => {
      found = await this.execution(id);
      return !["new", "running", ...passing].includes(found.status);
    });
    if (!found) throw new Error(`there is no run ${id}`);
    return found;
  }

  async execution(id: string): Promise<Execution> {
    const { status, data } = (await this.ask("GET", `/rest/executions/${id}`)) as { status: string; data: string };
    const { resultData = {} } = (this.#parse(data) ?? {}) as {
      resultData?: { runData?: Record<string, RawRun[]>; error?: RawError };
    };
    const nodes = Object.entries(resultData.runData ?? {}).map(([name, runs]) => [name, readRun(runs)] as const);
    return { id, status, error: wordsOf(resultData.error), nodes: new Map(nodes) };
  }

  /** The runs of a workflow that its trigger began, oldest first. */
  async executions(workflowId: string): Promise<Execution[]> {
    const filter = encodeURIComponent(JSON.stringify({ workflowId }));
    const { results } = (await this.ask("GET", `/rest/executions?limit=100&filter=${filter}`)) as {
      results: { id: string }[];
    };
    const ids = results.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
    return Promise.all(ids.map((id) => this.finished(id)));
  }
}

interface RawError {
  readonly message?: string;
  readonly description?: string | null;
}

interface RawRun {
  readonly executionTime: number;
  readonly error?: RawError;
  readonly data?: Readonly<Record<string, ({ json: Row }[] | null)[]>>;
}

function readRun(runs: readonly RawRun[]): NodeRun {
  const last = runs.at(-1);
  const outputs = Object.values(last?.data ?? {}).flat();
  const items = outputs.flatMap((items) => (items ?? []).map(({ json }) => json));
  return { items, error: wordsOf(last?.error), ms: last?.executionTime ?? 0 };
}

function wordsOf(error: RawError | undefined): string | undefined {
  if (!error) return undefined;
  return [error.message, error.description].filter((text) => text).join(": ");
}
