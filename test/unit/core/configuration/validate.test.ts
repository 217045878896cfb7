import { afterAll, describe, expect, it } from "vitest";
import type { Parameter } from "../../../../src/core/configuration/index.js";
import { loadFacts } from "../../../../src/core/configuration/index.js";
import { issueOf } from "../../../../src/core/configuration/issue.js";
import { readLiveSchema, withBundledMarks } from "../../../../src/core/configuration/live.js";
import { type Config, checkConfiguration } from "../../../../src/core/configuration/validate.js";
import { innermost } from "../../../../src/core/configuration/violation.js";
import { REDACTED } from "../../../../src/core/redact.js";
import { changedConfig, newConfig } from "../../../../src/sandbox/configuration/config.js";
import { publishedSchema } from "../../../../src/sandbox/configuration/schema.js";
import { allSamples, outside, validValue, wrongValues } from "./samples.js";

const samples = await allSamples();
const counts = { parameters: 0, checks: 0, deprecated: 0 };
/** How often each kind of value was tried. */
const tried = new Map<string, number>();
const count = (how: string) => void tried.set(how, (tried.get(how) ?? 0) + 1);
const types = [...new Set(samples.map(({ kind, type }) => `${kind} ${type}`))];

async function pg(): Promise<Parameter> {
  return (await loadFacts("services", "pg")) ?? {};
}

function judged(facts: Parameter, config: Config, present?: Config) {
  const { violations, warnings } = checkConfiguration(facts, config, present);
  return { problems: innermost(violations).map((violation) => issueOf(facts, violation)), warnings };
}

function problemsOf(facts: Parameter, config: Config, present?: Config): string[] {
  counts.checks++;
  const { problems } = judged(facts, config, present);
  expect(isRefused(facts, config, present), `the sandbox: ${problems[0]?.field}`).toBe(problems.length > 0);
  return problems.map(({ field }) => field);
}

/** Whether the sandbox refuses it, with a reason. */
function isRefused(facts: Parameter, config: Config, present: Config | undefined): boolean {
  try {
    if (present) changedConfig(facts, present, config);
    else newConfig(facts, config);
    return false;
  } catch (error) {
    expect(error).toMatchObject({ message: expect.stringMatching(/^Invalid user_config: .*\S/s) });
    return true;
  }
}

afterAll(() => {
  const { checks, parameters, deprecated } = counts;
  const each = Array.from(tried, ([how, times]) => `${how} ${times}`).join(", ");
  process.stdout.write(`${checks} checks of ${parameters} parameters (${each}), ${deprecated} old values\n`);
  expect(deprecated).toBeGreaterThan(0);
  expect(tried.get("valid")).toBe(parameters);
  expect(tried.get("unknown")).toBe(parameters);
  for (const how of ["below", "above", "wrong", "unmatched", "create-only"]) expect(tried.get(how)).toBeGreaterThan(25);
  expect(parameters).toBeGreaterThanOrEqual(1_300);
});

describe("every parameter of", () => {
  it.each(types)("%s is accepted and refused rightly", (name) => {
    const own = samples.filter(({ kind, type }) => `${kind} ${type}` === name);
    for (const { facts, path, parent, parameter, configWith, configBeside } of own) {
      counts.parameters++;
      const at = path.replaceAll("[]", "[0]");
      expect(problemsOf(facts, configWith(validValue(parameter))), path).toEqual([]);
      count("valid");
      for (const value of parameter.enum ?? []) {
        expect(problemsOf(facts, configWith(value)), `${path} = ${value}`).toEqual([]);
        const warned = judged(facts, configWith(value)).warnings.filter(({ field }) => field === at);
        const isOld = parameter.deprecatedValues?.includes(value) ?? false;
        expect(
          warned.some(({ message }) => /value .* deprecated/.test(message)),
          `${path} = ${value}`,
        ).toBe(isOld);
        if (isOld) counts.deprecated++;
      }
      for (const wrong of wrongValues(parameter)) {
        count("wrong");
        expect(problemsOf(facts, configWith(wrong)), `${path} = ${JSON.stringify(wrong)}`).toContain(at);
      }
      for (const [how, value] of outside(parameter)) {
        const [first = ""] = problemsOf(facts, configWith(value));
        count(how);
        expect(first.startsWith(at), `${path} ${how}: ${first}`).toBe(true);
      }
      const unknown = [parent.replaceAll("[]", "[0]"), "no_such_parameter"].filter((step) => step !== "").join(".");
      expect(problemsOf(facts, configBeside("no_such_parameter")), path).toContain(unknown);
      count("unknown");
      const later = problemsOf(facts, configWith(validValue(parameter)), {});
      if (parameter.createOnly) {
        expect(later, path).toContain(path);
        count("create-only");
      } else expect(later, path).not.toContain(path);
    }
  });
});

