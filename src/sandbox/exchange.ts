import { type ApiAnswer, type ApiRequest, type Dispatcher, dispatch } from "./dispatch.js";
import { ApiFailure } from "./errors.js";
import { failureOf } from "./fault-answers.js";
import type { Fault, Faults } from "./faults.js";
import type { Lags } from "./lags.js";
import { type RequestLog, shownPath } from "./request-log.js";

/** An answer, and how it travels. */
export interface Delivery {
  readonly answer: ApiAnswer;
  /** Absent where the network is well. */
  readonly fault?: Fault;
}

/** What happens to requests on their way, and what is known of them. */
interface Troubles {
  readonly faults: Faults;
  readonly lags: Lags;
  readonly requests: RequestLog;
}

/** The API as it is met over a network: requests are answered, meet the faults that were injected, and are kept in a log. */
export class Exchange {
  readonly #api: Dispatcher;
  readonly #faults: Faults;
  readonly #log: RequestLog;
  readonly #commit: () => void;
  readonly #lags: Lags;

  /** `commit` makes sure that what a request changed is kept; it runs before the answer goes out. */
  constructor(api: Dispatcher, { faults, lags, requests }: Troubles, commit: () => void) {
    this.#api = api;
    this.#faults = faults;
    this.#lags = lags;
    this.#log = requests;
    this.#commit = commit;
  }

  /** Answers one request. */
  perform(request: ApiRequest): Delivery {
    const pathname = request.url.split("?", 1)[0] ?? "";
    const match = this.#api.router.match(request.method, pathname);
    const route = typeof match === "object" ? match.route : undefined;
    const operationId = route?.operationId;
    const time = this.#api.world.now();
    const fault = this.#faults.meet({ method: request.method, pathname, operationId });
    const answer = this.#answer(request, operationId, fault);
    const isLost = fault?.fault === "reset";
    this.#log.add({
      method: request.method,
      path: shownPath(pathname, route?.facts.path),
      operation: operationId ?? null,
      status: isLost ? null : answer.status,
      time,
      fault: fault?.id ?? null,
    });
    return fault ? { answer, fault } : { answer };
  }

  #answer(request: ApiRequest, operationId: string | undefined, fault: Fault | undefined): ApiAnswer {
    const replaced = fault && failureOf(fault, operationId);
    if (replaced && !fault.applied) return replaced;
    if (fault?.fault === "twice") this.#handle(request);
    const { result, writes } = this.#api.world.store.traced(() => this.#handle(request));
    if (fault?.fault === "lag" && result.status < 300) this.#lags.add(writes, fault.reads);
    return replaced ?? result;
  }

  #handle(request: ApiRequest): ApiAnswer {
    const { clock, store } = this.#api.world;
    const answer = clock.hold(clock.now(), () =>
      this.#lags.answer(store, request.method, () => dispatch(this.#api, request)),
    );
    try {
      this.#commit();
      return answer;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return refusal(new ApiFailure(500, `The sandbox cannot keep its state: ${reason}`), answer.operationId);
    }
  }
}

function refusal(failure: ApiFailure, operationId: string | undefined): ApiAnswer {
  return { status: failure.status, data: failure.body(), operationId };
}
