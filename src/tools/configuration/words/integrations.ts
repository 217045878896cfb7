import type { KindWords } from "../words.js";

/** Words for the parameters of integrations. */
export const integrations: KindWords<"integrations"> = {};