describe("a configuration", () => {
  it("gets all of its problems told at once, with the nearest parameter and what is allowed", async () => {
    const config = {
      pg: { autovacuum_max_workers: 500, log_eror_verbosity: "TERSE", log_error_verbosity: "TERS" },
      max_connections: 10,
      backup_hour: "3",
    };
    const { problems } = judged(await pg(), config);
    expect(problems).toEqual([
      { field: "pg.autovacuum_max_workers", message: "must be 1 to 20, not 500" },
      expect.objectContaining({ field: "pg.log_eror_verbosity", nearest: "pg.log_error_verbosity" }),
      {
        field: "pg.log_error_verbosity",
        message: 'cannot be "TERS"',
        allowed: ["DEFAULT", "TERSE", "VERBOSE"],
        nearest: "TERSE",
      },
      expect.objectContaining({ field: "max_connections", nearest: "pg.max_connections" }),
      { field: "backup_hour", message: 'must be an integer, not "3"' },
    ]);
  });

  it("warns of what restarts, is deprecated or secret, and is not refused for it", async () => {
    const config = { pg: { max_connections: 200 }, migration: { host: "h", port: 1, password: "hunter22" } };
    const { problems, warnings } = judged(await pg(), config, {});
    expect(problems).toEqual([]);
    expect(warnings.map(({ field, message }) => `${field} ${message}`)).toEqual([
      "pg.max_connections restarts the service when it changes",
      "migration.password is a secret, and it passes here in plain text",
    ]);
    expect(JSON.stringify(warnings)).not.toContain("hunter22");
  });

  it("says nothing of what stays as it is", async () => {
    const present = { pg: { max_connections: 200 }, admin_username: "boss" };
    expect(judged(await pg(), present, present)).toEqual({ problems: [], warnings: [] });
  });

  it("needs only once what is required: it may be there already", async () => {
    const facts = await pg();
    const present = { migration: { host: "h", port: 5432 } };
    expect(problemsOf(facts, { migration: { ssl: false } }, present)).toEqual([]);
    expect(problemsOf(facts, { migration: { ssl: false } }, {})).toEqual(["migration.host", "migration.port"]);
    expect(problemsOf(facts, { migration: { port: null } }, present)).toEqual(["migration.port"]);
  });

  it("may have a required secret that is not shown", async () => {
    const facts = (await loadFacts("endpoints", "datadog")) ?? {};
    expect(judged(facts, { site: "datadoghq.eu" }, {}).problems).toEqual([]);
    expect(problemsOf(facts, { site: "datadoghq.eu" })).toEqual(["datadog_api_key"]);
    expect(problemsOf(facts, { datadog_api_key: null }, {})).toEqual(["datadog_api_key"]);
  });

  it("can be unset with null, apart from what is create-only", async () => {
    const facts = await pg();
    expect(problemsOf(facts, { backup_hour: null, pg: null }, { backup_hour: 3 })).toEqual([]);
    expect(problemsOf(facts, { admin_username: null }, { admin_username: "boss" })).toEqual(["admin_username"]);
  });

  it("may refer to a value that nobody has seen, where its form cannot be judged", async () => {
    const datadog = (await loadFacts("endpoints", "datadog")) ?? {};
    const { problems, warnings } = judged(datadog, { datadog_api_key: "$ref:my-pg/password" });
    expect([problems, warnings]).toEqual([[], []]);
    const wrong = judged(datadog, { datadog_api_key: "not a key!", max_partition_contexts: "$ref:a/b" });
    expect(wrong.problems.map(({ field }) => field)).toEqual(["datadog_api_key", "max_partition_contexts"]);
  });

  it("does not take the placeholder of a secret, and never quotes a secret", async () => {
    const facts = await pg();
    expect(problemsOf(facts, { admin_password: REDACTED })).toEqual(["admin_password"]);
    const { problems } = judged(facts, { admin_password: "sh ort!" });
    expect(JSON.stringify(problems)).not.toContain("ort!");
  });

  it("has moments that can be ones, as the facts and the live schema tell", async () => {
    const facts = await pg();
    for (const known of [facts, readLiveSchema(publishedSchema(facts))]) {
      const issuesOf = (recovery_target_time: string) => judged(known, { recovery_target_time }).problems;
      expect(issuesOf("yesterday")).toEqual([
        {
          field: "recovery_target_time",
          message: 'must be an ISO 8601 time such as 2026-05-04T10:15:00Z, not "yesterday"',
        },
      ]);
      expect(issuesOf("2026-05-04 10:15:00")).toEqual([]);
    }
    // The provider's own schema need not tell what its example does.
    const bare = readLiveSchema({ type: "object", properties: { recovery_target_time: { type: "string" } } });
    const { problems } = judged(withBundledMarks(bare, facts), { recovery_target_time: "soon" });
    expect(problems).toMatchObject([{ field: "recovery_target_time" }]);
  });

  it("may hold addresses as texts and as objects", async () => {
    const facts = await pg();
    const filter = ["10.0.0.0/8", { network: "192.168.0.0/16", description: "office" }];
    expect(problemsOf(facts, { ip_filter: filter })).toEqual([]);
    expect(problemsOf(facts, { ip_filter: [{ description: "office" }, 5] })).toEqual([
      "ip_filter[0].network",
      "ip_filter[1]",
    ]);
  });
});

