import type { Certified } from "../certificate/authority.js";
import type { DatabaseRow } from "../model/database.js";
import type { ServiceUserRow } from "../model/service-user.js";
import type { Account } from "./process.js";

/** What the API has made in a service, which has to be there in its engine. */
export interface Contents {
  readonly users: readonly ServiceUserRow[];
  readonly databases: readonly DatabaseRow[];
}

export const NOTHING: Contents = { users: [], databases: [] };

/** Where and as what an engine runs. */
export interface Site {
  /** Of the engine alone; exists. */
  readonly directory: string;
  /** Of the whole data plane. */
  readonly root: string;
  readonly port: number;
  readonly account: Account | undefined;
  /** For TLS; asked for at each start. */
  readonly certificate: () => Certified;
}

/** The server of one service. */
export interface Engine {
  /** Resolves when it accepts connections. What was in it before is still there. */
  start(): Promise<void>;
  /** Changes what is in it from what the API had made to what it has. */
  apply(before: Contents, after: Contents): Promise<void>;
  /** Resolves when its process has ended. */
  stop(): Promise<void>;
  /** Puts a copy of its data where another engine of its kind, which has not started yet, will find it. */
  copyTo?(site: Site): Promise<void>;
  /** Resolves when its process has ended, for whatever reason; undefined before the first start. */
  readonly ended: Promise<void> | undefined;
}

/** A kind of server that is installed on this machine. */
export interface EngineKind {
  /** Name and version, as it tells them. */
  readonly description: string;
  /** Whether one can begin with a copy of another one's data. */
  readonly copies: boolean;
  at(site: Site): Engine;
}
