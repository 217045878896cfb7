import { once } from "node:events";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createSecureContext, type SecureContext, TLSSocket } from "node:tls";
import type { Certified } from "../certificate/authority.js";

/** Codes in the place of a protocol version (source: the message formats in PostgreSQL's manual). */
const CANCEL = 80_877_102;
const TLS = 80_877_103;
const GSS = 80_877_104;
const LONGEST = 10_000;

export interface GatewayOptions {
  readonly port: number;
  readonly certificate: Certified;
  readonly isPassword: (username: string, password: string) => boolean;
  /** The Unix socket of a database's server; undefined when there is no such database. */
  readonly socketOf: (database: string) => string | undefined;
}

/** What PGlite lacks before its door: TLS, passwords, and databases by name. Speaks PostgreSQL's protocol to its clients. */
export class PostgresGateway {
  readonly #options: GatewayOptions;
  readonly #context: SecureContext;
  readonly #connections = new Set<Socket>();
  readonly #server: Server;

  constructor(options: GatewayOptions) {
    this.#options = options;
    const { certificate, key } = options.certificate;
    this.#context = createSecureContext({ cert: certificate, key });
    this.#server = createServer((socket) => {
      this.#connections.add(socket);
      socket.once("close", () => this.#connections.delete(socket));
      this.#welcome(socket).catch(() => socket.destroy());
    });
  }

  async open(): Promise<void> {
    this.#server.listen(this.#options.port, "127.0.0.1");
    await once(this.#server, "listening");
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.close();
    for (const socket of this.#connections) socket.destroy();
    await once(this.#server, "close");
  }

  async #welcome(socket: Socket): Promise<void> {
    socket.on("error", () => socket.destroy());
    let { code, message } = await readStartup(socket);
    while (code === GSS) {
      socket.write("N");
      ({ code, message } = await readStartup(socket));
    }
    if (code === CANCEL) return void socket.destroy();
    if (code !== TLS) return refuse(socket, "28000", "connections without encryption are refused");
    socket.write("S");
    const secure = new TLSSocket(socket, { isServer: true, secureContext: this.#context });
    secure.on("error", () => socket.destroy());
    ({ message } = await readStartup(secure));
    await this.#login(secure, message);
  }

  async #login(client: Duplex, startup: Buffer): Promise<void> {
    const { user = "", database = user } = parametersOf(startup);
    client.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]));
    const password = await readPassword(client);
    if (!this.#options.isPassword(user, password)) {
      return refuse(client, "28P01", `password authentication failed for user "${user}"`);
    }
    const path = this.#options.socketOf(database);
    if (path === undefined) return refuse(client, "3D000", `database "${database}" does not exist`);
    const server = createConnection(path);
    const part = () => {
      server.destroy();
      client.destroy();
    };
    server.on("error", part).once("close", part);
    client.once("close", part);
    server.write(startup);
    client.pipe(server).pipe(client);
  }
}

/** The first message, or what a client asks for before it. */
async function readStartup(socket: Duplex): Promise<{ code: number; message: Buffer }> {
  const head = await take(socket, 8);
  const rest = head.readUInt32BE(0) - 8;
  if (rest < 0 || rest > LONGEST) throw new Error("not PostgreSQL's protocol");
  const body = rest === 0 ? Buffer.alloc(0) : await take(socket, rest);
  return { code: head.readUInt32BE(4), message: Buffer.concat([head, body]) };
}

async function readPassword(socket: Duplex): Promise<string> {
  const head = await take(socket, 5);
  const length = head.readUInt32BE(1) - 4;
  if (head[0] !== 0x70 || length < 1 || length > LONGEST) throw new Error("not a password");
  return (await take(socket, length)).subarray(0, -1).toString();
}

function parametersOf(startup: Buffer): Record<string, string> {
  const words = startup.subarray(8).toString().split("\0");
  const pairs: [string, string][] = [];
  for (let at = 0; words[at]; at += 2) pairs.push([words[at] ?? "", words[at + 1] ?? ""]);
  return Object.fromEntries(pairs);
}

function refuse(client: Duplex, code: string, message: string): void {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.from([0x45, 0, 0, 0, 0]);
  head.writeUInt32BE(fields.length + 4, 1);
  client.end(Buffer.concat([head, fields]));
}

/** So many bytes, once they have come. */
async function take(stream: Duplex, size: number): Promise<Buffer> {
  for (;;) {
    const chunk: Buffer | null = stream.read(size);
    if (chunk?.length === size) return chunk;
    if (chunk || stream.readableEnded || stream.destroyed) throw new Error("the client has left");
    await Promise.race([once(stream, "readable"), once(stream, "end"), once(stream, "close")]);
  }
}
