import { readFileSync } from "node:fs";
import { operationFacts, type Schema } from "../../core/catalogue/index.js";
import { InputError, type InputIssue } from "../../core/errors.js";
import { withoutByteOrderMark } from "../../core/json.js";
import { nearest } from "../../core/nearest.js";
import { violation } from "../validate.js";
import { acme } from "./acme.js";
import { demo } from "./demo.js";
import { empty } from "./empty.js";
import { unknownNames } from "./names.js";
import type { Scenario } from "./scenario.js";

const SCENARIOS: Readonly<Record<string, Scenario>> = { empty, demo, acme };

export const SCENARIO_NAMES = Object.keys(SCENARIOS);

/** A scenario by its name. Throws InputError when there is none of that name. */
export function namedScenario(name: string): Scenario {
  const scenario = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
  if (scenario) return scenario;
  const issue = { field: "scenario", message: `has no "${name}"`, nearest: nearest(name, SCENARIO_NAMES) };
  throw new InputError([{ ...issue, allowed: SCENARIO_NAMES }]);
}

/** A scenario by its name, or from a JSON file, which is what has a slash or ends in `.json`. */
export function readScenario(nameOrFile: string): Scenario {
  if (!/[/\\]|\.json$/i.test(nameOrFile)) return namedScenario(nameOrFile);
  return checkScenario(parse(nameOrFile));
}

function parse(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new InputError([{ field: file, message: `cannot be read: ${codeOf(error)}` }]);
  }
  try {
    return JSON.parse(withoutByteOrderMark(text));
  } catch (error) {
    throw new InputError([{ field: file, message: `is not JSON: ${error instanceof Error ? error.message : error}` }]);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

const TEXT: Schema = { type: "string", minLength: 1 };
const TEXTS: Schema = { type: "array", items: TEXT };
const DAYS: Schema = { type: "number", minimum: 0, maximum: 3650 };
const TAGS: Schema = { type: "object", additionalProperties: { type: "string" } };
const PERSON: Schema = {
  type: "object",
  properties: { email: TEXT, password: TEXT, real_name: TEXT },
  required: ["email", "password", "real_name"],
};
const BILLING_GROUP: Schema = {
  type: "object",
  properties: { name: TEXT, company: TEXT, city: TEXT, country_code: TEXT, emails: TEXTS },
  required: ["name"],
};
const { project: _, ...ORDER } = operationFacts("ServiceCreate")?.fields ?? {};
const SERVICE: Schema = {
  type: "object",
  properties: {
    ...ORDER,
    age_days: DAYS,
    powered: { type: "boolean" },
    load: { type: "number", minimum: 0, maximum: 4 },
    users: TEXTS,
    databases: TEXTS,
    topics: TEXTS,
    maintenance_updates: TEXTS,
    alerts: TEXTS,
  },
  required: ["service_name", "service_type", "plan"],
};
const PROJECT: Schema = {
  type: "object",
  properties: {
    name: TEXT,
    billing_group: TEXT,
    cloud: TEXT,
    tags: TAGS,
    tech_emails: TEXTS,
    age_days: DAYS,
    service_limit: { type: "integer", minimum: 0 },
    services: { type: "array", items: SERVICE },
  },
  required: ["name"],
};
const ORGANIZATION: Schema = {
  type: "object",
  properties: {
    name: TEXT,
    tier: { type: "string", enum: ["business", "personal"] },
    owner: PERSON,
    billing_groups: { type: "array", items: BILLING_GROUP },
    projects: { type: "array", items: PROJECT },
  },
  required: ["name"],
};
const CALL: Schema = {
  type: "object",
  properties: { operation: TEXT, input: { type: "object", additionalProperties: true } },
  required: ["operation", "input"],
};
const SCENARIO: Schema = {
  type: "object",
  properties: {
    user: PERSON,
    organizations: { type: "array", items: ORGANIZATION },
    credit_memo_share: { type: "number", minimum: 0, maximum: 1 },
    schemas: { type: "object", additionalProperties: { type: "object" } },
    calls: { type: "array", items: CALL },
  },
  required: ["user", "organizations"],
};

/** Data of a scenario from outside. Throws InputError that tells what is wrong and where. */
export function checkScenario(data: unknown): Scenario {
  const issues = issuesOf(SCENARIO, data, "");
  if (issues.length > 0) throw new InputError(issues, "docs/sandbox.md shows the shape of a scenario.");
  const scenario = data as Scenario;
  const unknown = unknownNames(scenario);
  if (unknown.length > 0) throw new InputError(unknown);
  return scenario;
}

/** Everything that does not fit, each at its own path; fields that nobody knows are slips of the keyboard. */
function issuesOf(schema: Schema, value: unknown, path: string): InputIssue[] {
  if (schema.type === "array" && Array.isArray(value) && schema.items) {
    const { items } = schema;
    return value.flatMap((item, index) => issuesOf(items, item, `${path}[${index}]`));
  }
  if (!schema.properties || typeof value !== "object" || value === null || Array.isArray(value)) {
    const message = value === null && !schema.nullable ? "must not be null" : violation(schema, value);
    return message === undefined ? [] : [{ field: path || "scenario", message }];
  }
  const { properties, required = [] } = schema;
  const names = Object.keys(properties);
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const at = (name: string) => (path ? `${path}.${name}` : name);
  const missing = required.filter((name) => fields[name] === undefined);
  return [
    ...missing.map((name) => ({ field: at(name), message: "is required" })),
    ...Object.entries(fields).flatMap(([name, inner]): InputIssue[] => {
      const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (known) return issuesOf(known, inner, at(name));
      return [{ field: at(name), message: "is not known", nearest: nearest(name, names), allowed: names }];
    }),
  ];
}
