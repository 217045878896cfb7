import type * as fc from "fast-check";
import { expect } from "vitest";
import { at, type Model, type Pool, PROJECT, type Real, type Service } from "./model.js";

type Step = (model: Model, real: Real) => void;

/** A command that can always be tried: what comes of it follows from the model. */
export class Command implements fc.Command<Model, Real> {
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
  const { vpcs } = real.expect(200, "VpcList", { project: PROJECT }) as { vpcs: ShownVpc[] };
  expect(new Map(vpcs.map((vpc) => [vpc.project_vpc_id, vpc.network_cidr]))).toEqual(model.vpcs);
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
    expect(shown.project_vpc_id).toBe(service?.vpc);
    if (service?.powered) requireContents(real, shown, service);
  }
}

interface ShownService {
  readonly service_name: string;
  readonly state: string;
  readonly termination_protection: boolean;
  readonly project_vpc_id: string | null;
  readonly connection_pools?: readonly ({ readonly pool_name: string; readonly connection_uri: string } & Pool)[];
  readonly users: readonly { readonly username: string }[];
  readonly service_integrations: readonly { readonly service_integration_id: string }[];
}

interface ShownVpc {
  readonly project_vpc_id: string;
  readonly network_cidr: string;
}

/** What is only told while the service has nodes. */
function requireContents(real: Real, shown: ShownService, service: Service): void {
  if (service.type === "kafka") {
    requireTopics(real, shown.service_name, service);
    const { acl } = real.expect(200, "ServiceKafkaAclList", at(shown.service_name)) as { acl: ShownAcl[] };
    const entries = acl.map(
      ({ id, username, permission, topic }) => [id, `${username} ${permission} ${topic}`] as const,
    );
    expect(new Map(entries)).toEqual(service.acls);
  }
  if (service.type === "pg") {
    const listed = real.expect(200, "ServiceDatabaseList", at(shown.service_name)) as { databases: ShownDatabase[] };
    expect(new Set(listed.databases.map(({ database_name }) => database_name))).toEqual(service.databases);
    requirePools(shown, service);
  }
}

interface ShownAcl {
  readonly id: string;
  readonly username: string;
  readonly permission: string;
  readonly topic: string;
}

interface ShownDatabase {
  readonly database_name: string;
}

/** Every pool leads to a database that is there, as a user that is there. */
function requirePools({ connection_pools = [] }: ShownService, { pools, databases, users }: Service): void {
  const entries = connection_pools.map(({ pool_name, database, username = null }) => [
    pool_name,
    { database, username },
  ]);
  expect(Object.fromEntries(entries)).toEqual(Object.fromEntries(pools));
  for (const { database, username } of connection_pools) {
    expect(databases).toContain(database);
    expect(users).toContain(username ?? "avnadmin");
  }
}

function requireTopics(real: Real, service_name: string, { topics }: Service): void {
  const listed = real.expect(200, "ServiceKafkaTopicList", { project: PROJECT, service_name }) as {
    topics: { topic_name: string; partitions: number }[];
  };
  const shown = listed.topics.map(({ topic_name, partitions }) => [topic_name, partitions] as const);
  expect(new Map(shown)).toEqual(topics);
}
