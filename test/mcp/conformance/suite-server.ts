import {
  acceptedContent,
  inputRequired,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  Server,
} from "@modelcontextprotocol/server";
import { PNG, prompts, text } from "./content.js";
import { stateCodec } from "./questions.js";
import { tools } from "./tools.js";

const TEMPLATE = /^test:\/\/template\/([^/]+)\/data$/;
const RESOURCES = [
  { uri: "test://static-text", name: "static-text", mimeType: "text/plain" },
  { uri: "test://static-binary", name: "static-binary", mimeType: "image/png" },
  { uri: "test://watched-resource", name: "watched-resource", mimeType: "text/plain" },
];
const FREE = { ttlMs: 60_000, cacheScope: "public" } as const;

/** What the suite expects of a server under test: its tools, prompts and resources, on the same SDK as ours. */
export function createSuiteServer(): Server {
  const server = new Server(
    { name: "conformance-fixture", version: "1.0.0" },
    {
      capabilities: { tools: {}, resources: { subscribe: true }, prompts: {}, logging: {}, completions: {} },
      requestState: { verify: stateCodec.verify },
      cacheHints: {
        "tools/list": FREE,
        "prompts/list": FREE,
        "resources/list": FREE,
        "resources/templates/list": FREE,
        "resources/read": FREE,
      },
    },
  );
  server.setRequestHandler("tools/list", () => ({
    tools: Object.keys(tools).map((name) => ({ name, description: name, inputSchema: { type: "object" as const } })),
  }));
  server.setRequestHandler("tools/call", async ({ params }, context) => {
    const tool = Object.hasOwn(tools, params.name) ? tools[params.name] : undefined;
    if (!tool) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no tool ${params.name}`);
    return tool(context, params.arguments ?? {});
  });
  addPrompts(server);
  addResources(server);
  server.setRequestHandler("completion/complete", () => ({ completion: { values: [], total: 0, hasMore: false } }));
  return server;
}

const ASKING_PROMPT = "test_input_required_result_prompt";

function addPrompts(server: Server): void {
  server.setRequestHandler("prompts/list", () => ({
    prompts: [...Object.keys(prompts), ASKING_PROMPT].map((name) => ({
      name,
      description: name,
      arguments: (prompts[name]?.arguments ?? []).map((argument) => ({ name: argument, required: true })),
    })),
  }));
  server.setRequestHandler("prompts/get", ({ params }, { mcpReq }) => {
    if (params.name !== ASKING_PROMPT) {
      const prompt = prompts[params.name];
      if (!prompt) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no prompt ${params.name}`);
      return prompt.get(params.arguments ?? {});
    }
    const answer = acceptedContent(mcpReq.inputResponses, "user_context");
    if (answer) return { messages: [{ role: "user" as const, content: text(JSON.stringify(answer)) }] };
    const requestedSchema = { type: "object" as const, properties: { context: { type: "string" as const } } };
    const user_context = inputRequired.elicit({ message: "What context should the prompt use?", requestedSchema });
    return inputRequired({ inputRequests: { user_context } });
  });
}

function addResources(server: Server): void {
  server.setRequestHandler("resources/list", () => ({ resources: RESOURCES }));
  server.setRequestHandler("resources/templates/list", () => ({
    resourceTemplates: [{ uriTemplate: "test://template/{id}/data", name: "template", mimeType: "application/json" }],
  }));
  server.setRequestHandler("resources/read", ({ params: { uri } }) => {
    const id = TEMPLATE.exec(uri)?.[1];
    const mimeType = id ? "application/json" : RESOURCES.find((resource) => resource.uri === uri)?.mimeType;
    if (!mimeType) throw new ResourceNotFoundError(uri);
    if (mimeType === "image/png") return { contents: [{ uri, mimeType, blob: PNG }] };
    return { contents: [{ uri, mimeType, text: id ? JSON.stringify({ id }) : "The content of a text." }] };
  });
  server.setRequestHandler("resources/subscribe", () => ({}));
  server.setRequestHandler("resources/unsubscribe", () => ({}));
}
