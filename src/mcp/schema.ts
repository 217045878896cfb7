import type { Schema } from "../core/catalogue/index.js";

/** A schema with words, as it is published. Kept to what every client accepts: no $ref, no unions, strings in enums. */
export interface DescribedSchema extends Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, DescribedSchema>>;
  readonly items?: DescribedSchema;
}

export interface ToolInput {
  readonly properties: Readonly<Record<string, DescribedSchema>>;
  readonly required?: readonly string[];
}

/** The TypeScript type of what a schema admits. */
export type Infer<S> = S extends { readonly enum: readonly (infer Value)[] }
  ? Value
  : S extends { readonly type: "string" }
    ? string
    : S extends { readonly type: "integer" | "number" }
      ? number
      : S extends { readonly type: "boolean" }
        ? boolean
        : S extends { readonly type: "array"; readonly items: infer Items }
          ? readonly Infer<Items>[]
          : S extends { readonly type: "object"; readonly properties: infer Properties }
            ? InferObject<Properties, S extends { readonly required: readonly (infer Name)[] } ? Name : never>
            : S extends { readonly type: "object" }
              ? Readonly<Record<string, unknown>>
              : unknown;

type InferObject<Properties, Required> = {
  readonly [Name in keyof Properties as Name extends Required ? Name : never]: Infer<Properties[Name]>;
} & {
  readonly [Name in keyof Properties as Name extends Required ? never : Name]?: Infer<Properties[Name]> | undefined;
};

/** The arguments of a tool. */
export type Arguments<Input extends ToolInput> = InferObject<
  Input["properties"],
  Input extends { readonly required: readonly (infer Name)[] } ? Name : never
>;
