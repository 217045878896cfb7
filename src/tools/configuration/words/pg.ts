import type { ParameterPaths } from "../../../core/configuration/generated/paths.js";
import type { WordsByPath } from "../words.js";

export const pg: WordsByPath<ParameterPaths["services"]["pg"]> = {};
