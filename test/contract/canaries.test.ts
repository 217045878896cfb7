import type { CallToolResult, ServerContext } from "@modelcontextprotocol/server";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { call } from "../../src/cli/call.js";
import { fail } from "../../src/cli/fail.js";
import { AivenError, InputError } from "../../src/core/errors.js";
import { redactText } from "../../src/core/redact.js";
import { project } from "../../src/core/view.js";
import { callTool } from "../../src/mcp/call-tool.js";
import { createPlanner } from "../../src/mcp/plan.js";
import { describeError, render } from "../../src/mcp/result.js";
import { createSurface } from "../../src/mcp/surface.js";
import { describeOperation, TOOL_OF_RISK } from "../../src/tools/describe.js";
import { createFence } from "../../src/tools/fence.js";
import { inputSchema, validate } from "../../src/tools/input.js";
import { allOperations, type Operation, requireOperation } from "../../src/tools/operation.js";
import { DEFAULT_POLICY } from "../../src/tools/policy.js";
import { runOperation } from "../../src/tools/run.js";
import { fakeWorld, rejection } from "../fake-world.js";
import { json, serveApi, TOKEN } from "../server/api-server.js";
import { fakeDoor, leastChange, leastInput, type TestDoor } from "../unit/tools/doors.js";
import { canariesIn, plantedAnswer, plantedSoFar, plantedText, plantedTexts } from "./planted-answers.js";

const FENCE = createFence("123456");

const OPERATIONS = allOperations().filter(({ facts }) => facts.produces === undefined);
const EACH = OPERATIONS.map((operation) => [operation.id, operation] as const);
/** Whoever hands out a secret is asked with and without leave. */
const LEAVE = { reveal: true };

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

afterAll(() => {
  process.stdout.write(`canaries planted: ${plantedSoFar()}, in the answers of ${OPERATIONS.length} operations\n`);
});

describe("the answer of every operation", () => {
  it("has room for secrets", () => {
    const planted = OPERATIONS.map((operation) => plantedAnswer(operation));
    expect(planted.reduce((sum, { canaries }) => sum + canaries.length, 0)).toBeGreaterThan(10_000);
    for (const { answer, canaries } of planted)
      expect(canariesIn(JSON.stringify(answer)).sort()).toEqual([...canaries].sort());
  });

  it.each(EACH)("%s lets no secret out, but for those that it exists to hand out", async (_, operation) => {
    const { door, handedOut } = plantedDoor();
    const answer = await runOperation(door, operation, leastChange(operation));
    expect(canariesIn(JSON.stringify(answer) ?? "").sort()).toEqual(handedOut(operation));
    if (operation.words.reveals) expect(handedOut(operation)).not.toEqual([]);
  });

  it.each(EACH)("%s lets none out of its description", (_, operation) => {
    expect(canariesIn(JSON.stringify(describeOperation(operation)))).toEqual([]);
  });
});

/** How a plan is refused whose target is not there. */
const ABSENT = /\bthere is no /;

describe("through MCP", () => {
  it.each(EACH)("%s lets none out", async (id, operation) => {
    const { session, texts, handedOut } = plantedSession();
    const input = leastChange(operation);
    const run = (tool: string, more: object = {}) => session(tool, { operation: id, input, ...more });
    const tool = TOOL_OF_RISK[operation.words.risk];
    let last = await run(tool, tool === "aiven_read" ? { fields: ["*"] } : {});
    // What a field is when it is left out can make a write destructive.
    if (last.includes("call aiven_destroy")) last = await run("aiven_destroy");
    const { plan, next = "" } = JSON.parse(last) as { plan?: unknown; next?: string };
    if (typeof plan === "string")
      last = await run("aiven_destroy", { plan, confirm: /confirm: "(.*)"\./.exec(next)?.[1] });
    // What is to be deleted may be missing from an answer that was made up; what that refusal tells is looked at too.
    if (!ABSENT.test(last)) expect(last).not.toMatch(/"error":"\w+Error"/);
    const shown = texts.join("\n");
    expect(canariesIn(shown).filter((secret) => !handedOut(operation).includes(secret))).toEqual([]);
  });

  it.each<[string, object]>([
    ["aiven_overview", { cost: true }],
    ["aiven_service", { project: "p", service_name: "s" }],
    ["aiven_wait", { for: "service", input: { project: "p", service_name: "s" }, timeout_s: 1 }],
    ["aiven_wait", { for: "connector", input: { project: "p", service_name: "s", name: "c" }, timeout_s: 1 }],
    ["aiven_provision", { project: "p", service_name: "s", service_type: "anything" }],
    ["aiven_provision", { project: "p", service_name: "s", service_type: "anything", cloud: "c" }],
    [
      "aiven_provision",
      { project: "p", service_name: "s", service_type: "anything", cloud: "c", plan: "x", network: "public" },
    ],
  ])("%s %j lets none out", async (tool, args) => {
    const { session } = plantedSession();
    const text = await session(tool, args);
    expect(text).not.toContain("InternalError");
    expect(canariesIn(text)).toEqual([]);
  });
});

