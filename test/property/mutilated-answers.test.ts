import { afterAll, beforeAll, describe, it } from "vitest";
import { createNodeClient } from "../../src/node/client.js";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.js";
import type { Door } from "../../src/tools/door.js";
import { overview } from "../../src/tools/overview.js";
import { provision } from "../../src/tools/provision.js";
import { serviceDigest } from "../../src/tools/service-digest.js";
import { type Origin, survivesMutilation } from "./mutilation.js";

let sandbox: Sandbox;
let client: ReturnType<typeof createNodeClient>;
let origin: Origin;
beforeAll(async () => {
  sandbox = await startSandbox({ speed: "instant" });
  client = createNodeClient({ baseUrl: sandbox.url, token: sandbox.token });
  origin = { client, project: sandbox.project, mode: "read-only", answers: new Map() };
});
afterAll(async () => {
  await client.close();
  await sandbox.close();
});

const NEW_PG = { service_name: "new-pg", service_type: "pg" };

describe("of answers that lack what their description promises the rest is shown, or what is wrong is said", () => {
  it.each<[string, (door: Door) => Promise<unknown>]>([
    ["the overview", (door) => overview(door, { cost: true })],
    ["the overview of every project", (door) => overview(door, { project: "*", search: "pg" })],
    ["the digest of PostgreSQL", (door) => serviceDigest(door, { service_name: "demo-pg" })],
    ["the digest of Apache Kafka", (door) => serviceDigest(door, { service_name: "demo-kafka" })],
    ["the choice of a cloud", (door) => provision(door, NEW_PG)],
    ["the choice of a plan", (door) => provision(door, { ...NEW_PG, cloud: "aws-af-south-1" })],
  ])("%s", (_, digest) => survivesMutilation(origin, digest));
});
