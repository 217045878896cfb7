import { type ApiAnswer, type ApiRequest, type Dispatcher, dispatch } from "./dispatch.js";
import { ApiFailure } from "./errors.js";
import { failureOf } from "./fault-answers.js";
import type { Fault, Faults } from "./faults.js";
import { Lags } from "./lags.js";
import { type RequestLog, shownPath } from "./request-log.js";

/** An answer, and how it travels. */
export interface Delivery {
  readonly answer: ApiAnswer;
  /** Absent where the network is well. */
  readonly fault?: Fault;
}

/** The API as it is met over a network: requests are answered, meet the faults that were injected, and are kept in a log. */
export class Exchange {
  readonly #api: Dispatcher;
  readonly #faults: Faults;
  readonly #log: RequestLog;
  readonly #commit: () => void;
  readonly #lags = new Lags();

  /** `commit` makes sure that what a request changed is kept; it runs before the answer goes out. */
  constructor(api: Dispatcher, faults: Faults, log: RequestLog, commit: () => void) {
    this.#api = api;
    this.#faults = faults;
    this.#log = log;
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
    const answer = this.#answer(request, pathname, operationId, fault);
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

  #answer(request: ApiRequest, pathname: string, operationId: string | undefined, fault: Fault | undefined): ApiAnswer {
    const replaced = fault && failureOf(fault, operationId);
    if (replaced && !fault.applied) return replaced;
    if (this.#lags.hides(pathname)) return refusal(new ApiFailure(404, "Not found"), operationId);
    if (fault?.fault === "twice") this.#handle(request);
    const answer = this.#handle(request);
    if (fault?.fault === "lag" && answer.status < 300) this.#lags.add(pathname, request.body, fault.reads);
    return replaced ?? answer;
  }

  #handle(request: ApiRequest): ApiAnswer {
    const answer = dispatch(this.#api, request);
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
