import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Input, type OperationId, operationFacts } from "../../src/core/catalogue/index.js";
import { stringifyJson } from "../../src/core/json.js";
import { buildRequest } from "../../src/core/request.js";
import { Instance } from "../../src/sandbox/instance.js";
import { BUILT_MS } from "./api.js";

/** What ought to be there, kept apart from the sandbox in the simplest way. */
interface Model {
  readonly services: Map<string, Service>;
  /** By id: the services at both ends. */
  readonly integrations: Map<string, { readonly source: string; readonly dest: string }>;
}

interface Service {
  readonly type: "pg" | "kafka" | "grafana";
  powered: boolean;
  protected: boolean;
  readonly users: Set<string>;
  /** Partitions by name. */
  readonly topics: Map<string, number>;
}

const PROJECT = "model";
const PLANS = { pg: "startup-4", kafka: "business-4", grafana: "startup-4" } as const;
const scenario = {
  user: { email: "me@example.com", password: "Some-where-1", real_name: "Me" },
  organizations: [{ name: "Model", projects: [{ name: PROJECT, age_days: 0 }] }],
};

/** A sandbox without a network, which is emptied for every run. */
class Real {
  readonly instance = new Instance({ speed: "paused", scenario });

  call<Id extends OperationId>(id: Id, input: Input<Id>): { status: number; data: Record<string, unknown> } {
    const facts = operationFacts(id);
    if (!facts) throw new Error(`no operation ${id}`);
    const { method, path, body } = buildRequest(facts, { ...input });
    const { answer } = this.instance.exchange.perform({
      method,
      url: path,
      headers: { authorization: `aivenv1 ${this.instance.token}` },
      body: new TextEncoder().encode(body === undefined ? "" : String(body)),
    });
    return { status: answer.status, data: Object(answer.data) };
  }

  /** Calls an operation that has to end with this status. */
  expect<Id extends OperationId>(status: number, id: Id, input: Input<Id>): Record<string, unknown> {
    const answer = this.call(id, input);
    expect(answer.status, `${id} ${stringifyJson(input)}: ${stringifyJson(answer.data)}`).toBe(status);
    return answer.data;
  }
}

type Step = (model: Model, real: Real) => void;

/** A command that can always be tried: what comes of it follows from the model. */
class Command implements fc.Command<Model, Real> {
  readonly #name: string;
  readonly #step: Step;

  constructor(name: string, step: Step) {
    this.#name = name;
    this.#step = step;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    this.#step(model, real);
    requireSame(model, real);
  }

  toString(): string {
    return this.#name;
  }
}

/** The sandbox shows what the model has, no more and no less, in its lists and one by one. */
function requireSame(model: Model, real: Real): void {
  const { services } = real.expect(200, "ServiceList", { project: PROJECT }) as { services: ShownService[] };
  expect(services.map(({ service_name }) => service_name).sort()).toEqual([...model.services.keys()].sort());
  for (const shown of services) {
    const service = model.services.get(shown.service_name);
    expect(shown.state === "POWEROFF").toBe(service?.powered === false);
    expect(shown.termination_protection).toBe(service?.protected);
    expect(new Set(shown.users.map(({ username }) => username))).toEqual(service?.users);
    const ids = shown.service_integrations.map(({ service_integration_id }) => service_integration_id);
    const wanted = [...model.integrations].filter(([, { source, dest }]) => {
      return source === shown.service_name || dest === shown.service_name;
    });
    expect(new Set(ids)).toEqual(new Set(wanted.map(([id]) => id)));
    if (service?.type === "kafka" && service.powered) requireTopics(real, shown.service_name, service);
  }
}

interface ShownService {
  readonly service_name: string;
  readonly state: string;
  readonly termination_protection: boolean;
  readonly users: readonly { readonly username: string }[];
  readonly service_integrations: readonly { readonly service_integration_id: string }[];
}

function requireTopics(real: Real, service_name: string, { topics }: Service): void {
  const listed = real.expect(200, "ServiceKafkaTopicList", { project: PROJECT, service_name }) as {
    topics: { topic_name: string; partitions: number }[];
  };
  const shown = listed.topics.map(({ topic_name, partitions }) => [topic_name, partitions] as const);
  expect(new Map(shown)).toEqual(topics);
}

const names = fc.constantFrom("one", "two");
const usernames = fc.constantFrom("app", "reader", "avnadmin");
const topicNames = fc.constantFrom("orders", "payments");

const at = (service_name: string) => ({ project: PROJECT, service_name });

