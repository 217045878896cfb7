import { chownSync, mkdirSync, rmSync } from "node:fs";
import { type Contents, type Engine, type EngineKind, NOTHING, type Site } from "./engine.js";
import type { Reservation } from "./port.js";

/** How a service is to be: on with what the API has made in it, off with its data kept, or gone. */
export interface Wish {
  readonly power: "gone" | "off" | "on";
  readonly contents: Contents;
}

export interface SupervisorEvents {
  /** It accepts connections, and all that the API has made is in it. */
  ready(): void;
  failed(problem: string): void;
}

/** Where an engine is to be, and what it begins with. */
interface Beginning {
  readonly site: Site;
  readonly reservation: Reservation | undefined;
  /** The engine whose data it begins with; undefined where it begins empty. */
  readonly origin: Supervisor | undefined;
}

/** The engine of one service, led step by step to what is wished of it. */
export class Supervisor {
  readonly #engine: Engine;
  readonly #site: Site;
  readonly #events: SupervisorEvents;
  #reservation: Reservation | undefined;
  /** Until its data is there. */
  #origin: Supervisor | undefined;
  #wish: Wish = { power: "off", contents: NOTHING };
  #isRunning = false;
  #hasFailed = false;
  #contents: Contents = NOTHING;
  /** One step after the other, whoever wishes. */
  #work: Promise<void> = Promise.resolve();

  constructor(kind: EngineKind, { site, reservation, origin }: Beginning, events: SupervisorEvents) {
    this.#engine = kind.at(site);
    this.#site = site;
    this.#reservation = reservation;
    this.#origin = origin;
    this.#events = events;
    mkdirSync(site.directory, { recursive: true, mode: 0o700 });
    if (site.account) chownSync(site.directory, site.account.uid, site.account.gid);
  }

  /** Takes note of what is wished; resolves when it is so, or has failed. */
  wish(wish: Wish): Promise<void> {
    // Who is changed, or switched off and on again, gets another chance.
    if (wish.power !== "on" || !isSame(wish.contents, this.#wish.contents)) this.#hasFailed = false;
    this.#wish = wish;
    this.#work = this.#work.then(() => this.#settle());
    return this.#work;
  }

  /** Lets another engine begin with a copy of this one's data, between two of its steps. */
  copyTo(site: Site): Promise<void> {
    const copied = this.#work.then(() => this.#engine.copyTo?.(site));
    this.#work = copied.catch(() => {});
    return copied;
  }

  /** The wish may change while a step is taken, so each step looks at it anew. */
  async #settle(): Promise<void> {
    let changed = false;
    while (!this.#hasFailed) {
      const { power, contents } = this.#wish;
      try {
        if (power === "on" && !this.#isRunning) await this.#start();
        else if (power !== "on" && this.#isRunning) await this.#stop();
        else if (power === "on" && !isSame(contents, this.#contents)) await this.#apply(contents);
        else break;
        changed = true;
      } catch (error) {
        this.#hasFailed = true;
        this.#events.failed(error instanceof Error ? error.message : String(error));
      }
    }
    if (this.#wish.power === "gone") await this.#remove();
    else if (changed && this.#isRunning && !this.#hasFailed) this.#events.ready();
  }

  async #remove(): Promise<void> {
    await this.#freePort();
    rmSync(this.#site.directory, { recursive: true, force: true });
  }

  async #freePort(): Promise<void> {
    await this.#reservation?.release();
    this.#reservation = undefined;
  }

  async #start(): Promise<void> {
    await this.#freePort();
    await this.#origin?.copyTo(this.#site);
    this.#origin = undefined;
    try {
      await this.#engine.start();
    } catch (error) {
      await this.#engine.stop();
      throw error;
    }
    this.#isRunning = true;
    void this.#engine.ended?.then(() => {
      if (!this.#isRunning) return;
      this.#isRunning = false;
      this.#hasFailed = true;
      this.#events.failed("its process has ended");
    });
  }

  async #stop(): Promise<void> {
    this.#isRunning = false;
    await this.#engine.stop();
  }

  async #apply(contents: Contents): Promise<void> {
    await this.#engine.apply(this.#contents, contents);
    this.#contents = contents;
  }
}

/** Rows are replaced when they change, so those that are the same are the same objects. */
function isSame(a: Contents, b: Contents): boolean {
  return areSame(a.users, b.users) && areSame(a.databases, b.databases);
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index]);
}
