import type { IExecuteFunctions, IHttpRequestOptions, INodeProperties, INodeType } from "n8n-workflow";

export interface Sent {
  readonly method: string;
  /** Path with its query string. */
  readonly path: string;
  readonly body: unknown;
}

export interface FakeOptions {
  readonly credential: Readonly<Record<string, unknown>> & { readonly token: string; readonly baseUrl: string };
  /** The parameters of each item. */
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly binary?: Uint8Array;
  readonly continueOnFail?: boolean;
  /** Whether what fails goes to an output of its own. */
  readonly errorOutput?: boolean;
  readonly tool?: boolean;
  /** Aborted when the person cancels the execution. */
  readonly signal?: AbortSignal;
  /** Told of each request before it goes out. */
  readonly onSend?: (sent: Sent) => void;
  /** Answers in place of the API; undefined where it is to answer itself. */
  readonly answer?: (sent: Sent) => Promise<unknown>;
  /** Sends in place of the network. */
  readonly fetch?: (url: string, init?: RequestInit) => Promise<Response>;
}

/** What n8n hands to a node, with its HTTP helper on fetch; keeps what was sent. */
export function fakeNode(type: INodeType, options: FakeOptions): { node: IExecuteFunctions; sent: Sent[] } {
  const sent: Sent[] = [];
  const properties = type.description.properties;
  const node = {
    getNode: () => ({
      id: "1",
      name: "Aiven",
      type: type.description.name,
      typeVersion: 1,
      position: [0, 0],
      parameters: {},
      ...(options.errorOutput ? { onError: "continueErrorOutput" } : {}),
    }),
    getInputData: () => options.items.map(() => ({ json: {} })),
    continueOnFail: () => options.continueOnFail ?? options.errorOutput ?? false,
    isToolExecution: () => options.tool ?? false,
    getCredentials: async () => options.credential,
    getExecutionCancelSignal: () => options.signal,
    getCurrentNodeParameter: (path: string) =>
      path
        .split(".")
        .reduce<unknown>((found, name) => (found as Record<string, unknown> | undefined)?.[name], options.items[0]),
    getNodeParameter(name: string, item: number, fallback?: unknown, wanted?: { extractValue?: boolean }) {
      const parameters = options.items[item] ?? {};
      const known = properties.some((property) => property.name === name && isShown(property, parameters));
      if (wanted?.extractValue && !known) throw new Error("Could not find property");
      if (Object.hasOwn(parameters, name)) return parameters[name];
      const shown = properties.find((property) => property.name === name && isShown(property, parameters));
      return shown && fallback === undefined ? shown.default : fallback;
    },
    helpers: {
      httpRequestWithAuthentication: (_: string, request: IHttpRequestOptions) => send(request, options, sent),
      assertBinaryData: () => ({}),
      getBinaryDataBuffer: async () => Buffer.from(options.binary ?? new Uint8Array()),
      prepareBinaryData: async (data: Buffer, fileName: string, mimeType: string) => ({
        data: data.toString("base64"),
        fileName,
        mimeType,
      }),
    },
  };
  return { node: node as unknown as IExecuteFunctions, sent };
}

/** Whether n8n would show a property beside these values. */
export function isShown({ displayOptions }: INodeProperties, parameters: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(displayOptions?.show ?? {}).every(([name, values]) =>
    (values as unknown[]).includes(parameters[name]),
  );
}

async function send(request: IHttpRequestOptions, options: FakeOptions, sent: Sent[]) {
  const { credential, onSend, answer, fetch: fetched = fetch } = options;
  const { pathname, search } = new URL(request.url);
  const body = request.body as string | Uint8Array<ArrayBuffer> | undefined;
  const now = { method: request.method ?? "GET", path: pathname + search, body: body && Buffer.from(body).toString() };
  sent.push(now);
  onSend?.(now);
  const own = await answer?.(now);
  if (own !== undefined) return { statusCode: 200, headers: {}, body: Buffer.from(JSON.stringify(own)) };
  const response = await fetched(request.url, {
    method: request.method ?? "GET",
    headers: { ...(request.headers as Record<string, string>), authorization: `aivenv1 ${credential.token}` },
    ...(body === undefined ? {} : { body }),
    redirect: "manual",
    ...(request.abortSignal ? { signal: request.abortSignal as AbortSignal } : {}),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: bytes };
}
