import {
  type AuthInfo,
  createMcpHandler,
  type JSONRPCRequest,
  type McpHandlerRequestOptions,
  type McpServerFactory,
} from "@modelcontextprotocol/server";
import { callDirectly, type DirectCall } from "./direct.js";

/** Messages of both protocol eras, to a fresh server each. */
export interface Protocol {
  handle(request: Request, options: McpHandlerRequestOptions): Promise<Response>;
  /** For what `isDirect` admits; where it is not there, everything is handled in the same way. */
  readonly call?: (request: JSONRPCRequest, authInfo: AuthInfo) => Promise<DirectCall>;
  /** Ends what is still going on. */
  close(): Promise<void>;
}

/** Open streams of subscriptions; nothing here ever changes, so none of them is worth much. */
const MAX_STREAMS = 64;

/** Both eras without sessions, as the SDK serves them; a plain request of 2025 without its streams. */
export function createProtocol(factory: McpServerFactory): Protocol {
  const handler = createMcpHandler(factory, { maxSubscriptions: MAX_STREAMS });
  return {
    handle: (request, options) => handler.fetch(request, options),
    call: (request, authInfo) => callDirectly(factory, request, authInfo),
    close: () => handler.close(),
  };
}