describe("a live schema", () => {
  const schema = {
    type: "object",
    additionalProperties: false,
    properties: {
      mode: { type: ["string", "null"], enum: ["a", "b", null], title: "Mode" },
      labels: { type: "object", patternProperties: { "^[a-z]+$": { type: "integer" } }, additionalProperties: false },
      target: {
        oneOf: [
          { type: "string", pattern: "^https:" },
          { type: "object", properties: { id: { type: "integer" } }, required: ["id"] },
        ],
      },
      size: { type: "integer", minimum: 1, "x-aiven-change-requires-restart": true, createOnly: true },
      anything: { $ref: "#/nowhere" },
      old: { type: "string", enum: ["x", "y"] },
    },
  };
  const live = readLiveSchema(schema);

  it.each<[string, Config, string[]]>([
    ["null among the types", { mode: null, size: 1 }, []],
    ["a value of an enumeration", { mode: "c" }, ["mode"]],
    ["keys by pattern", { labels: { a: 1, B: 2, c: "x" } }, ["labels.B", "labels.c"]],
    ["one alternative", { target: "https://x" }, []],
    ["another alternative", { target: { id: 1 } }, []],
    ["no alternative", { target: "ftp://x" }, ["target"]],
    ["what it does not understand", { anything: [1, { a: 2 }] }, []],
    ["what it does not name", { other: 1 }, ["other"]],
  ])("is followed for %s", (_, config, expected) => {
    expect(problemsOf(live, config)).toEqual(expected);
  });

  it("keeps the marks that only the bundled facts have", () => {
    const bundled: Parameter = {
      type: "object",
      properties: {
        old: { type: "string", enum: ["x", "y"], deprecatedValues: ["x"], restart: true },
        gone: { type: "string" },
      },
    };
    const both = withBundledMarks(live, bundled);
    expect(both.properties?.["old"]).toEqual({
      type: "string",
      enum: ["x", "y"],
      deprecatedValues: ["x"],
      restart: true,
    });
    expect(both.properties?.["gone"]).toBeUndefined();
    expect(both.properties?.["size"]).toMatchObject({ restart: true, createOnly: true, min: 1 });
  });

  it.each([undefined, null, "x", [], { type: "nonsense", enum: 5, properties: [] }])(
    "that is %j allows for everything",
    (odd) => {
      expect(problemsOf(readLiveSchema(odd), { a: 1 })).toEqual([]);
    },
  );
});