describe("through the command line", () => {
  it.each(EACH)("%s lets none out", async (id, operation) => {
    const { answer } = plantedAnswer(operation);
    const service = plantedAnswer(requireOperation("ServiceGet")).answer;
    const isServiceRead = (method: string, url: string) =>
      method === "GET" && /^\/v1\/project\/[^/]+\/service\/[^/]+$/.test(url);
    const server = await serveApi([
      (response, request, socket) =>
        json(200, id !== "ServiceGet" && isServiceRead(request.method, request.url) ? service : answer)(
          response,
          request,
          socket,
        ),
    ]);
    const printed = await printing(server.url, async () => {
      const input = leastChange(operation);
      const confirm = String(input[(operation.facts.path.match(/[^{}]+(?=\})/g) ?? []).at(-1) ?? ""] ?? id);
      await call(id, JSON.stringify(input), { reveal: true }, { json: true, confirm });
    });
    const handedOut = canariesIn(JSON.stringify(project(answer, operation.words.reveals ?? [])));
    if (!ABSENT.test(printed)) expect(printed).not.toMatch(/^\w*Error:/m);
    expect(canariesIn(printed).filter((secret) => !handedOut.includes(secret))).toEqual([]);
  });

  it("lets none out of an input that is not JSON", async () => {
    const server = await serveApi([json(200, {})]);
    const printed = await printing(server.url, () => call("ServiceGet", `{"password":"${plantedSecret()}"`, {}, {}));
    expect(printed).toContain("is not JSON");
    expect(canariesIn(printed)).toEqual([]);
  });
});

describe("errors", () => {
  it.each([400, 401, 403, 404, 409, 422])(
    "of status %i let none out, neither of the message nor of the body",
    async (status) => {
      for (const message of plantedTexts()) {
        const body = {
          message,
          errors: [{ message, error_code: "invalid_value", more_info: { password: plantedSecret() }, status }],
          request: { headers: { authorization: `aivenv1 ${plantedSecret()}` }, user_config: { pin: plantedSecret() } },
        };
        const world = fakeWorld([{ status, json: body }]);
        const door = { ...fakeDoor({}), client: world.client };
        const operation = requireOperation("ServiceUpdate");
        const error = await rejection(runOperation(door, operation, leastInput(operation)));
        expect(error).toBeInstanceOf(AivenError);
        const server = await serveApi([json(status, body)]);
        const printed = await printing(server.url, () =>
          call("ServiceGet", '{"project":"p","service_name":"s"}', {}, {}),
        );
        const { message: _, stack: __, ...rest } = error as AivenError;
        const shown = [
          render(describeError(error, FENCE)),
          printed,
          JSON.stringify({ ...rest }),
          JSON.stringify(world.log),
        ];
        expect(canariesIn(shown.join("\n"))).toEqual([]);
      }
    },
  );

  it("that nobody has foreseen let none out", async () => {
    for (const text of plantedTexts()) {
      const printed = await printing("http://127.0.0.1:1", () => Promise.reject(new TypeError(text)));
      expect(canariesIn(render(describeError(new TypeError(text), FENCE)) + printed)).toEqual([]);
    }
  });

  it.each(EACH)("of a bad input to %s do not repeat its values", (_, operation) => {
    const schema = inputSchema(operation);
    for (const field of [...Object.keys(schema.properties), "password_of_nobody"]) {
      const input = { ...leastInput(operation), [field]: plantedSecret() };
      const nested = { ...leastInput(operation), [field]: { deep: [plantedSecret()] } };
      for (const bad of [input, nested]) {
        try {
          validate(schema, bad);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          expect(canariesIn(JSON.stringify(describeError(error, FENCE)) + error.message), field).toEqual([]);
        }
      }
    }
  });
});

