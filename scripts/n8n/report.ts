/** What was tried, and how it went. */
export class Report {
  readonly #only: RegExp | undefined;
  #failures = 0;

  /** With a pattern, only what is called like it is tried. */
  constructor(only?: string) {
    this.#only = only === undefined ? undefined : new RegExp(only, "i");
  }

  get failures(): number {
    return this.#failures;
  }

  /** Whether what is called so is to be tried. */
  tries(name: string): boolean {
    return this.#only?.test(name) ?? true;
  }

  /** Tries one thing, and goes on when it fails. What it answers is told beside its name. */
  async check(name: string, run: () => Promise<unknown>): Promise<void> {
    if (!this.tries(name)) return;
    const begun = Date.now();
    const took = (): string => `${((Date.now() - begun) / 1000).toFixed(1)} s`;
    try {
      const told = await run();
      process.stdout.write(`ok     ${name}${typeof told === "string" ? `: ${told}` : ""} (${took()})\n`);
    } catch (error) {
      this.#failures += 1;
      const words = error instanceof Error ? error.message : String(error);
      process.stdout.write(`FAILED ${name} (${took()})\n       ${words.replaceAll("\n", "\n       ")}\n`);
    }
  }

  /** Tells that something cannot be tried here, and why. */
  skip(name: string, reason: string): void {
    process.stdout.write(`skip   ${name}: ${reason}\n`);
  }
}

/** Fails with the values when they are not as expected. */
export function expectEqual(what: string, found: unknown, expected: unknown): void {
  const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
  if (is !== should) throw new Error(`${what} is ${is}, not ${should}`);
}
