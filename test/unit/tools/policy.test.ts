import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PolicyError } from "../../../src/core/errors.js";
import { createSurface } from "../../../src/mcp/surface.js";
import { allOperations, requireOperation } from "../../../src/tools/operation.js";
import { createPolicy, DEFAULT_POLICY, type Mode, type PolicySettings } from "../../../src/tools/policy.js";
import { leastInput } from "./doors.js";

const OPERATIONS = allOperations();
const SERVICE = { project: "dev", service_name: "orders-prod" };

/** The error of a policy for an operation and an input, or undefined where it lets them through. */
function refusal(settings: Partial<PolicySettings>, id: string, input: object = {}): PolicyError | undefined {
  try {
    createPolicy({ ...DEFAULT_POLICY, ...settings }).check(requireOperation(id), { ...input });
  } catch (error) {
    expect(error).toBeInstanceOf(PolicyError);
    return error as PolicyError;
  }
  return undefined;
}

describe("mode", () => {
  it.each<[Mode, string, boolean]>([
    ["read-only", "ServiceGet", true],
    ["read-only", "ServiceCreate", false],
    ["read-only", "ServiceDelete", false],
    ["write", "ServiceGet", true],
    ["write", "ServiceCreate", true],
    ["write", "ServiceDelete", true],
    ["full", "ServiceGet", true],
    ["full", "ServiceCreate", true],
    ["full", "ServiceDelete", true],
  ])("%s and %s: %s", (mode, id, allowed) => {
    const error = refusal({ mode }, id, SERVICE);
    expect(error === undefined).toBe(allowed);
    if (error) expect(error).toMatchObject({ rule: "mode", hint: expect.stringContaining("AIVEN_MODE=write") });
  });

  it("read-only lets nothing through that changes anything, and everything that only reads", () => {
    const policy = createPolicy({ ...DEFAULT_POLICY, mode: "read-only" });
    for (const operation of OPERATIONS) {
      const reads = operation.words.risk === "read";
      if (reads) expect(policy.refusal(operation), operation.id).toBeUndefined();
      else expect(policy.refusal(operation), operation.id).toBeInstanceOf(PolicyError);
    }
  });
});

describe("reveal", () => {
  it.each<[Partial<PolicySettings>, boolean]>([
    [{ mode: "read-only" }, false],
    [{ mode: "write" }, false],
    [{ mode: "write", reveal: true }, true],
    [{ mode: "full" }, true],
  ])("lets every secret of an answer out with %j: %s", (settings, allowed) => {
    const ask = () => createPolicy({ ...DEFAULT_POLICY, ...settings }).checkSecrets(requireOperation("ServiceGet"));
    if (allowed) expect(ask).not.toThrow();
    else expect(ask).toThrow(/ServiceGet cannot be asked to include them/);
  });

  const HANDS_OUT = OPERATIONS.filter(({ words }) => words.reveals);
  const always = HANDS_OUT.filter(({ words }) => words.revealsUnless === undefined);

  it("is about operations whose answer would be lost", () => {
    expect(HANDS_OUT.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        "AccessTokenCreate",
        "ApplicationUserAccessTokenCreate",
        "AccountOAuthClientSecretCreate",
        "OrganizationGovernanceAccessCredentialsGet",
        "TwoFactorAuthConfigure",
        "KafkaConnectCustomPluginFileCreate",
        "ServiceFlinkCreateJarApplicationVersion",
        "ServiceClickHouseUserCreate",
      ]),
    );
    expect(HANDS_OUT.map(({ id }) => id)).not.toContain("ServiceGet");
  });

  it.each(always.map((operation) => [operation.id, operation] as const))(
    "off refuses %s, and says why and how to have it",
    (id, operation) => {
      const input = leastInput(operation);
      const error = refusal({}, id, input);
      expect(error).toMatchObject({
        rule: "reveal",
        message: expect.stringContaining(operation.words.reveals?.[0] ?? ""),
      });
      expect(error?.message).toContain(id);
      expect(error?.hint).toContain("AIVEN_REVEAL=1");
      expect(error?.hint).toContain(`aiven-mcp call ${id} --reveal`);
      expect(refusal({ reveal: true }, id, input)).toBeUndefined();
      expect(refusal({ mode: "full" }, id, input)).toBeUndefined();
    },
  );

  it("off refuses what is made up by the service, and not what the caller gives", () => {
    const user = { ...SERVICE, name: "analyst" };
    expect(refusal({}, "ServiceClickHouseUserCreate", user)).toMatchObject({
      rule: "reveal",
      hint: expect.stringMatching(/^Give password yourself, or /),
    });
    expect(refusal({}, "ServiceClickHouseUserCreate", { ...user, password: null })?.rule).toBe("reveal");
    expect(refusal({}, "ServiceClickHouseUserCreate", { ...user, password: "chosen" })).toBeUndefined();
    const { refusal: whatever } = createPolicy(DEFAULT_POLICY);
    expect(whatever(requireOperation("ServiceClickHouseUserCreate"))).toBeUndefined();
  });

  it("on widens nothing else", () => {
    expect(refusal({ reveal: true, mode: "read-only" }, "AccessTokenCreate")?.rule).toBe("mode");
    expect(refusal({ reveal: true, operations: ["kafka"] }, "AccessTokenCreate")?.rule).toBe("operations");
    expect(refusal({ reveal: true, projects: ["dev"] }, "AccessTokenCreate")?.rule).toBe("projects");
  });
});

