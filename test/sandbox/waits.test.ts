import { describe, expect, it } from "vitest";
import type { OperationId } from "../../src/core/catalogue/index.js";
import { WAIT_RULES, waitFor } from "../../src/core/wait.js";
import { createNodeClient } from "../../src/node/client.js";
import { handlers } from "../../src/sandbox/families/index.js";
import { allOperations } from "../../src/tools/operation.js";
import { knownAfter, waitNameOf } from "../../src/tools/wait.js";
import { openSandbox, type TestApi } from "./api.js";
import { UNFIT } from "./conformance-engines.js";
import { type Names, START } from "./organization-setup.js";
import { prepare, required } from "./prepare.js";

const MINUTE_MS = 60_000;

/** What has to happen first for that to come. */
const FIRST: Readonly<Record<string, (api: TestApi, names: Names) => Promise<void>>> = {
  // Its address is asked for once the endpoint is approved.
  ServicePrivatelinkAzureConnectionUpdate: async (api, { project, service_name, privatelink_connection_id }) => {
    const names = { project: String(project), service_name: String(service_name) };
    const connection = { ...names, privatelink_connection_id: String(privatelink_connection_id) };
    await api.ok("ServicePrivatelinkAzureConnectionApproval", connection);
    api.sandbox.advance(10 * MINUTE_MS);
  },
};

const WAITED = allOperations().filter(
  ({ id, words }) => words.wait !== undefined && Object.hasOwn(handlers, id) && !UNFIT.has(id as OperationId),
);

describe("a wait for what was begun ends in the state that it promises", () => {
  it.each(WAITED.map((operation) => [operation.id, operation] as const))("%s", async (id, operation) => {
    await using api = await openSandbox({ start: START });
    const { sandbox } = api;
    const names = await prepare(api, id as OperationId);
    await FIRST[id]?.(api, names);
    const input = required(id, operation.facts, names);
    const client = createNodeClient({ baseUrl: sandbox.url, token: String(names["token"] ?? sandbox.token) });
    try {
      const answer = await client.callAny(id, input);
      const name = waitNameOf(operation, input);
      if (!name) throw new Error(`nothing is waited for after ${id}`);
      let clock = 0;
      const { outcome, state } = await waitFor(WAIT_RULES[name], knownAfter(input, answer), {
        read: (reader, fields) => client.callAny(reader, fields),
        sleep: async () => {
          clock += MINUTE_MS;
          sandbox.advance(MINUTE_MS);
        },
        now: () => clock,
        timeoutMs: 90 * MINUTE_MS,
      });
      const promised = [...WAIT_RULES[name].done, ...(WAIT_RULES[name].missing === "done" ? ["gone"] : [])];
      expect(outcome, state).toBe("done");
      expect(promised).toContain(state);
    } finally {
      await client.close();
    }
  });
});
