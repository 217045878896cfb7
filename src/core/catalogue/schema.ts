/**
 * The part of JSON Schema that the Aiven API's description uses. Facts only: no titles, no descriptions.
 * Wider schemas are refused by the generator (`scripts/catalogue/schema.ts`), so a new keyword never slips in unseen.
 */
export interface Schema {
  readonly type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
  /** `binary`: the file part of a multipart form. `int64`: an integer that may lie beyond 2^53. `date-time`: a moment, in a text. */
  readonly format?: "binary" | "int64" | "date-time";
  readonly nullable?: true;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** What the API assumes when the field is left out. Never sent by us. */
  readonly default?: string | number | boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  /** The schema of the values of a free-form map; `true` where nothing is known about them. */
  readonly additionalProperties?: Schema | true;
}
