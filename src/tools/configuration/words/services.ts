import type { KindWords } from "../words.js";
import { pg } from "./pg.js";

/** Words for the parameters of the live service types. */
export const services: KindWords<"services"> = { pg };
