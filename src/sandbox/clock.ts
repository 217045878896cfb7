/**
 * How fast virtual time passes: `instant` (nothing takes time), `fast` (a minute of provisioning in a second) or `real`.
 */
export type Speed = "instant" | "fast" | "real";

const FACTOR: Readonly<Record<Speed, number>> = { instant: 1, fast: 60, real: 1 };

/** Virtual time, derived from wall time: nothing ticks. */
export class Clock {
  readonly speed: Speed;
  readonly #wall: () => number;
  readonly #started: number;
  /** Virtual time gained by jumps, in milliseconds. */
  #ahead = 0;
  /** The moment at which time stands still, while something runs in it. */
  #held: number | undefined;

  constructor(speed: Speed, wall: () => number = Date.now, start: number = wall()) {
    this.speed = speed;
    this.#wall = wall;
    this.#started = wall();
    this.#ahead = start - this.#started;
  }

  /** Virtual milliseconds since the epoch. */
  now(): number {
    return this.#held ?? this.#started + (this.#wall() - this.#started) * FACTOR[this.speed] + this.#ahead;
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
    this.#ahead += ms;
  }
}
