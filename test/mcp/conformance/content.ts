import type { ContentBlock, GetPromptResult } from "@modelcontextprotocol/server";

/** One red pixel, and a second of nothing. */
export const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
const WAV = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";

export const text = (words: string): ContentBlock => ({ type: "text", text: words });
export const image: ContentBlock = { type: "image", data: PNG, mimeType: "image/png" };
export const audio: ContentBlock = { type: "audio", data: WAV, mimeType: "audio/wav" };
export const embedded = (uri: string): ContentBlock => ({
  type: "resource",
  resource: { uri, mimeType: "text/plain", text: "An embedded text." },
});

const says = (...contents: ContentBlock[]): GetPromptResult => ({
  messages: contents.map((content) => ({ role: "user", content })),
});

interface TestPrompt {
  readonly arguments?: readonly string[];
  get(args: Readonly<Record<string, string>>): GetPromptResult;
}

/** The prompts that the suite asks for by name. */
export const prompts: Readonly<Record<string, TestPrompt>> = {
  test_simple_prompt: { get: () => says(text("A prompt without arguments.")) },
  test_prompt_with_arguments: {
    arguments: ["arg1", "arg2"],
    get: ({ arg1, arg2 }) => says(text(`Called with ${arg1} and ${arg2}.`)),
  },
  test_prompt_with_embedded_resource: {
    arguments: ["resourceUri"],
    get: ({ resourceUri = "" }) => says(embedded(resourceUri), text("Look at it.")),
  },
  test_prompt_with_image: { get: () => says(image, text("Look at it.")) },
};
