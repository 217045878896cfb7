import {
  type CallToolResult,
  type InputRequiredResult,
  MissingRequiredClientCapabilityError,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { audio, embedded, image, text } from "./content.js";
import { declaredBy, questions } from "./questions.js";

type Answer = CallToolResult | InputRequiredResult;
export type TestTool = (context: ServerContext, args: Readonly<Record<string, unknown>>) => Answer | Promise<Answer>;

const shows =
  (...content: CallToolResult["content"]) =>
  (): CallToolResult => ({ content });

/** The tools that the suite calls by name. */
export const tools: Readonly<Record<string, TestTool>> = {
  test_simple_text: shows(text("A simple text.")),
  test_image_content: shows(image),
  test_audio_content: shows(audio),
  test_embedded_resource: shows(embedded("test://embedded")),
  test_multiple_content_types: shows(text("Several:"), image, embedded("test://mixed")),
  test_error_handling: () => ({ isError: true, content: [text("This tool always fails.")] }),
  test_tool_with_logging: logs,
  test_logging_tool: logs,
  test_tool_with_progress: async ({ mcpReq: { _meta, notify } }) => {
    const progressToken = _meta?.progressToken;
    for (const progress of [0, 50, 100]) {
      if (progressToken === undefined) break;
      await notify({ method: "notifications/progress", params: { progressToken, progress, total: 100 } });
    }
    return { content: [text("done")] };
  },
  test_missing_capability: (context) => {
    if (!declaredBy(context).sampling)
      throw new MissingRequiredClientCapabilityError({ requiredCapabilities: { sampling: {} } });
    return { content: [text("done")] };
  },
  ...questions,
};

async function logs({ mcpReq }: ServerContext): Promise<CallToolResult> {
  for (const words of ["started", "working", "done"]) await mcpReq.log("info", words);
  return { content: [text("logged")] };
}
