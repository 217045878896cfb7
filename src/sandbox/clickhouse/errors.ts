import { ApiFailure } from "../errors.js";

/** ClickHouse's own error codes, by the names that it gives them. */
const CODES = {
  UNKNOWN_IDENTIFIER: 47,
  NOT_IMPLEMENTED: 48,
  UNKNOWN_TABLE: 60,
  SYNTAX_ERROR: 62,
  UNKNOWN_DATABASE: 81,
  UNKNOWN_USER: 192,
  ACCESS_ENTITY_ALREADY_EXISTS: 493,
  ACCESS_DENIED: 497,
  UNKNOWN_ROLE: 511,
} as const;

/** A refusal in the words of ClickHouse, which the API passes on. */
export function clickHouseError(name: keyof typeof CODES, message: string): ApiFailure {
  return new ApiFailure(400, `Code: ${CODES[name]}. DB::Exception: ${message}. (${name})`);
}
