import { afterAll, beforeAll, describe, it } from "vitest";
import type { Client } from "../../src/core/client.js";
import { AivenError } from "../../src/core/errors.js";
import { isObject } from "../../src/core/view.js";
import { createNodeClient, sleep } from "../../src/node/client.js";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.js";
import type { Door } from "../../src/tools/door.js";
import { overview } from "../../src/tools/overview.js";
import { createPolicy, DEFAULT_POLICY } from "../../src/tools/policy.js";
import { provision } from "../../src/tools/provision.js";
import { serviceDigest } from "../../src/tools/service-digest.js";

let sandbox: Sandbox;
let client: ReturnType<typeof createNodeClient>;
beforeAll(async () => {
  sandbox = await startSandbox({ speed: "instant" });
  client = createNodeClient({ baseUrl: sandbox.url, token: sandbox.token });
});
afterAll(async () => {
  await client.close();
  await sandbox.close();
});

type Change = (answer: unknown) => unknown;

/** A few of everything are as good as all; what schemas of configurations may lack is tried where they are read. */
function few(value: unknown, within = ""): unknown {
  if (Array.isArray(value)) return value.slice(0, 3).map((item) => few(item));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([name], index) => {
    if (within === "service_types") return ASKED_TYPES.has(name);
    return name !== "user_config_schema" && (index < 3 || isField(name));
  });
  return Object.fromEntries(entries.map(([name, inner]) => [name, few(inner, name)]));
}

/** Other types are not looked at. */
const ASKED_TYPES: ReadonlySet<string> = new Set(["kafka", "pg"]);

/** Names of clouds and services are data. */
function isField(name: string): boolean {
  return /^[a-z_]+$/.test(name);
}

/** What the sandbox answers, asked once for each input. */
const answers = new Map<string, Promise<unknown>>();

/** A door that only reads, to answers that were changed. */
function doorTo(change: Change): Door {
  const callAny: Client["callAny"] = async (id, input) => {
    const key = JSON.stringify([id, input]);
    const answer = answers.get(key) ?? client.callAny(id, input).then((answer) => few(answer));
    answers.set(key, answer);
    return change(await answer);
  };
  const policy = createPolicy({ ...DEFAULT_POLICY, mode: "read-only" });
  return {
    client: { call: callAny as Client["call"], callAny },
    project: sandbox.project,
    policy,
    sleep,
    now: Date.now,
  };
}

/** A value in which every field of a name is gone, or holds something else. */
function harmed(value: unknown, name: string, harm: Change | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => harmed(item, name, harm));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
      if (key !== name) return [[key, harmed(inner, name, harm)]];
      return harm ? [[key, harm(inner)]] : [];
    }),
  );
}

function collectNames(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collectNames(item, names);
  if (!isObject(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    if (isField(name)) names.add(name);
    collectNames(inner, names);
  }
}

/** The provider's description promises more than every answer holds. */
const HARMS: readonly [string, Change | undefined][] = [
  ["missing", undefined],
  ["null", () => null],
  ["empty", (value) => (Array.isArray(value) ? [] : isObject(value) ? {} : "")],
];

const NEW_PG = { service_name: "new-pg", service_type: "pg" };

describe("of answers that lack what their description promises the rest is shown, or what is wrong is said", () => {
  it.each<[string, (door: Door) => Promise<unknown>]>([
    ["the overview", (door) => overview(door, { cost: true })],
    ["the overview of every project", (door) => overview(door, { project: "*", search: "pg" })],
    ["the digest of PostgreSQL", (door) => serviceDigest(door, { service_name: "demo-pg" })],
    ["the digest of Apache Kafka", (door) => serviceDigest(door, { service_name: "demo-kafka" })],
    ["the choice of a cloud", (door) => provision(door, NEW_PG)],
    ["the choice of a plan", (door) => provision(door, { ...NEW_PG, cloud: "aws-af-south-1" })],
  ])("%s", async (_, digest) => {
    const names = new Set<string>();
    await digest(
      doorTo((answer) => {
        collectNames(answer, names);
        return answer;
      }),
    );
    for (const name of names) {
      for (const [how, harm] of HARMS) {
        try {
          await digest(doorTo((answer) => harmed(answer, name, harm)));
        } catch (error) {
          if (!(error instanceof AivenError)) throw new Error(`${name} is ${how}`, { cause: error });
        }
      }
    }
  });
});
