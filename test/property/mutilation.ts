import { expect } from "vitest";
import type { Client } from "../../src/core/client.js";
import { AivenError } from "../../src/core/errors.js";
import { isObject } from "../../src/core/view.js";
import { sleep } from "../../src/node/client.js";
import type { Door } from "../../src/tools/door.js";
import { createPolicy, DEFAULT_POLICY, type Mode } from "../../src/tools/policy.js";

export type Change = (answer: unknown) => unknown;

/** Whose answers are mutilated: each is asked for once for each input. */
export interface Origin {
  readonly client: Client;
  readonly project: string;
  readonly mode: Mode;
  readonly answers: Map<string, Promise<unknown>>;
}

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

/** A door to answers that were changed. */
function doorTo({ client, project, mode, answers }: Origin, change: Change): Door {
  const callAny: Client["callAny"] = async (id, input) => {
    const key = JSON.stringify([id, input]);
    const answer = answers.get(key) ?? client.callAny(id, input).then((answer) => few(answer));
    answers.set(key, answer);
    return change(await answer);
  };
  const policy = createPolicy({ ...DEFAULT_POLICY, mode });
  return { client: { call: callAny as Client["call"], callAny }, project, policy, sleep, now: Date.now };
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
  ["of another type", (value) => (typeof value === "string" ? 7 : typeof value === "object" ? "text" : [value])],
  ["a list that holds null", (value) => (Array.isArray(value) ? [null, ...value] : value)],
];

/** What somebody does by answers that lack what their description promises: it ends, or says in our words what is wrong. */
export async function survivesMutilation(origin: Origin, act: (door: Door) => Promise<unknown>): Promise<void> {
  const names = new Set<string>();
  await act(
    doorTo(origin, (answer) => {
      collectNames(answer, names);
      return answer;
    }),
  );
  expect(names.size).toBeGreaterThan(5);
  const broken: string[] = [];
  for (const name of names) {
    for (const [how, harm] of HARMS) {
      try {
        await act(doorTo(origin, (answer) => harmed(answer, name, harm)));
      } catch (error) {
        if (!(error instanceof AivenError)) broken.push(`${name} is ${how}: ${whereOf(error)}`);
      }
    }
  }
  expect(broken).toEqual([]);
}

/** Where in the source an error came up. */
function whereOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const line = error.stack?.split("\n").find((text) => text.includes("/src/"));
  return `${error.message} ${line?.replace(/^.*\/src\//, "src/") ?? ""}`;
}
