/** What the nodes share. Built into one file, which every node loads. */
export { resourceMapping } from "./configure/fields.js";
export { credentialTest } from "./credential-test.js";
export { executeItems } from "./execute.js";
export { listSearch } from "./list-search.js";
export { PRODUCTS } from "./products/index.js";
export { propertiesOf } from "./properties.js";
export { subtitleOf } from "./subtitle.js";
export { pollEvents } from "./trigger/poll.js";
export { triggerProperties } from "./trigger/properties.js";
