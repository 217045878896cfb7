import { onTestFinished } from "vitest";
import { pathParameters, type Schema } from "../../../src/core/catalogue/index.js";
import type { Client } from "../../../src/core/client.js";
import type { ErrorKind } from "../../../src/core/error-codes.js";
import { ApiError, InputError, type InputIssue } from "../../../src/core/errors.js";
import { createNodeClient, sleep } from "../../../src/node/client.js";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../src/sandbox/index.js";
import { isEmptyUpdate } from "../../../src/tools/empty-update.js";
import type { Operation } from "../../../src/tools/operation.js";
import { createPolicy, DEFAULT_POLICY, type PolicySettings } from "../../../src/tools/policy.js";
import type { Door } from "../../../src/tools/run.js";

type Input = Readonly<Record<string, unknown>>;

/** A call as it reached the client. */
export interface Called {
  readonly id: string;
  readonly input: Input;
}

export interface TestDoor extends Door {
  /** Every call that reached the client, in order. */
  readonly calls: Called[];
}

/** What the API answers with: data, or an error to throw, or either by the call's input. */
export type Answers = Readonly<Record<string, unknown>>;

/** A door to an API that knows only these operations; any other answers 404. Policy as by default, unless told otherwise. */
export function fakeDoor(answers: Answers, policy: Partial<PolicySettings> = {}, project?: string): TestDoor {
  const calls: Called[] = [];
  const callAny = async (id: string, input: Input): Promise<unknown> => {
    calls.push({ id, input });
    const step = answers[id] ?? apiError(404, "Not found", id);
    const answer: unknown = typeof step === "function" ? step(input) : step;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const client = { call: callAny, callAny } as Client;
  return { client, calls, policy: policyOf(policy), project, sleep: async () => {}, now: Date.now };
}

export interface SandboxDoor extends TestDoor {
  readonly sandbox: Sandbox;
}

/** A door to a sandbox of the test's own, in which nothing takes time unless told otherwise. It ends with the test. */
export async function sandboxDoor(
  policy: Partial<PolicySettings> = {},
  options: SandboxOptions = {},
): Promise<SandboxDoor> {
  const sandbox = await startSandbox({ speed: "instant", ...options });
  const client = createNodeClient({ baseUrl: sandbox.url, token: sandbox.token });
  onTestFinished(async () => {
    await client.close();
    await sandbox.close();
  });
  const calls: Called[] = [];
  const callAny: Client["callAny"] = (id, input, how) => {
    calls.push({ id, input });
    return client.callAny(id, input, how);
  };
  const counted = { call: callAny as Client["call"], callAny };
  const { project } = sandbox;
  return { client: counted, calls, sandbox, project, policy: policyOf(policy), sleep, now: Date.now };
}

function policyOf(policy: Partial<PolicySettings>) {
  return createPolicy({ ...DEFAULT_POLICY, ...policy });
}

const KINDS: Readonly<Record<number, ErrorKind>> = { 403: "permission", 404: "not-found", 409: "state", 429: "limit" };

/** An error answer as the client throws it. */
export function apiError(status: number, message: string, operationId = "ServiceGet"): ApiError {
  const kind = KINDS[status] ?? "input";
  return new ApiError(message, { operationId, status, kind, retryable: false, hint: "The client's hint." });
}

/** The problems that a function finds in an input; fails when it finds none. */
export function issuesOf(run: () => unknown): readonly InputIssue[] {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  throw new Error("no problem was found");
}

/** The least input that an operation takes. */
export function leastInput({ facts }: Operation): Record<string, unknown> {
  const names = new Set([...pathParameters(facts.path), ...(facts.required ?? [])]);
  return Object.fromEntries([...names].map((name) => [name, least(facts.fields[name] ?? {}, name)]));
}

/** The least input that an operation takes; of an update, with something to change. */
export function leastChange(operation: Operation): Record<string, unknown> {
  const input = leastInput(operation);
  if (!isEmptyUpdate(operation, input)) return input;
  const each = Object.entries(operation.facts.fields).map(([name, schema]) => ({
    ...input,
    [name]: least(schema, name),
  }));
  return each.find((more) => !isEmptyUpdate(operation, more)) ?? input;
}

function least(schema: Schema, name: string): unknown {
  switch (schema.type) {
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return true;
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => least(schema.items ?? {}, name));
    case "object": {
      const required = (schema.required ?? []).map((inner) => [inner, least(schema.properties?.[inner] ?? {}, inner)]);
      return Object.fromEntries(required);
    }
    default:
      if (schema.format === "binary") return "YQ==";
      if (name === "endpoint_type") return "autoscaler_service"; // the others have settings that they cannot do without
      return schema.enum?.[0] ?? name.slice(0, schema.maxLength).padEnd(schema.minLength ?? 0, "x");
  }
}
