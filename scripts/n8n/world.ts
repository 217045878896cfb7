import type { Sandbox } from "../../src/sandbox/index.js";

type Row = Record<string, unknown>;

/** The sandbox as its own API tells of it, past n8n and the package. */
export class World {
  readonly #sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  /** Sends a request that has to succeed. */
  async ask(method: string, path: string, body?: unknown): Promise<Row> {
    const response = await fetch(`${this.#sandbox.url}/v1${path}`, {
      method,
      headers: { authorization: `aivenv1 ${this.#sandbox.token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Row;
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  /** The services of the project. */
  async services(): Promise<Row[]> {
    return (await this.ask("GET", `/project/${this.#sandbox.project}/service`))["services"] as Row[];
  }

  /** One value of each service, by the service's name. */
  async each(field: string): Promise<Row> {
    const services = await this.services();
    return Object.fromEntries(services.map((row) => [String(row["service_name"]), row[field]]).sort());
  }

  /** Creates a service. */
  create(service: Row): Promise<Row> {
    return this.ask("POST", `/project/${this.#sandbox.project}/service`, service);
  }

  /** Changes a service. */
  update(name: string, change: Row): Promise<Row> {
    return this.ask("PUT", `/project/${this.#sandbox.project}/service/${name}`, change);
  }

  /** Replaces the tags of a service. */
  tag(name: string, tags: Row): Promise<Row> {
    return this.ask("PUT", `/project/${this.#sandbox.project}/service/${name}/tags`, { tags });
  }

  /** What happened in the project, newest first, as "type service". */
  async events(): Promise<string[]> {
    const { events } = await this.ask("GET", `/project/${this.#sandbox.project}/events`);
    return (events as Row[]).map((row) => `${row["event_type"]} ${row["service_name"]}`);
  }
}
