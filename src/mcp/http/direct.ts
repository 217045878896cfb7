import type { IncomingHttpHeaders } from "node:http";
import {
  type AuthInfo,
  classifyInboundRequest,
  isJSONRPCRequest,
  isJsonContentType,
  type JSONRPCMessage,
  type JSONRPCRequest,
  type McpServerFactory,
  SUPPORTED_PROTOCOL_VERSIONS,
  type Transport,
} from "@modelcontextprotocol/server";

/** A call that is answered by one message. */
export interface DirectCall {
  /** Undefined when the call was given up before its answer. */
  readonly answer: Promise<JSONRPCMessage | undefined>;
  giveUp(): void;
}

/**
 * Whether a body is a plain request of the 2025 protocols that is answered by its result alone: in perfect order, and without
 * the wish for progress. Nearly all are; the SDK's way, by web streams, would cost more than the rest of the call.
 */
export function isDirect(
  method: string | undefined,
  headers: IncomingHttpHeaders,
  body: unknown,
): body is JSONRPCRequest {
  const { accept = "", "content-type": contentType, "mcp-protocol-version": version, "mcp-method": named } = headers;
  if (method !== "POST" || !isJsonContentType(contentType ?? null)) return false;
  if (!accept.includes("application/json") || !accept.includes("text/event-stream")) return false;
  if (named !== undefined || (version !== undefined && !SUPPORTED_PROTOCOL_VERSIONS.includes(String(version))))
    return false;
  if (!isJSONRPCRequest(body) || body.params?._meta?.progressToken !== undefined) return false;
  const protocolVersionHeader = version === undefined ? {} : { protocolVersionHeader: String(version) };
  return classifyInboundRequest({ httpMethod: method, ...protocolVersionHeader, body }).kind === "legacy";
}

/** Hands a request to a server of its own. */
export async function callDirectly(
  factory: McpServerFactory,
  request: JSONRPCRequest,
  authInfo: AuthInfo,
): Promise<DirectCall> {
  let settle: (message: JSONRPCMessage | undefined) => void = () => {};
  const answer = new Promise<JSONRPCMessage | undefined>((resolve) => {
    settle = resolve;
  });
  const transport: Transport = {
    start: async () => {},
    send: async (message) => {
      // What is no answer, as a word of progress, nobody has asked for.
      if (!("method" in message)) settle(message);
    },
    close: async () => {
      settle(undefined);
      transport.onclose?.();
    },
  };
  const server = await factory({ era: "legacy", authInfo });
  await server.connect(transport);
  transport.onmessage?.(request, { authInfo });
  return { answer, giveUp: () => void transport.close() };
}
