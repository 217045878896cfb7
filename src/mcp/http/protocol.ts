import {
  createMcpHandler,
  isJsonContentType,
  isLegacyRequest,
  legacyStatelessFallback,
  type McpHandlerRequestOptions,
  type McpServerFactory,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { isObject } from "../../core/view.js";

/** Messages of both protocol eras to a fresh server each. */
export interface Protocol {
  handle(request: Request, options: McpHandlerRequestOptions): Promise<Response>;
  /** Ends what is still going on. */
  close(): Promise<void>;
}

/** Open streams of subscriptions; nothing here ever changes, so none of them is worth much. */
const MAX_STREAMS = 64;

/**
 * 2026-07-28 as the SDK serves it. For 2025-11-25 and older the SDK streams every answer; here what nobody wants progress of
 * is answered by one JSON body, at half the cost. `speaks` says of a message that more than its result may be sent.
 */
export function createProtocol(
  factory: McpServerFactory,
  speaks: (message: unknown) => boolean = wantsProgress,
): Protocol {
  const modern = createMcpHandler(factory, { legacy: "reject", maxSubscriptions: MAX_STREAMS });
  const streaming = legacyStatelessFallback(factory);
  return {
    async handle(request, options) {
      const { parsedBody } = options;
      if (request.method === "POST" && !isJsonContentType(request.headers.get("content-type"))) {
        return modern.fetch(request, options);
      }
      if (!(await isLegacyRequest(request, parsedBody))) return modern.fetch(request, options);
      const silent = parsedBody !== undefined && ![parsedBody].flat().some(speaks);
      return silent ? answerOnce(factory, request, options) : streaming(request, options);
    },
    close: () => modern.close(),
  };
}

function wantsProgress(message: unknown): boolean {
  const params = isObject(message) ? message["params"] : undefined;
  const meta = isObject(params) ? params["_meta"] : undefined;
  return isObject(meta) && meta["progressToken"] !== undefined;
}

/** One request, one JSON body. When the client goes away, what it asked for ends. */
async function answerOnce(
  factory: McpServerFactory,
  request: Request,
  options: McpHandlerRequestOptions,
): Promise<Response> {
  const { authInfo } = options;
  const server = await factory({ era: "legacy", requestInfo: request, ...(authInfo ? { authInfo } : {}) });
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  const gone = new Promise<Response>((resolve) => {
    request.signal.addEventListener("abort", () => resolve(new Response(null, { status: 499 })), { once: true });
  });
  try {
    return await Promise.race([transport.handleRequest(request, options), gone]);
  } finally {
    await server.close();
  }
}