describe("operations", () => {
  it.each<[string, readonly string[], string, boolean]>([
    ["an id", ["ServiceGet"], "ServiceGet", true],
    ["another id", ["ServiceGet"], "ServiceList", false],
    ["an id in another case", ["serviceget"], "ServiceGet", true],
    ["a pattern", ["Service*"], "ServiceDelete", true],
    ["a family", ["kafka"], "ServiceKafkaTopicCreate", true],
    ["another family", ["kafka"], "ServiceCreate", false],
    ["an exclusion alone", ["!ServiceDelete"], "ServiceGet", true],
    ["an excluded id", ["!ServiceDelete"], "ServiceDelete", false],
    ["an excluded pattern", ["Service*", "!*Delete"], "ServiceDelete", false],
    ["what an exclusion leaves", ["Service*", "!*Delete"], "ServiceGet", true],
    ["an excluded family", ["!kafka"], "ServiceKafkaTopicCreate", false],
    ["an exclusion before what allows it", ["!ServiceDelete", "ServiceDelete"], "ServiceDelete", false],
  ])("%s: %j and %s", (_, operations, id, allowed) => {
    const error = refusal({ operations }, id, SERVICE);
    expect(error === undefined).toBe(allowed);
    if (error) expect(error).toMatchObject({ rule: "operations", hint: expect.stringContaining("AIVEN_OPERATIONS") });
  });

  it("says which exclusion it was, or what is allowed", () => {
    expect(refusal({ operations: ["!*Delete"] }, "ServiceDelete", SERVICE)?.message).toBe(
      'ServiceDelete is excluded by "!*Delete"',
    );
    expect(refusal({ operations: ["kafka", "ServiceGet"] }, "ServiceList", SERVICE)?.message).toBe(
      "ServiceList is not among: kafka, ServiceGet",
    );
  });

  it("never allows what is denied, whatever else is allowed and in whatever order", () => {
    const pattern = fc.constantFrom("*", "Service*", "*Delete", "kafka", "service", "ServiceDelete", "ServiceKafka*");
    fc.assert(
      fc.property(
        fc.array(pattern, { maxLength: 4 }),
        fc.array(pattern, { maxLength: 4 }),
        fc.constantFrom(...OPERATIONS),
        fc.constantFrom<Mode>("read-only", "write", "full"),
        (before, after, operation, mode) => {
          const operations = [...before, `!${operation.id}`, ...after];
          const policy = createPolicy({ ...DEFAULT_POLICY, mode, reveal: true, operations });
          expect(policy.refusal(operation)).toBeInstanceOf(PolicyError);
          expect(() => policy.check(operation, leastInput(operation))).toThrow(PolicyError);
        },
      ),
    );
  });

  it("never allows with more rules what fewer refuse", () => {
    const settings = fc.record({
      mode: fc.constantFrom<Mode>("read-only", "write", "full"),
      reveal: fc.boolean(),
      projects: fc.subarray(["dev", "project"]),
      operations: fc.subarray(["!*Delete", "!kafka"]),
      protect: fc.subarray(["*", "*prod*"]),
    });
    fc.assert(
      fc.property(settings, fc.constantFrom(...OPERATIONS), (rules, operation) => {
        const whole = refusal(rules, operation.id, leastInput(operation));
        for (const name of ["projects", "operations", "protect"] as const) {
          if (refusal({ ...rules, [name]: [] }, operation.id, leastInput(operation))) expect(whole).toBeDefined();
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("projects", () => {
  const projects = ["dev", "test"];

  it.each<[string, string, object]>([
    ["the path", "ServiceGet", { project: "prod", service_name: "x" }],
    [
      "another project in the body",
      "ServiceUpdate",
      { project: "dev", service_name: "x", extra: { source_project: "prod" } },
    ],
    ["the destination of an integration", "ServiceIntegrationCreate", { project: "dev", dest_project: "prod" }],
    ["a list of names", "AccountTeamProjectList", { account_id: "a", team_id: "t", project_names: ["dev", "prod"] }],
    [
      "the source of a fork",
      "ServiceCreate",
      { project: "dev", user_config: { service_to_fork_from: "x", project_to_fork_from: "prod" } },
    ],
    ["something deep inside", "ServiceUpdate", { ...SERVICE, user_config: { a: [{ project: "prod" }] } }],
  ])("refuses one that is not named, in %s", (_, id, input) => {
    const error = refusal({ projects }, id, input);
    expect(error).toMatchObject({ rule: "projects", hint: expect.stringContaining("AIVEN_PROJECT") });
    expect(error?.message).toContain("prod");
    expect(error?.message).toContain("dev, test");
  });

  it("lets through what stays within them", () => {
    expect(refusal({ projects }, "ServiceDelete", SERVICE)).toBeUndefined();
    expect(refusal({ projects }, "ServiceIntegrationCreate", { project: "dev", dest_project: "test" })).toBeUndefined();
    const bigquery = {
      project: "dev",
      user_config: { project_id: "a-project-of-google", service_account_credentials: "{}" },
    };
    expect(refusal({ projects }, "ServiceIntegrationEndpointCreate", bigquery)).toBeUndefined();
  });

  it("that are pinned are not asked for: one is meant anyway, several are a choice", () => {
    const withProject = (names: readonly string[]) =>
      createSurface({ mode: "write", projects: names }).tools.filter(
        ({ inputSchema }) => "project" in (inputSchema.properties ?? {}),
      );
    expect(withProject([]).length).toBeGreaterThan(2);
    expect(withProject(["dev"])).toEqual([]);
    expect(withProject(projects)).toHaveLength(withProject([]).length);
    for (const { inputSchema } of withProject(projects)) {
      expect(inputSchema.properties).toMatchObject({ project: { type: "string", enum: projects } });
    }
  });

  it("lets one look beyond them and change nothing there", () => {
    expect(refusal({ projects }, "ProjectList")).toBeUndefined();
    expect(refusal({ projects }, "OrganizationUserList", { organization_id: "o" })).toBeUndefined();
    expect(refusal({ projects }, "OrganizationUpdate", { organization_id: "o" })).toMatchObject({ rule: "projects" });
    expect(refusal({ projects }, "BillingGroupDelete", { billing_group_id: "b" })).toMatchObject({ rule: "projects" });
  });

  it("refuses every change that no project of theirs is named for", () => {
    const policy = createPolicy({ ...DEFAULT_POLICY, reveal: true, projects });
    for (const operation of OPERATIONS.filter(({ words }) => words.risk !== "read")) {
      expect(() => policy.check(operation, leastInput(operation)), operation.id).toThrow(PolicyError);
    }
  });
});

describe("protect", () => {
  const protect = ["*prod*"];

  it.each<[string, object]>([
    ["ServiceDelete", SERVICE],
    ["ServiceUpdate", { ...SERVICE, powered: false }],
    ["ServiceUserCredentialsReset", { ...SERVICE, service_username: "u" }],
    ["ServiceKafkaTopicDelete", { ...SERVICE, topic_name: "t" }],
    ["ServiceKafkaTopicDelete", { project: "dev", service_name: "k", topic_name: "PROD-events" }],
    ["ServiceDelete", { project: "prod", service_name: "x" }],
  ])("refuses %s of %j", (id, input) => {
    const error = refusal({ protect }, id, input);
    expect(error).toMatchObject({ rule: "protect", hint: expect.stringContaining("AIVEN_PROTECT") });
    expect(error?.message).toMatch(/prod.*protected by "\*prod\*"/i);
  });

  it.each<[string, object]>([
    ["ServiceGet", SERVICE],
    ["ServiceDelete", { project: "dev", service_name: "orders-dev" }],
    ["ServiceKafkaTopicCreate", { ...SERVICE, topic_name: "t" }],
    ["ServiceDatabaseCreate", { ...SERVICE, database: "d" }],
  ])("lets %s of %j through", (id, input) => {
    expect(refusal({ protect }, id, input)).toBeUndefined();
  });

  it("refuses whatever destroys, when every name is protected", () => {
    const policy = createPolicy({ ...DEFAULT_POLICY, reveal: true, protect: ["*"] });
    const destroys = OPERATIONS.filter(({ words, facts }) => words.risk === "destructive" && facts.path.includes("{"));
    expect(destroys.length).toBeGreaterThan(80);
    for (const operation of destroys) {
      expect(() => policy.check(operation, leastInput(operation)), operation.id).toThrow(/protected by "\*"/);
    }
  });
});
