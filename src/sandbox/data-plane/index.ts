import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serverCertificate } from "../certificate/authority.js";
import { databasesOf } from "../model/database.js";
import { projects } from "../model/project.js";
import { type Endpoint, type ServiceRow, services } from "../model/service.js";
import { serviceUsersOf } from "../model/service-user.js";
import { engineAccepts, engineFailed } from "../service/endpoint.js";
import type { OfferedEngine, World } from "../world.js";
import { type EngineKind, NOTHING } from "./engine.js";
import type { FoundEngines } from "./found.js";
import { pglite } from "./pglite.js";
import { type Reservation, reservePort } from "./port.js";
import { nativePostgres } from "./postgres.js";
import { type Account, engineAccount } from "./process.js";
import { programFolders } from "./programs.js";
import { Supervisor, type Wish } from "./supervisor.js";
import { nativeValkey } from "./valkey.js";

/**
 * Finds the servers of this machine, and starts none of them yet. Without a PostgreSQL there, the PGlite that a project
 * has installed serves. On Windows none does: its processes are guarded by a shell and reached by sockets that it lacks.
 */
export async function openDataPlane(
  folders = programFolders(),
  project = process.cwd(),
  platform: string = process.platform,
): Promise<DataPlane> {
  if (platform === "win32") return new DataPlane({ pg: undefined, valkey: undefined }, await reservePort());
  const [pg, valkey, reservation] = await Promise.all([nativePostgres(folders), nativeValkey(folders), reservePort()]);
  return new DataPlane({ pg: pg ?? pglite(project), valkey }, reservation);
}

/**
 * Real servers behind services: follows what the API has done, and writes nothing but whether they accept connections.
 */
export class DataPlane {
  readonly found: FoundEngines;
  readonly #kinds: Readonly<Record<string, EngineKind | undefined>>;
  readonly #account: Account | undefined;
  readonly #root: string;
  /** By port, which stays the same when a service's project gets another name. */
  readonly #supervisors = new Map<number, Supervisor>();
  /** Ports that were given to services whose engines have not started yet. */
  readonly #reserved = new Map<number, Reservation>();
  /** The port for the next service: a handler cannot wait for one. */
  #spare: Reservation | undefined;

  constructor(
    kinds: { readonly pg: EngineKind | undefined; readonly valkey: EngineKind | undefined },
    spare: Reservation,
  ) {
    this.#kinds = kinds;
    this.found = { pg: kinds.pg?.description ?? null, valkey: kinds.valkey?.description ?? null };
    this.#spare = spare;
    this.#account = engineAccount();
    this.#root = mkdtempSync(join(tmpdir(), "aiven-sandbox-"));
    if (this.#account) chownSync(this.#root, this.#account.uid, this.#account.gid);
  }

  /** Waits until a service can be given an engine at once. */
  async prepare(): Promise<void> {
    while (!this.#spare) {
      const reservation = await reservePort();
      if (this.#spare) await reservation.release();
      else this.#spare = reservation;
    }
  }

  get isPrepared(): boolean {
    return this.#spare !== undefined;
  }

  /** An engine for a new service of a type; undefined when there is no server for it. */
  readonly offer = (service_type: string, isCopy: boolean): OfferedEngine | undefined => {
    const kind = this.#kinds[service_type];
    const reservation = this.#spare;
    if (!kind || !reservation || (isCopy && !kind.copies)) return undefined;
    this.#spare = undefined;
    this.#reserved.set(reservation.port, reservation);
    return { port: reservation.port, engine: kind.description };
  };

  /** Does what the API has done; resolves when engines that run have it. Those that start make themselves known later. */
  async follow(world: World): Promise<void> {
    const rows = [...services(world).rows()].filter((row) => row.endpoint !== null);
    const ports = new Set(rows.map((row) => row.endpoint?.port));
    const gone = [...this.#supervisors.keys()].filter((port) => !ports.has(port));
    await Promise.all([...gone.map((port) => this.#remove(port)), ...rows.map((row) => this.#serve(world, row))]);
  }

  /** Stops every engine and removes what they kept. */
  async close(): Promise<void> {
    await Promise.all([...this.#supervisors.keys()].map((port) => this.#remove(port)));
    await this.#spare?.release();
    rmSync(this.#root, { recursive: true, force: true });
  }

  async #remove(port: number): Promise<void> {
    const supervisor = this.#supervisors.get(port);
    this.#supervisors.delete(port);
    await supervisor?.wish({ power: "gone", contents: NOTHING });
  }

  async #serve(world: World, row: ServiceRow): Promise<void> {
    if (!row.endpoint) return;
    const wish: Wish = {
      power: row.state === "POWEROFF" ? "off" : "on",
      contents: { users: serviceUsersOf(world, row), databases: databasesOf(world, row) },
    };
    const done = this.#supervisorOf(world, row, row.endpoint)?.wish(wish);
    if (row.endpoint.accepts || wish.power === "off") await done;
  }

  #supervisorOf(world: World, { service_type }: ServiceRow, { port, copy_of }: Endpoint): Supervisor | undefined {
    const kind = this.#kinds[service_type];
    const known = this.#supervisors.get(port);
    if (known || !kind) return known;
    const site = {
      directory: join(this.#root, String(port)),
      root: this.#root,
      port,
      account: this.#account,
      certificate: () => {
        const row = rowAt(world, port);
        const { organization_id = "" } = projects(world).get(row?.project ?? "") ?? {};
        return serverCertificate(world, organization_id, row?.service_name ?? "");
      },
    };
    const origin = copy_of === null ? undefined : this.#supervisors.get(copy_of);
    const supervisor = new Supervisor(
      kind,
      { site, reservation: this.#reserved.get(port), origin },
      {
        ready: () => engineAccepts(world, rowAt(world, port)),
        failed: (problem) => engineFailed(world, rowAt(world, port), problem),
      },
    );
    this.#reserved.delete(port);
    this.#supervisors.set(port, supervisor);
    return supervisor;
  }
}

function rowAt(world: World, port: number): ServiceRow | undefined {
  return [...services(world).rows()].find(({ endpoint }) => endpoint?.port === port);
}
