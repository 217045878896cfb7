import { describe, expect, test } from "vitest";
import { responses } from "../../src/core/catalogue/generated/responses/index.js";
import {
  type OperationFacts,
  type OperationId,
  operationFacts,
  operationIds,
  pathParameters,
  type Schema,
} from "../../src/core/catalogue/index.js";
import { parseJson, stringifyJson } from "../../src/core/json.js";
import { buildRequest } from "../../src/core/request.js";
import { handlers } from "../../src/sandbox/families/index.js";
import { Instance } from "../../src/sandbox/instance.js";
import { DEMO_EMAIL, DEMO_PASSWORD } from "../../src/sandbox/scenario.js";
import { violation } from "../../src/sandbox/validate.js";

/** Operations that answer something else than the rules below want, with the reason. Fewer than fifteen. */
const GAPS: Readonly<Record<string, string>> = {};

type Input = Readonly<Record<string, unknown>>;

/** A sandbox of its own, and calls to it without a network. */
function open() {
  const instance = new Instance({ speed: "paused" });
  const call = (id: OperationId, input: Input): { status: number; data: unknown } => {
    const { method, path, body, contentType } = buildRequest(factsOf(id), { ...input });
    const { answer } = instance.exchange.perform({
      method,
      url: path,
      headers: {
        authorization: `aivenv1 ${instance.token}`,
        ...(contentType ? { "content-type": contentType } : {}),
      },
      body: typeof body === "string" ? new TextEncoder().encode(body) : (body ?? new Uint8Array()),
    });
    return { status: answer.status, data: answer.data };
  };
  const ok = (id: OperationId, input: Input): Record<string, unknown> => {
    const { status, data } = call(id, input);
    expect(status, `${id}: ${stringifyJson(data)}`).toBe(200);
    return Object(data);
  };
  const named = { project: instance.project, service_name: "demo-pg" };
  const { project } = ok("ProjectGet", { project: instance.project }) as { project: Record<string, unknown> };
  ok("ServiceUserCreate", { ...named, username: "app" });
  ok("ServiceDatabaseCreate", { ...named, database: "orders" });
  const names: Input = {
    ...named,
    project_id: instance.project,
    organization_id: project["organization_id"],
    parent_id: project["organization_id"],
    account_id: project["account_id"],
    billing_group_id: project["billing_group_id"],
    service_username: "app",
    dbname: "orders",
    service_type: "pg",
    service_plan: "startup-4",
    plan: "startup-4",
    cloud: "aws-eu-west-1",
    cloud_name: "aws-eu-west-1",
    email: DEMO_EMAIL,
    user_email: DEMO_EMAIL,
    password: DEMO_PASSWORD,
    tenant: "aiven",
    principals: ["arn:aws:iam::012345678901:root"],
  };
  return { call, names };
}

function factsOf(id: OperationId): OperationFacts {
  const facts = operationFacts(id);
  if (!facts) throw new Error(`no operation ${id}`);
  return facts;
}

function inputOf(id: OperationId, names: Input): Input {
  const { required = [], fields } = factsOf(id);
  return Object.fromEntries(
    required.map((name) => {
      const schema = fields[name] ?? {};
      const known = names[name] !== undefined && violation(schema, names[name]) === undefined;
      return [name, known ? names[name] : sample(schema, name)];
    }),
  );
}

/** The plainest value that a schema allows. */
function sample(schema: Schema, name: string): unknown {
  switch (schema.type) {
    case "object": {
      const required = schema.required ?? [];
      return Object.fromEntries(required.map((inner) => [inner, sample(schema.properties?.[inner] ?? {}, inner)]));
    }
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}, name));
    case "boolean":
      return false;
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    default:
      return schema.enum?.[0] ?? name.slice(0, schema.maxLength).padEnd(schema.minLength ?? 0, "x");
  }
}

/** What is known of an answer's shape. */
function responseSchema(id: string): Schema | undefined {
  return Object.values(responses).find((family) => Object.hasOwn(family, id))?.[id];
}

const ALL = operationIds().filter((id) => !(id in GAPS));
/** Later ones take away what earlier ones look at. */
const ORDER = ["GET", "POST", "PUT", "PATCH", "DELETE"];

describe("every operation", () => {
  test("gaps are few, and are operations", () => {
    expect(Object.keys(GAPS).filter((id) => !operationFacts(id))).toEqual([]);
    expect(Object.keys(GAPS).length).toBeLessThan(15);
    expect(ALL.length).toBeGreaterThan(500);
  });

  test("answers a valid call with no failure of its own, and in its shape", () => {
    const wrong: string[] = [];
    const succeeded: string[] = [];
    for (const method of ORDER) {
      for (const id of ALL.filter((each) => factsOf(each).method === method)) {
        const { call, names } = shared(id);
        const { status, data } = call(id, inputOf(id, names));
        const text = stringifyJson(data);
        const schema = responseSchema(id);
        const isGeneric = !(id in handlers);
        if (status >= 500) wrong.push(`${id}: ${status} ${text}`);
        else if (status >= 300 && isGeneric) wrong.push(`${id}: ${status} ${text}`);
        else if (/not implemented/i.test(text)) wrong.push(`${id}: ${text}`);
        else if (status < 300) {
          succeeded.push(id);
          const shape = schema && data !== undefined ? violation(schema, parseJson(text)) : undefined;
          if (shape) wrong.push(`${id}: ${shape}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    // The others need things that are not in the demo; the conformance test makes them.
    expect(succeeded.length).toBeGreaterThan(150);
  });

  test.each([
    ["project", "nowhere"],
    ["service_name", "nothing"],
    ["organization_id", "org00000000000"],
    ["account_id", "a00000000000"],
    ["billing_group_id", "00000000-0000-4000-a000-000000000000"],
  ])("says 404 for a %s that does not exist", (name, value) => {
    const { call, names } = open();
    const concerned = ALL.filter((id) => pathParameters(factsOf(id).path).includes(name));
    const wrong = concerned.flatMap((id) => {
      const { status, data } = call(id, { ...inputOf(id, names), [name]: value });
      return status === 404 ? [] : [`${id}: ${status} ${stringifyJson(data).slice(0, 150)}`];
    });
    expect(concerned.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });
});

const sandboxes = new Map<string, ReturnType<typeof open>>();

/** Reads share a sandbox, and so do the writes of one kind; what takes something away has a new one each time. */
function shared(id: OperationId): ReturnType<typeof open> {
  const { method } = factsOf(id);
  if (method === "DELETE" || /^User|Delete|Revoke|Move|Transfer/.test(id)) return open();
  const existing = sandboxes.get(method) ?? open();
  sandboxes.set(method, existing);
  return existing;
}