describe("log lines", () => {
  it("let none out, whatever is sent and answered", async () => {
    for (const operation of OPERATIONS) {
      const world = fakeWorld([{ status: 200, json: plantedAnswer(operation).answer }]);
      const input = Object.fromEntries(
        Object.entries(leastInput(operation)).map(([name, value]) => [
          name,
          typeof value === "string" ? plantedSecret() : value,
        ]),
      );
      await world.client.callAny(operation.id, input);
      expect(world.log).toHaveLength(1);
      expect(canariesIn(JSON.stringify(world.log))).toEqual([]);
    }
  });
});

describe("a text of any form", () => {
  it("lets none out, alone, on a line among others, and inside of JSON", () => {
    for (const text of plantedTexts()) {
      const around = ["first line", text, "last line"].join("\n");
      const shapes = [text, around, `2026-01-01T00:00:00Z app[1]: ${text}`, JSON.stringify({ msg: text })];
      for (const shape of shapes) expect(canariesIn(redactText(shape)), shape).toEqual([]);
    }
  });
});

/** A secret that is known by nothing but its place. */
function plantedSecret(): string {
  return canariesIn(plantedText())[0] ?? "";
}

/** A door to an API whose every answer is full of canaries. */
function plantedDoor(): { door: TestDoor; handedOut: (operation: Operation) => string[] } {
  const answers = new Map<string, unknown>();
  const answerOf = (operation: Operation) => () => {
    // The same each time: a plan is for a service that has not been replaced in between.
    const answer = answers.get(operation.id) ?? plantedAnswer(operation).answer;
    answers.set(operation.id, answer);
    return answer;
  };
  const door = fakeDoor(Object.fromEntries(OPERATIONS.map((operation) => [operation.id, answerOf(operation)])), LEAVE);
  const handedOut = ({ id, words }: Operation) =>
    canariesIn(JSON.stringify(project(answers.get(id), words.reveals ?? [])) ?? "").sort();
  return { door, handedOut };
}

/** A session of MCP at such a door, and everything that it has said. */
function plantedSession() {
  const { door, handedOut } = plantedDoor();
  const texts: string[] = [];
  const settings = {
    credential: { token: TOKEN, source: "test" },
    baseUrl: undefined,
    caFile: undefined,
    profile: undefined,
    policy: DEFAULT_POLICY,
    confirm: "ask" as const,
    tools: ["default"],
  };
  const connection = { door, sandboxUrl: undefined, close: async () => {} };
  const open = async () => ({ connection, planner: createPlanner("key"), principal: "me" });
  const mcpReq = {
    signal: new AbortController().signal,
    _meta: { progressToken: 1 },
    notify: async (notification: unknown) => void texts.push(JSON.stringify(notification)),
  };
  const session = async (tool: string, args: object): Promise<string> => {
    const opened = { settings, surface: createSurface(settings.policy), open, close: async () => {} };
    const result = await callTool(opened, tool, { ...args }, { mcpReq } as unknown as ServerContext);
    const text = (result as CallToolResult).content.map((part) => ("text" in part ? part.text : "")).join("");
    texts.push(text);
    return text;
  };
  return { session, texts, handedOut };
}

/** Everything that a command writes, its errors included. */
async function printing(url: string, run: () => Promise<void>): Promise<string> {
  vi.stubEnv("AIVEN_TOKEN", TOKEN);
  vi.stubEnv("AIVEN_WEB_URL", url);
  const written: string[] = [];
  const write = (chunk: unknown) => written.push(String(chunk)) > 0;
  const streams = [vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")];
  for (const stream of streams) stream.mockImplementation(write as never);
  const { exitCode } = process;
  await run().catch(fail);
  process.exitCode = exitCode;
  for (const stream of streams) stream.mockRestore();
  return written.join("");
}
