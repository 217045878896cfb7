import { describe, expect, it, onTestFinished } from "vitest";
import { pathParameters } from "../../src/core/catalogue/index.js";
import { createNodeClient, sleep } from "../../src/node/client.js";
import { TARGETS, type TargetName } from "../../src/tools/impact/rules.js";
import { assess } from "../../src/tools/impact.js";
import { allOperations, type Operation } from "../../src/tools/operation.js";
import { createPolicy, DEFAULT_POLICY } from "../../src/tools/policy.js";
import type { Door } from "../../src/tools/run.js";
import { rejection } from "../fake-world.js";
import { openSandbox, type TestApi } from "../sandbox/api.js";
import { UNFIT } from "../sandbox/conformance-engines.js";
import { START } from "../sandbox/organization-setup.js";
import { prepare, required } from "../sandbox/prepare.js";

/** Operations that touch a service as a whole: it is what is looked at. */
const WHOLE_SERVICE = new Set([
  "ServiceClickHouseQuery",
  "ServiceCredentialsReset",
  "ServiceDataHubRotateInternalSecrets",
  "ServiceDelete",
  "ServiceKafkaNativeAclAdd",
  "ServiceOpenSearchSecurityReset",
  "ServiceOpenSearchSecuritySet",
  "ServiceQueryStatisticsReset",
  "ServiceServiceTypeUpdate",
  "ServiceTaskCreate",
  "ServiceUpdate",
]);

/** Operations before which nothing is looked at, with the reason. */
const UNSEEN: Readonly<Record<string, string>> = {
  ApplicationUserCreate: "makes something new",
  ServiceCancelQuery: "a connection is gone or another's before its number could be looked up",
  TwoFactorAuthConfigure: "is about whoever calls",
  TwoFactorAuthConfigureOTP: "is about whoever calls",
  UserAccountDelete: "nothing can be read of a user by an id alone",
  UserExpireTokens: "is about whoever calls",
  UserLogout: "is about whoever calls",
  UserPasswordChange: "is about whoever calls",
  UserPasswordReset: "is about whoever has the code",
};

const isRisky = ({ words }: Operation) =>
  words.risk === "destructive" || (words.risk === "write" && (words.gates ?? []).length > 0);

const RISKY = allOperations().filter(isRisky);
const LOOKED_AT = RISKY.filter(({ words }) => words.target);
const byId = (operations: readonly Operation[]) => operations.map((operation) => [operation.id, operation] as const);

/** What an operation needs so that there is something to look at. */
const MORE: Readonly<Record<string, (api: TestApi, input: Record<string, unknown>) => Promise<object>>> = {
  OrganizationAuthDomainUnlink: async (api, input) => {
    await api.ok("OrganizationAuthDomainLink", input as never);
    return {};
  },
  ServiceOpenSearchIndexCloseMultiple: async () => ({ indices: ["nothing-like-it", ".kibana_*"] }),
};

const isOptional = (name: TargetName | undefined) => name !== undefined && "optional" in TARGETS[name];

/** What the API gives neither an id nor a time, nor anything else by which one could be told from the next of its name. */
const INDISTINCT = new Set<TargetName | undefined>([
  "authentication-config",
  "clickhouse-database",
  "connection-pool",
  "connector",
  "custom-cloud-permissions",
  "database",
  "ip-allow-list",
  "opensearch-acl",
  "permissions",
  "privatelink-google",
  "project-access-change",
  "project-tags",
  "project-tags-change",
  "quota",
  "replication-flow",
  "schema-compatibility",
  "service-tags",
  "service-user",
  "snapshot",
  "subject",
  "team-project",
  "topic",
]);

function doorTo(api: TestApi): Door & { readonly sent: string[] } {
  const client = createNodeClient({ baseUrl: api.sandbox.url, token: api.sandbox.token });
  onTestFinished(() => client.close());
  const sent: string[] = [];
  const callAny: typeof client.callAny = (id, input, how) => {
    sent.push(id);
    return client.callAny(id, input, how);
  };
  const counted = { call: callAny as typeof client.call, callAny };
  return { client: counted, sent, policy: createPolicy(DEFAULT_POLICY), project: api.project, sleep, now: Date.now };
}

describe("what is destroyed", () => {
  it("is looked at before, or there is a reason why not", () => {
    const without = RISKY.filter(({ id, words }) => !words.target && !WHOLE_SERVICE.has(id) && !UNSEEN[id]);
    expect(without.map(({ id }) => id)).toEqual([]);
    const known = new Set<string>(RISKY.filter(({ words }) => !words.target).map(({ id }) => id));
    expect([...WHOLE_SERVICE, ...Object.keys(UNSEEN)].filter((id) => !known.has(id))).toEqual([]);
  });

  it.each(byId(LOOKED_AT.filter(({ id }) => !UNFIT.has(id))))("is seen as it is by %s", async (id, operation) => {
    await using api = await openSandbox({ start: START });
    const named = required(id, operation.facts, await prepare(api, id));
    const input = { ...named, ...(await MORE[id]?.(api, named)) };
    const door = doorTo(api);
    const impact = await assess(door, operation, input, []);
    const isPart = pathParameters(operation.facts.path).includes("service_name");
    const [own] = isPart ? impact.identity.split("\n").slice(1) : [impact.identity];
    expect((own ?? "") === "", `identity: ${own}`).toBe(INDISTINCT.has(operation.words.target));
    expect(door.sent.length).toBeLessThanOrEqual(6);
    expect(JSON.stringify(impact)).not.toMatch(/undefined|\[object/);
  });

  it.each(byId(LOOKED_AT.filter(({ id, words }) => !UNFIT.has(id) && !isOptional(words.target))))(
    "is not planned by %s where it is not there",
    async (id, operation) => {
      await using api = await openSandbox({ start: START });
      const named = required(id, operation.facts, await prepare(api, id));
      const last = pathParameters(operation.facts.path).at(-1) ?? "indices";
      const input = { ...named, [last]: last === "indices" ? ["nothing-like-it"] : "nothing-like-it" };
      const error = await rejection(assess(doorTo(api), operation, input, []));
      expect(String(error)).toMatch(/^(InputError|ApiError)/);
      if ("status" in Object(error)) expect([400, 403, 404, 422]).toContain(Object(error).status);
    },
  );
});