const create = (name: string, type: Service["type"]) =>
  new Command(`create ${name} ${type}`, (model, real) => {
    const exists = model.services.has(name);
    const order = { service_type: type, plan: PLANS[type], cloud: "aws-eu-west-1", project_vpc_id: null };
    real.expect(exists ? 409 : 200, "ServiceCreate", { ...at(name), ...order });
    real.instance.advance(BUILT_MS);
    if (exists) return;
    const users = new Set(["avnadmin"]);
    model.services.set(name, { type, powered: true, protected: false, users, topics: new Map() });
  });

const createService = fc
  .tuple(names, fc.constantFrom("pg" as const, "kafka" as const, "grafana" as const))
  .map(([name, type]) => create(name, type));

const deleteService = names.map(
  (name) =>
    new Command(`delete ${name}`, (model, real) => {
      const service = model.services.get(name);
      real.expect(service ? (service.protected ? 403 : 200) : 404, "ServiceDelete", at(name));
      if (!service || service.protected) return;
      model.services.delete(name);
      for (const [id, { source, dest }] of model.integrations) {
        if (source === name || dest === name) model.integrations.delete(id);
      }
    }),
);

const powerService = fc.tuple(names, fc.boolean()).map(
  ([name, powered]) =>
    new Command(`power ${name} ${powered ? "on" : "off"}`, (model, real) => {
      const service = model.services.get(name);
      const refused = service?.protected && service.powered && !powered;
      real.expect(service ? (refused ? 403 : 200) : 404, "ServiceUpdate", { ...at(name), powered });
      real.instance.advance(BUILT_MS);
      if (!service || refused) return;
      // What is only on the disks of the nodes goes with them.
      if (!powered) service.topics.clear();
      service.powered = powered;
    }),
);

const protectService = fc.tuple(names, fc.boolean()).map(
  ([name, termination_protection]) =>
    new Command(`protect ${name} ${termination_protection}`, (model, real) => {
      const service = model.services.get(name);
      real.expect(service ? 200 : 404, "ServiceUpdate", { ...at(name), termination_protection });
      if (service) service.protected = termination_protection;
    }),
);

const pass = fc
  .integer({ min: 1, max: 3 * 24 * 60 })
  .map((minutes) => new Command(`${minutes} min`, (_, real) => real.instance.advance(minutes * 60_000)));

const createUser = fc.tuple(names, usernames).map(
  ([name, username]) =>
    new Command(`create user ${name}/${username}`, (model, real) => {
      const service = model.services.get(name);
      const refused = !service ? 404 : !service.powered || service.users.has(username) ? 409 : undefined;
      real.expect(refused ?? 200, "ServiceUserCreate", { ...at(name), username });
      if (!refused) service?.users.add(username);
    }),
);

const resetUser = fc.tuple(names, usernames).map(
  ([name, username]) =>
    new Command(`reset user ${name}/${username}`, (model, real) => {
      const service = model.services.get(name);
      const input = { ...at(name), service_username: username };
      const password = () => {
        const { user } = real.expect(200, "ServiceUserGet", { ...input, include_secrets: true });
        return (user as { password: string }).password;
      };
      const refused = !service ? 404 : !service.powered ? 409 : service.users.has(username) ? undefined : 404;
      const before = refused ? undefined : password();
      real.expect(refused ?? 200, "ServiceUserCredentialsReset", input);
      if (!refused) expect(password()).not.toBe(before);
    }),
);

const deleteUser = fc.tuple(names, usernames).map(
  ([name, username]) =>
    new Command(`delete user ${name}/${username}`, (model, real) => {
      const service = model.services.get(name);
      const there = service?.users.has(username);
      const refused = !service
        ? 404
        : !service.powered
          ? 409
          : !there
            ? 404
            : username === "avnadmin"
              ? 403
              : undefined;
      real.expect(refused ?? 200, "ServiceUserDelete", { ...at(name), service_username: username });
      if (!refused) service?.users.delete(username);
    }),
);

/** How long until a topic is made, or gone, and the list tells of it. */
const SETTLED_MS = 60_000;

/** The status with which a service refuses everything about topics; undefined where it does not. */
function withoutTopics(service: Service | undefined): number | undefined {
  if (!service) return 404;
  if (service.type !== "kafka") return 400;
  return service.powered ? undefined : 503;
}

