import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { onTestFinished, vi } from "vitest";

export interface Proxy {
  readonly url: string;
  /** What it was asked for: `CONNECT host:port` or `GET http://host/path`. */
  readonly asked: string[];
  /** The `proxy-authorization` headers that came. */
  readonly credentials: (string | undefined)[];
}

/**
 * A forward proxy on a free port; every name leads to the target. With a status other than 200 it refuses instead.
 * It ends with the test.
 */
export async function startProxy(target: string, status = 200): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  const note = (request: IncomingMessage) => {
    asked.push(`${request.method} ${request.url}`);
    credentials.push(request.headers["proxy-authorization"]);
  };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    note(request);
    if (status !== 200) return void response.writeHead(status).end();
    const { pathname, search } = new URL(request.url ?? "");
    const { method, headers } = request;
    const onward = send({ hostname, port, method, headers, path: pathname + search }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    note(request);
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: 0\r\n\r\n`);
    const onward = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    sockets.add(onward).add(socket);
    for (const end of [onward, socket]) end.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, credentials };
}

/** Sets the proxy variables for one test; those of the machine do not count. */
export function setProxyVariables(variables: Partial<Record<"HTTP_PROXY" | "HTTPS_PROXY" | "NO_PROXY", string>>): void {
  for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"] as const) {
    vi.stubEnv(name.toLowerCase(), undefined);
    vi.stubEnv(name, variables[name]);
  }
  onTestFinished(() => void vi.unstubAllEnvs());
}
