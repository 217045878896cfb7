/** What the nodes share. Built into one file, which every node loads. */
export { loadOptions, resourceMapping } from "./configure/load.js";
export { credentialTest } from "./connection/credential-test.js";
export { propertiesOf } from "./description/properties.js";
export { subtitleOf } from "./description/subtitle.js";
export { executeItems } from "./execution/execute.js";
export { listSearch } from "./lists/list-search.js";
export { PRODUCTS } from "./products/index.js";
export { pollEvents } from "./trigger/poll.js";
export { triggerProperties } from "./trigger/properties.js";
