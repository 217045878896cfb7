import type { KindWords } from "../words.js";

/** Words for the parameters of the service types that can no longer be created. */
export const retired: KindWords<"retired"> = {};
