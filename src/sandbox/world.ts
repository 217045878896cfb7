import type { Input, OperationId, Output } from "../core/catalogue/index.js";
import type { Clock } from "./clock.js";
import { bytesOf, hexOf } from "./seed.js";
import { Store, type Table } from "./store.js";

/** Something that will happen at a virtual time: a service becomes RUNNING, a token expires. */
export interface Pending {
  readonly at: number;
  readonly kind: string;
  readonly key: string;
}

/** What happens when a pending event is due. The key names the row that it concerns. */
export type Effects = Readonly<Record<string, (key: string, world: World) => void>>;

/** Who calls. */
export interface Principal {
  readonly userId: string;
  readonly email: string;
  readonly tokenPrefix: string;
  /** What the token is limited to; null for all that its user may do. */
  readonly scopes: readonly string[] | null;
}

/** What a handler gets beside its input. */
export interface Call {
  readonly world: World;
  readonly operationId: OperationId;
  /** Where the caller reached the sandbox: `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Undefined for operations that need no token. */
  readonly principal: Principal | undefined;
}

type Scalar = string | number | bigint | boolean | null | undefined;

/**
 * What the API may answer: its own description leaves out most of the nulls, so any field may be null.
 * Read-only, because answers are built from rows.
 */
type Answer<T> = T extends Scalar
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Answer<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Answer<T[Key]> | null }
      : T;

/** Answers one operation from the world's state, and changes it. Runs to its end before the next call begins. */
export type Handler<Id extends OperationId> = (input: Input<Id>, call: Call) => Answer<Output<Id>>;
export type Handlers = { readonly [Id in OperationId]?: Handler<Id> };

/** What the data plane gives to a new service: a port, and the name and version of what will serve there. */
export interface OfferedEngine {
  readonly port: number;
  readonly engine: string;
}

/** A real engine for a new service of a type, to begin with a copy of another one's data; undefined where there is none. */
export type OfferEngine = (service_type: string, isCopy: boolean) => OfferedEngine | undefined;

/** The sandbox's state with the means to change it: tables, virtual time, and values that are stable for a seed. */
export class World {
  readonly store = new Store();
  readonly clock: Clock;
  readonly seed: string;
  readonly #effects: Effects;
  readonly #offerEngine: OfferEngine | undefined;

  constructor(options: { clock: Clock; seed: string; effects: Effects; offerEngine?: OfferEngine | undefined }) {
    this.clock = options.clock;
    this.seed = options.seed;
    this.#effects = options.effects;
    this.#offerEngine = options.offerEngine;
  }

  table<Row extends object>(name: string): Table<Row> {
    return this.store.table<Row>(name);
  }

  /** The present as the API writes it. */
  now(): string {
    return this.clock.timestamp();
  }

  /** Lets something happen after so many virtual milliseconds, replacing what was pending of that kind for the key. */
  schedule(kind: string, key: string, afterMs: number): void {
    this.table<Pending>("pending").put(`${kind} ${key}`, { at: this.clock.after(afterMs), kind, key });
  }

  /** Lets something happen at a moment of the calendar, which comes no sooner where nothing takes time. */
  scheduleAt(kind: string, key: string, at: number): void {
    this.table<Pending>("pending").put(`${kind} ${key}`, { at, kind, key });
  }

  isPending(kind: string, key: string): boolean {
    return this.table<Pending>("pending").has(`${kind} ${key}`);
  }

  cancel(kind: string, key: string): void {
    this.table<Pending>("pending").delete(`${kind} ${key}`);
  }

  /** Cancels everything that is pending for a key. */
  cancelAll(key: string): void {
    for (const event of this.table<Pending>("pending").where((pending) => pending.key === key)) {
      this.cancel(event.kind, event.key);
    }
  }

  /** What is pending for a key, or for anything below it, will happen to another key, at the same moments. */
  movePending(from: string, to: string): void {
    for (const { kind, key, at } of this.table<Pending>("pending").where(
      (pending) => pending.key === from || pending.key.startsWith(`${from}/`),
    )) {
      this.cancel(kind, key);
      this.scheduleAt(kind, to + key.slice(from.length), at);
    }
  }

  /** Removes everything below a key, and what is pending for it, so that nothing happens to a namesake made later. */
  deleteUnder(prefix: string): void {
    this.store.deleteUnder(prefix);
    for (const event of this.table<Pending>("pending").where((pending) => pending.key.startsWith(prefix))) {
      this.cancel(event.kind, event.key);
    }
  }

  /** Lets everything happen that is due, each at its own moment, in the order of time. */
  settle(): void {
    const pending = this.table<Pending>("pending");
    const now = this.clock.now();
    for (let next = firstDue(pending, now); next; next = firstDue(pending, now)) {
      const { kind, key, at } = next;
      this.cancel(kind, key);
      this.clock.hold(at, () => this.#effects[kind]?.(key, this));
    }
  }

  /** A real engine for a new service of a type, where the sandbox has a data plane with one. */
  offerEngine(service_type: string, isCopy: boolean): OfferedEngine | undefined {
    return this.#offerEngine?.(service_type, isCopy);
  }

  /** What will happen next; undefined when nothing will. */
  upcoming(): Pending | undefined {
    return firstDue(this.table<Pending>("pending"), Number.POSITIVE_INFINITY);
  }

  /** A number that goes up by one, from 1, kept with the state. */
  next(counter: string): number {
    const counters = this.table<{ value: number }>("counters");
    const value = (counters.get(counter)?.value ?? 0) + 1;
    counters.put(counter, { value });
    return value;
  }

  /** Hexadecimal digits that look random and are the same for the same seed and purpose. At most 64. */
  hex(purpose: string, length: number): string {
    return hexOf(this.seed, purpose, length);
  }

  /** Bytes that look random and are the same for the same seed and purpose. */
  bytes(purpose: string, length: number): Uint8Array {
    return bytesOf(this.seed, purpose, length);
  }

  /** A fresh id: the prefix and hexadecimal digits, e.g. `org4f3a…`. */
  id(prefix: string, length = 11): string {
    return prefix + this.hex(`${prefix}${this.next(`id ${prefix}`)}`, length);
  }

  /** A fresh UUID. */
  uuid(): string {
    const hex = this.hex(`uuid${this.next("uuid")}`, 32);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** A fresh password in the provider's form. */
  password(): string {
    const bytes = Buffer.from(this.hex(`password${this.next("password")}`, 40), "hex");
    return `AVNS_${bytes.toString("base64url").slice(0, 20)}`;
  }
}

function firstDue(pending: Table<Pending>, now: number): Pending | undefined {
  let first: Pending | undefined;
  for (const event of pending.rows()) if (event.at <= now && (!first || event.at < first.at)) first = event;
  return first;
}
