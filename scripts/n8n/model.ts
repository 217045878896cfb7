import { createServer, type Server } from "node:http";

interface Message {
  readonly role: string;
  readonly content: unknown;
}

interface Asked {
  readonly messages?: readonly Message[];
  readonly tools?: readonly { function: { name: string; description: string; parameters: unknown } }[];
}

/** A call of a tool. */
interface Call {
  readonly tool: string;
  readonly input: object;
}

/** By question, the calls that the model makes one after the other. */
export type Script = Readonly<Record<string, readonly Call[]>>;

/** A model on loopback that follows a script: it makes the calls of the question, then tells what it got. */
export class ScriptedModel {
  /** What it was asked, oldest first. */
  readonly asked: Asked[] = [];
  readonly #script: Script;
  readonly #server: Server;

  constructor(script: Script) {
    this.#script = script;
    this.#server = createServer((request, response) => {
      let text = "";
      request.on("data", (data) => {
        text += data;
      });
      request.on("end", () => {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify(this.#answer(JSON.parse(text || "{}"))));
      });
    });
  }

  /** Listens on a free port; answers with what a credential has as Base URL. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    if (typeof address !== "object" || !address) throw new Error("the model does not listen");
    return `http://127.0.0.1:${address.port}/v1`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #answer(asked: Asked): object {
    this.asked.push(asked);
    const messages = asked.messages ?? [];
    const asks = messages.findLastIndex(({ role }) => role === "user");
    const results = messages.slice(asks).filter(({ role }) => role === "tool");
    const next = this.#script[String(messages[asks]?.content)]?.[results.length];
    const message = next
      ? { role: "assistant", content: null, tool_calls: [callOf(next, results.length)] }
      : { role: "assistant", content: results.map(({ content }) => JSON.stringify(content)).join("\n") };
    const reason = next ? "tool_calls" : "stop";
    return {
      id: "answer",
      object: "chat.completion",
      created: 1,
      model: "scripted",
      choices: [{ index: 0, message, finish_reason: reason }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    };
  }
}

function callOf({ tool, input }: Call, index: number): object {
  return { id: `call-${index}`, type: "function", function: { name: tool, arguments: JSON.stringify(input) } };
}
