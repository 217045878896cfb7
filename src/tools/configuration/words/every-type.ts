import type { WordsByPath } from "../words.js";

/** Words for parameters that many types have. */
export const everyType: WordsByPath = {};
