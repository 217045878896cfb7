/** What a configuration belongs to. The types of `retired` are service types that can no longer be created. */
export type Kind = "services" | "integrations" | "endpoints" | "retired";

export type ValueType = "string" | "integer" | "number" | "boolean" | "object" | "array";

export type Scalar = string | number | bigint | boolean;

/**
 * The facts of one parameter of a configuration, which may hold others: the part of JSON Schema that the provider uses, with
 * its own marks. Facts only: our words stand in `tools/configuration/words`.
 */
export interface Parameter {
  /** Left out where anything goes; a list where several types do. */
  readonly type?: ValueType | readonly ValueType[];
  readonly nullable?: true;
  readonly min?: number | bigint;
  readonly max?: number | bigint;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** A regular expression in Python's dialect, found anywhere in the text. */
  readonly pattern?: string;
  /** A moment, in a text. */
  readonly format?: "date-time";
  /** Every value there is, those that are deprecated too. */
  readonly enum?: readonly Scalar[];
  readonly deprecatedValues?: readonly Scalar[];
  readonly default?: unknown;
  /** Without them, an object is a map of whatever its user likes. */
  readonly properties?: Readonly<Record<string, Parameter>>;
  readonly required?: readonly string[];
  /** Keys by pattern, where a live schema has them. */
  readonly patternProperties?: Readonly<Record<string, Parameter>>;
  /** The keys that have no name of their own, where a live schema allows for them. */
  readonly additional?: Parameter | true;
  readonly items?: Parameter;
  /** The value fits one of these. */
  readonly oneOf?: readonly Parameter[];
  /** Can only be given to something new. */
  readonly createOnly?: true;
  readonly secret?: true;
  /** The service restarts when it changes. */
  readonly restart?: true;
  readonly deprecated?: true;
  /** What the provider's live schema says about it; never in the bundled facts. */
  readonly title?: string;
  readonly description?: string;
}

/** The configurations of a kind, by type. */
export type TypeFacts = Readonly<Record<string, Parameter>>;
