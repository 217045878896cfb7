import { createInterface } from "node:readline";
import { type Outcome, outcomeOf, spawnCli, type Variables } from "../child.js";

export interface Message {
  readonly jsonrpc: string;
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The built server as a bare child: what it is told and what it says are looked at byte by byte. */
export interface RawServer {
  readonly pid: number;
  /** Sends a line as it is. */
  write(line: string): void;
  notify(method: string, params?: object): void;
  /** Sends a request and answers with the response to it. */
  request(method: string, params?: object): Promise<Message>;
  /** The first message, from those that came before on, that has such a property. */
  next(fits: (message: Message) => boolean): Promise<Message>;
  /** Shakes hands as a client of 2025-11-25. */
  initialize(): Promise<Message>;
  /** Closes the server's stdin. */
  end(): void;
  kill(signal: NodeJS.Signals): void;
  /** Closes our end of the server's stdout. */
  closeStdout(): void;
  /** How the server ended, and all that it said. */
  readonly outcome: Promise<Outcome>;
}

export const CLIENT = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "raw", version: "1" } };

export function openRawServer(variables: Variables = {}, args: readonly string[] = []): RawServer {
  const child = spawnCli(args, variables);
  // A server that has ended no longer reads; the test sees that by its outcome.
  child.stdin.on("error", () => {});
  const messages: Message[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line.startsWith("{")) messages.push(JSON.parse(line) as Message);
    for (const look of waiting) look();
  });
  let lastId = 0;
  const write = (line: string) => void child.stdin.write(`${line}\n`);
  const send = (message: object) => write(JSON.stringify({ jsonrpc: "2.0", ...message }));
  const next: RawServer["next"] = (fits) =>
    new Promise((resolve) => {
      const look = () => {
        const found = messages.find(fits);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const request: RawServer["request"] = (method, params = {}) => {
    lastId += 1;
    const id = lastId;
    send({ id, method, params });
    return next((message) => message.id === id && message.method === undefined);
  };
  const notify: RawServer["notify"] = (method, params = {}) => send({ method, params });
  return {
    pid: child.pid ?? 0,
    write,
    notify,
    request,
    next,
    async initialize() {
      const answer = await request("initialize", CLIENT);
      notify("notifications/initialized");
      return answer;
    },
    end: () => void child.stdin.end(),
    kill: (signal) => void child.kill(signal),
    closeStdout: () => void child.stdout.destroy(),
    outcome: outcomeOf(child),
  };
}

/** Every line of an output, each of which has to be one JSON-RPC message. */
export function messagesOf(stdout: string): Message[] {
  const lines = stdout.split("\n");
  if (lines.pop() !== "") throw new Error("the output does not end with a whole line");
  return lines.map((line) => {
    const message = JSON.parse(line) as Message;
    if (message.jsonrpc !== "2.0") throw new Error(`not JSON-RPC: ${line}`);
    return message;
  });
}
