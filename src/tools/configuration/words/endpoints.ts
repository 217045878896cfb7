import type { KindWords } from "../words.js";

/** Words for the parameters of integration endpoints. */
export const endpoints: KindWords<"endpoints"> = {};
