import type { ICredentialsDecrypted, ICredentialTestFunctions } from "n8n-workflow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Aiven } from "../../src/n8n/nodes/Aiven/Aiven.node.js";
import { AivenTrigger } from "../../src/n8n/nodes/Aiven/AivenTrigger.node.js";
import { openSandbox, type TestApi } from "../sandbox/api.js";
import { NODES } from "./nodes.js";

let api: TestApi;
beforeAll(async () => {
  api = await openSandbox({ speed: "instant" });
});
afterAll(() => api[Symbol.asyncDispose]());

interface Options {
  readonly method: string;
  readonly uri: string;
  readonly headers: Record<string, string>;
}

/** What n8n hands to a credential's test: its older HTTP helper, which adds nothing. */
const context = {
  helpers: {
    request: async ({ method, uri, headers }: Options) => {
      const response = await fetch(uri, { method, headers });
      return {
        statusCode: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      };
    },
  },
} as unknown as ICredentialTestFunctions;

function test(data: Readonly<Record<string, string>> = {}) {
  const whole = { token: api.sandbox.token, baseUrl: api.sandbox.url, ...data };
  const credential = { id: "1", name: "Aiven account", type: "aivenApi", data: whole } as ICredentialsDecrypted;
  return new Aiven().methods.credentialTest.aivenApiTest.call(context, credential);
}

describe("the credential's test", () => {
  it("is had by every node, so that any of them can be asked", () => {
    for (const { description, methods } of [...NODES, new AivenTrigger()]) {
      expect(description.credentials).toMatchObject([{ name: "aivenApi", testedBy: "aivenApiTest" }]);
      expect(methods?.credentialTest).toHaveProperty("aivenApiTest");
    }
  });

  it.each(["", "/", "/v1", "/v1/"])("tells whose token it is, at a base URL that ends in '%s'", async (end) => {
    const { status, message } = await test({ baseUrl: api.sandbox.url + end });
    expect(message).toMatch(/^Connected as \S.* <\S+@\S+>$/);
    expect(status).toBe("OK");
  });

  it("says that a token is expired or revoked, in the API's words and with a way out", async () => {
    const { full_token = "", token_prefix } = await api.ok("AccessTokenCreate", { description: "short" });
    expect((await test({ token: full_token })).status).toBe("OK");
    await api.ok("AccessTokenRevoke", { token_prefix });
    const { status, message } = await test({ token: full_token });
    expect(status).toBe("Error");
    expect(message).toMatch(/expired or revoked \(Missing \(expired\) db token\): create another one/);
    expect(message).not.toContain(full_token);
  });

  it("says that something is no token", async () => {
    const { status, message } = await test({ token: "mistyped" });
    expect([status, message]).toEqual(["Error", expect.stringMatching(/no token of Aiven \(Invalid token\): copy it/)]);
    expect((await test({ token: "two words" })).message).toMatch(/character that no token has/);
  });

  it("says that there is no API at an address, and that nothing answers", async () => {
    expect((await test({ baseUrl: `${api.sandbox.url}/elsewhere` })).message).toMatch(
      /no Aiven API at .*check Base URL/,
    );
    const gone = await openSandbox();
    await gone[Symbol.asyncDispose]();
    const { message } = await test({ baseUrl: gone.sandbox.url });
    expect(message).toMatch(/Base URL in the credential/);
  });
});
