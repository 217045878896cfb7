/**
 * How fast virtual time passes: `instant` (nothing takes time), `fast` (a minute of provisioning in a second), `real`, or
 * `paused` (only jumps move it).
 */
export type Speed = "instant" | "fast" | "real" | "paused";

const FACTOR: Readonly<Record<Speed, number>> = { instant: 1, fast: 60, real: 1, paused: 0 };

export const SPEEDS = Object.keys(FACTOR) as readonly Speed[];

/** The longest jump: all that happens meanwhile happens at once, so a slip of the keyboard could take for ever. */
const LONGEST_JUMP_DAYS = 3660;

/** Virtual time, derived from wall time: nothing ticks. */
export class Clock {
  #speed: Speed;
  readonly #wall: () => number;
  /** Wall time at which `#virtual` was the virtual time. */
  #since: number;
  #virtual: number;
  /** The moment at which time stands still, while something runs in it. */
  #held: number | undefined;

  constructor(speed: Speed, wall: () => number = Date.now, start: number = wall()) {
    this.#speed = speed;
    this.#wall = wall;
    this.#since = wall();
    this.#virtual = start;
  }

  get speed(): Speed {
    return this.#speed;
  }

  set speed(speed: Speed) {
    this.#moveTo(this.#passed());
    this.#speed = speed;
  }

  /** Virtual milliseconds since the epoch. */
  now(): number {
    return this.#held ?? this.#passed();
  }

  /** Virtual time as the API writes it: `2026-11-23T10:00:00Z`. */
  timestamp(at: number = this.now()): string {
    return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
  }

  /** When something that takes so long is done; at once where nothing takes time. */
  after(ms: number): number {
    return this.speed === "instant" ? this.now() : this.now() + ms;
  }

  /** Runs something in one moment: time stands still until it ends, so that all that it writes bears the same time. */
  hold<T>(at: number, action: () => T): T {
    const outer = this.#held;
    this.#held = at;
    try {
      return action();
    } finally {
      this.#held = outer;
    }
  }

  /** Jumps ahead. Virtual time never goes back. */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError("time only moves forward");
    if (ms > LONGEST_JUMP_DAYS * 24 * 3600_000) throw new RangeError(`time jumps at most ${LONGEST_JUMP_DAYS} days`);
    this.#moveTo(this.#passed() + ms);
  }

  /** Begins anew, at any moment: for a new world, which knows no other time. */
  restart(at: number = this.#wall()): void {
    this.#moveTo(at);
  }

  #passed(): number {
    return this.#virtual + (this.#wall() - this.#since) * FACTOR[this.#speed];
  }

  #moveTo(at: number): void {
    this.#since = this.#wall();
    this.#virtual = at;
  }
}