const createTopic = fc.tuple(names, topicNames, fc.integer({ min: 1, max: 5 })).map(
  ([name, topic_name, partitions]) =>
    new Command(`create topic ${name}/${topic_name} ${partitions}`, (model, real) => {
      const service = model.services.get(name);
      const refused = withoutTopics(service) ?? (service?.topics.has(topic_name) ? 409 : undefined);
      real.expect(refused ?? 200, "ServiceKafkaTopicCreate", { ...at(name), topic_name, partitions });
      real.instance.advance(SETTLED_MS);
      if (!refused) service?.topics.set(topic_name, partitions);
    }),
);

const growTopic = fc.tuple(names, topicNames, fc.integer({ min: 1, max: 8 })).map(
  ([name, topic_name, partitions]) =>
    new Command(`partitions of ${name}/${topic_name}: ${partitions}`, (model, real) => {
      const service = model.services.get(name);
      const current = service?.topics.get(topic_name);
      const refused = withoutTopics(service) ?? (current === undefined ? 404 : partitions < current ? 400 : undefined);
      real.expect(refused ?? 200, "ServiceKafkaTopicUpdate", { ...at(name), topic_name, partitions });
      if (!refused) service?.topics.set(topic_name, partitions);
    }),
);

const deleteTopic = fc.tuple(names, topicNames).map(
  ([name, topic_name]) =>
    new Command(`delete topic ${name}/${topic_name}`, (model, real) => {
      const service = model.services.get(name);
      const refused = withoutTopics(service) ?? (service?.topics.has(topic_name) ? undefined : 404);
      real.expect(refused ?? 200, "ServiceKafkaTopicDelete", { ...at(name), topic_name });
      real.instance.advance(SETTLED_MS);
      if (!refused) service?.topics.delete(topic_name);
    }),
);

const createIntegration = fc.tuple(names, names).map(
  ([source, dest]) =>
    new Command(`integrate ${source} → ${dest}`, (model, real) => {
      const ends = [model.services.get(source), model.services.get(dest)];
      const link = { integration_type: "dashboard" as const, source_service: source, dest_service: dest };
      const fits = ends[0]?.type === "grafana" && ends[1]?.type === "pg";
      const { status, data } = real.call("ServiceIntegrationCreate", { project: PROJECT, ...link });
      if (ends.some((end) => !end)) expect(status).toBe(404);
      else if (!fits || [...model.integrations.values()].some((each) => each.source === source && each.dest === dest)) {
        // Ends that do not fit each other, and an integration that is there already.
        expect([400, 409]).toContain(status);
      } else {
        expect(status, stringifyJson(data)).toBe(200);
        const made = data["service_integration"] as { service_integration_id: string };
        model.integrations.set(made.service_integration_id, { source, dest });
      }
    }),
);

const deleteIntegration = fc.nat(5).map(
  (index) =>
    new Command(`delete integration ${index}`, (model, real) => {
      const integration_id = [...model.integrations.keys()][index] ?? "00000000-0000-4000-a000-000000000000";
      const there = model.integrations.delete(integration_id);
      real.expect(there ? 200 : 404, "ServiceIntegrationDelete", { project: PROJECT, integration_id });
    }),
);

/** What is there at the beginning, so that most commands find something, and the commands. */
const MODELS: readonly (readonly [string, readonly Command[], readonly fc.Arbitrary<Command>[]])[] = [
  ["services", [], [createService, createService, deleteService, powerService, protectService, pass]],
  [
    "service users",
    [create("one", "pg")],
    [createService, powerService, deleteService, createUser, createUser, resetUser, deleteUser, deleteUser],
  ],
  [
    "topics",
    [create("one", "kafka")],
    [powerService, deleteService, createService, createTopic, createTopic, growTopic, deleteTopic, pass],
  ],
  [
    "integrations",
    [create("one", "grafana"), create("two", "pg")],
    [createService, deleteService, createIntegration, createIntegration, deleteIntegration],
  ],
];
const RUNS = 550;

describe("random sequences of commands leave the sandbox as the model says", () => {
  let real: Real;
  beforeAll(() => {
    real = new Real();
  });

  test.each(MODELS)("%s", { timeout: 60_000 }, (_, begin, commands) => {
    fc.assert(
      fc.property(fc.commands([...commands], { maxCommands: 25, size: "max" }), (sequence) => {
        real.instance.reset();
        const model: Model = { services: new Map(), integrations: new Map() };
        for (const command of begin) command.run(model, real);
        fc.modelRun(() => ({ model, real }), sequence);
      }),
      { numRuns: RUNS },
    );
  });
});
