import { describe, expect, test } from "vitest";
import { responses } from "../../src/core/catalogue/generated/responses/index.js";
import { type OperationFacts, type OperationId, operationFacts } from "../../src/core/catalogue/index.js";
import { buildRequest } from "../../src/core/request.js";
import { handlers } from "../../src/sandbox/families/index.js";
import { violation } from "../../src/sandbox/validate.js";
import { bodyOf, type InProcessApi, openInProcess } from "./api.js";
import { UNFIT } from "./conformance-engines.js";
import { CHANGE, entries, entriesSince, isLogged } from "./logged.js";
import { START } from "./organization-setup.js";
import { prepare, required } from "./prepare.js";

const OPERATIONS = (Object.keys(handlers) as OperationId[]).sort();

/** Where there is nothing that could succeed. */
const REFUSED: { readonly [Id in OperationId]?: number } = {
  // The code is known only from a mail.
  AccountTeamMemberVerifyInvite: 404,
  UserAuthenticationMethodDelete: 409,
  ValidateReferralCode: 404,
};

/** The only ones that the Go clients do not put a limit on. */
const REFUSES_LIMIT = new Set<OperationId>(["ServiceKafkaQuotaDelete", "ServiceKafkaQuotaDescribe"]);

function send(
  api: InProcessApi,
  facts: OperationFacts,
  input: Record<string, unknown>,
  { token = api.sandbox.token, suffix = "" }: { token?: unknown; suffix?: string } = {},
): Promise<Response> {
  const { method, path, body, contentType = "application/json" } = buildRequest(facts, input);
  const headers = { authorization: `aivenv1 ${token}`, "content-type": contentType };
  const url = suffix === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${suffix}`;
  return api.fetch(url, { method, headers, ...(body === undefined ? {} : { body: bodyOf(body) }) });
}

/** Calls an operation with its required fields, in a sandbox where all that it needs is there. */
async function call(id: OperationId, facts: OperationFacts, suffix: string) {
  const api = openInProcess({ start: START });
  const names = await prepare(api, id);
  const before = entries(api.instance.world);
  const input = { ...required(id, facts, names), ...CHANGE[id] };
  const response = await send(api, facts, input, { token: names["token"], suffix });
  const logged = entriesSince(api.instance.world, before).length;
  return { status: response.status, text: await response.text(), logged };
}

describe.each(OPERATIONS)("%s", (id) => {
  const facts = operationFacts(id) as OperationFacts;
  const good = REFUSED[id] ?? (facts.produces === "none" ? 204 : 200);

  test.skipIf(UNFIT.has(id))("succeeds with its required fields, in the shape of the catalogue", async () => {
    const { status, text, logged } = await call(id, facts, "");
    expect(status, text).toBe(good);
    if (id in REFUSED) return;
    const schema = Object.values(responses).find((family) => Object.hasOwn(family, id))?.[id];
    if (schema && text !== "") expect(violation(schema, JSON.parse(text))).toBeUndefined();
    expect(logged > 0, "leaves an entry in a log").toBe(isLogged(id));
  });

  test.skipIf(UNFIT.has(id))("answers the same to the limit that the Go clients put on every address", async () => {
    const { status, text } = await call(id, facts, "limit=999");
    expect(status, text).toBe(REFUSES_LIMIT.has(id) ? 400 : good);
  });

  test("has an answer for any value of any field that is not a failure of its own", async () => {
    const api = openInProcess({ start: START });
    const base = required(id, facts, await prepare(api, id));
    for (const name of Object.keys(facts.fields)) {
      for (const value of [null, "", "x y/%", -1, 1e9, true, [], [null], [{}], {}, { a: null, b: [1] }]) {
        const inPath = facts.path.includes(`{${name}}`);
        if (inPath && (typeof value !== "string" || value === "")) continue;
        const response = await send(api, facts, { ...base, [name]: value });
        expect(response.status, `${name} = ${JSON.stringify(value)}: ${await response.text()}`).not.toBe(500);
      }
    }
  });
});
