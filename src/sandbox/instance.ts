import { ConfigError } from "../core/errors.js";
import { Clock, SPEEDS, type Speed } from "./clock.js";
import type { DataPlane } from "./data-plane/index.js";
import { type Dispatcher, perform } from "./dispatch.js";
import { Exchange } from "./exchange.js";
import { effects, handlers } from "./families/index.js";
import { Faults } from "./faults.js";
import { Lags } from "./lags.js";
import { RequestLog } from "./request-log.js";
import { responseSchema } from "./responses.js";
import { Router } from "./router.js";
import { applyScenario } from "./scenario.js";
import { checkScenario, readScenario } from "./scenarios/read.js";
import type { Access, Scenario } from "./scenarios/scenario.js";
import { DEFAULT_SEED } from "./seed.js";
import { resumeEndpoints } from "./service/endpoint.js";
import type { Saved } from "./state/journal.js";
import { Keeper } from "./state/keeper.js";
import { type Pending, World } from "./world.js";

export interface InstanceOptions {
  readonly speed?: Speed | undefined;
  /** Same seed, same ids and passwords. */
  readonly seed?: string | undefined;
  /** Virtual time at the start, in milliseconds since the epoch; the default is the present. */
  readonly start?: number | undefined;
  /** `demo`, `empty`, `acme`, a JSON file, or the data itself. */
  readonly scenario?: string | Scenario | undefined;
  /** A file that keeps everything from one start to the next. */
  readonly state?: string | undefined;
}

/** The servers that stand behind new services. */
type Engines = Pick<DataPlane, "offer" | "found">;

const DEFAULT_SCENARIO = "demo";

/** A sandbox without a network: a world, its time, and what happens to requests on their way to it. */
export class Instance {
  readonly world: World;
  readonly faults = new Faults();
  readonly lags = new Lags();
  readonly requests = new RequestLog();
  readonly exchange: Exchange;
  readonly #api: Dispatcher;
  readonly #keeper: Keeper | undefined;
  readonly #options: InstanceOptions;
  #access: Access;
  #scenario: string | Scenario;

  /** Throws InputError on a scenario that cannot be, ConfigError on a state file that cannot be used. */
  constructor(options: InstanceOptions, engines?: Engines) {
    this.#options = options;
    this.#keeper = options.state === undefined ? undefined : new Keeper(options.state);
    const saved = this.#keeper?.saved;
    this.#scenario = saved?.header.scenario ?? options.scenario ?? DEFAULT_SCENARIO;
    try {
      if (saved) requireSame(saved, options);
      this.world = newWorld(options, saved, engines);
      this.#api = apiOf(this.world);
      this.#access = saved?.header ?? this.#fill(this.#scenario);
      resumeEndpoints(this.world, engines?.found ?? {});
      this.#keeper?.keep(this.world, this.#header());
    } catch (error) {
      this.#keeper?.release();
      throw error;
    }
    this.exchange = new Exchange(this.#api, this, () => this.#keeper?.commit());
  }

  get token(): string {
    return this.#access.token;
  }

  get project(): string {
    return this.#access.project;
  }

  /** The name or file of the scenario; `custom` where it was given as data. */
  get scenario(): string {
    return typeof this.#scenario === "string" ? this.#scenario : "custom";
  }

  get speed(): Speed {
    return this.world.clock.speed;
  }

  setSpeed(speed: Speed): void {
    this.world.clock.speed = speed;
    this.#keeper?.mark();
  }

  /** Lets so many virtual milliseconds pass at once, with all that happens in them. */
  advance(ms: number): void {
    this.world.clock.advance(ms);
    this.world.settle();
    this.#keeper?.mark();
  }

  /** What will happen next; undefined when nothing will. */
  upcoming(): Pending | undefined {
    this.world.settle();
    return this.world.upcoming();
  }

  /** Begins anew, as just started: the given scenario or the same one, no faults, no requests. The token stays the same. */
  reset(scenario: string | Scenario = this.#scenario): void {
    const { clock, store } = this.world;
    const fresh = read(scenario);
    const before = { rows: [...store.snapshot()], at: clock.now() };
    store.clear();
    clock.restart(this.#options.start);
    try {
      this.#access = this.#fill(fresh);
    } catch (error) {
      store.clear();
      store.replay(before.rows);
      clock.restart(before.at);
      throw error;
    }
    this.#scenario = scenario;
    this.faults.clear();
    this.lags.clear();
    this.requests.clear();
    this.#keeper?.keep(this.world, this.#header());
  }

  close(): void {
    this.#keeper?.close();
  }

  #fill(scenario: string | Scenario): Access {
    const { world } = this;
    return world.clock.hold(world.clock.now(), () =>
      applyScenario(world, read(scenario), (id, input, who) => perform(this.#api, id, input, who)),
    );
  }

  #header() {
    const { seed } = this.world;
    const { token, project } = this.#access;
    return { format: "aiven-mcp sandbox state", version: 1, seed, scenario: this.scenario, token, project } as const;
  }
}

/** The paths are those of every world. */
let router: Router | undefined;

/** The operations of a world. Their paths are laid out when the first request comes. */
function apiOf(world: World): Dispatcher {
  return {
    get router() {
      router ??= new Router();
      return router;
    },
    handlers,
    responses: responseSchema,
    world,
  };
}

function newWorld(options: InstanceOptions, saved: Saved | undefined, engines: Engines | undefined): World {
  const { speed, seed, start } = options;
  const last = saved?.batches.at(-1);
  const savedSpeed = SPEEDS.find((known) => known === last?.speed);
  const clock = new Clock(speed ?? savedSpeed ?? "fast", Date.now, last?.at ?? start);
  const world = new World({
    clock,
    seed: saved?.header.seed ?? seed ?? DEFAULT_SEED,
    effects,
    offerEngine: engines?.offer,
  });
  for (const { changes } of saved?.batches ?? []) world.store.replay(changes);
  return world;
}

/** What a state file was made with cannot be told anew. */
function requireSame({ header }: Saved, { seed, scenario, state }: InstanceOptions): void {
  const given = { seed, scenario: typeof scenario === "object" ? "custom" : scenario };
  for (const name of ["seed", "scenario"] as const) {
    if (given[name] === undefined || given[name] === header[name]) continue;
    const message = `The state file ${state} was made with ${name} "${header[name]}", not "${given[name]}"`;
    throw new ConfigError(message, { hint: `Leave the ${name} out, or take another file.` });
  }
}

function read(scenario: string | Scenario): Scenario {
  return typeof scenario === "string" ? readScenario(scenario) : checkScenario(scenario);
}
