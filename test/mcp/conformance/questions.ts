import {
  acceptedContent,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  createRequestStateCodec,
  type ElicitInputParams,
  type InputRequests,
  inputRequired,
  inputResponse,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { text } from "./content.js";
import type { TestTool } from "./tools.js";

/** State that a client carries between two rounds, and cannot alter. */
export const stateCodec = createRequestStateCodec({ key: "a key of the conformance fixture" });

type Properties = Extract<ElicitInputParams["requestedSchema"], { properties: unknown }>["properties"];

const ask = (message: string, properties: Properties, required: string[] = Object.keys(properties)) =>
  inputRequired.elicit({ message, requestedSchema: { type: "object", properties, required } });
const sample = (words: string, maxTokens = 100) =>
  inputRequired.createMessage({ messages: [{ role: "user", content: { type: "text", text: words } }], maxTokens });

/** Asks until every key is answered, then answers with all that it got. */
function asking(inputRequests: InputRequests, prefix = "Answered"): TestTool {
  return ({ mcpReq: { inputResponses } }) => {
    const answers = Object.keys(inputRequests).map((key) => inputResponse(inputResponses, key));
    if (answers.some(({ kind }) => kind === "missing")) return inputRequired({ inputRequests });
    return { content: [text(`${prefix}: ${JSON.stringify(answers)}`)] };
  };
}

/** The same, with a state beside. */
function askingWithState(inputRequests: InputRequests): TestTool {
  return async (context) => {
    const { inputResponses, requestState } = context.mcpReq;
    const answered = Object.keys(inputRequests).every((key) => inputResponse(inputResponses, key).kind !== "missing");
    if (answered && requestState<string>() === "first") return { content: [text("state-ok")] };
    return inputRequired({ inputRequests, requestState: await stateCodec.mint("first", context) });
  };
}

const name: Properties = { name: { type: "string" } };
const options = ["option1", "option2", "option3"];
const titled = options.map((value) => ({ const: value, title: `The ${value}` }));

/** What the client can do, as this request says. */
export function declaredBy({ mcpReq }: ServerContext): ClientCapabilities {
  const envelope: Readonly<Record<string, unknown>> = mcpReq.envelope ?? {};
  return (envelope[CLIENT_CAPABILITIES_META_KEY] ?? {}) as ClientCapabilities;
}

/** Tools that need something of the client: in 2026-07-28 by rounds, in 2025-11-25 by requests of the server. */
export const questions: Readonly<Record<string, TestTool>> = {
  test_sampling: (context, { prompt }) => asking({ sampled: sample(String(prompt)) })(context, {}),
  test_elicitation: (context, { message }) =>
    asking({ asked: ask(String(message), { response: { type: "string" } }) })(context, {}),
  test_streaming_elicitation: asking({ asked: ask("Go on?", { ok: { type: "boolean" } }) }),
  test_elicitation_sep1034_defaults: asking({
    asked: ask(
      "Please review",
      {
        name: { type: "string", default: "John Doe" },
        age: { type: "integer", default: 30 },
        score: { type: "number", default: 95.5 },
        status: { type: "string", enum: ["active", "inactive", "pending"], default: "active" },
        verified: { type: "boolean", default: true },
      },
      [],
    ),
  }),
  test_elicitation_sep1330_enums: asking({
    asked: ask(
      "Please choose",
      {
        untitledSingle: { type: "string", enum: options },
        titledSingle: { type: "string", oneOf: titled },
        legacyEnum: { type: "string", enum: ["opt1", "opt2", "opt3"], enumNames: ["One", "Two", "Three"] },
        untitledMulti: { type: "array", items: { type: "string", enum: options } },
        titledMulti: { type: "array", items: { anyOf: titled } },
      },
      [],
    ),
  }),
  test_input_required_result_elicitation: ({ mcpReq: { inputResponses } }) => {
    const accepted = acceptedContent(inputResponses, "user_name");
    if (typeof accepted?.["name"] === "string") return { content: [text(`Hello, ${accepted["name"]}!`)] };
    return inputRequired({ inputRequests: { user_name: ask("What is your name?", name) } });
  },
  test_input_required_result_sampling: asking({ capital_question: sample("What is the capital of France?") }),
  test_input_required_result_list_roots: asking({ client_roots: inputRequired.listRoots() }),
  test_input_required_result_request_state: askingWithState({ confirm: ask("Sure?", { ok: { type: "boolean" } }) }),
  test_input_required_result_tampered_state: askingWithState({ confirm: ask("Sure?", { ok: { type: "boolean" } }) }),
  test_input_required_result_multiple_inputs: askingWithState({
    user_name: ask("What is your name?", name),
    greeting: sample("Generate a greeting", 50),
    client_roots: inputRequired.listRoots(),
  }),
  test_input_required_result_multi_round: multiRound,
  test_input_required_result_capabilities: (context) => {
    const declared = declaredBy(context);
    return asking({
      ...(declared.sampling ? { sampled: sample("Say something") } : {}),
      ...(declared.elicitation ? { asked: ask("Who are you?", name) } : {}),
    })(context, {});
  },
};

/** A name, then a colour; each round has a state of its own. */
async function multiRound(context: ServerContext) {
  const { inputResponses, requestState } = context.mcpReq;
  if (requestState<string>() === undefined) {
    const inputRequests = { step1: ask("Step 1: What is your name?", name) };
    return inputRequired({ inputRequests, requestState: await stateCodec.mint("named", context) });
  }
  if (requestState<string>() === "named") {
    const inputRequests = { step2: ask("Step 2: What is your favorite color?", { color: { type: "string" } }) };
    return inputRequired({ inputRequests, requestState: await stateCodec.mint("coloured", context) });
  }
  return { content: [text(`Done: ${JSON.stringify(acceptedContent(inputResponses, "step2"))}`)] };
}
