import type { Parameter } from "../../core/configuration/index.js";
import { mapValues } from "../../core/map-values.js";

/**
 * A configuration's facts as the API publishes them: JSON Schema with a title for each parameter, which the provider's CLI
 * counts on, and the API's own marks. What is deprecated is not told apart.
 */
export function publishedSchema(parameter: Parameter, title?: string): Record<string, unknown> {
  const { properties, items, oneOf, nullable, enum: values, required = [] } = parameter;
  const types = [parameter.type ?? []].flat();
  const all = nullable ? [...types, "null"] : types;
  return {
    ...(title === undefined ? {} : { title }),
    ...(types.length === 0 ? {} : { type: all.length === 1 ? all[0] : all }),
    ...(values ? { enum: nullable ? [...values, null] : values } : {}),
    ...limits(parameter),
    ...(properties ? { properties: publishedProperties(properties), additionalProperties: false } : {}),
    ...(required.length > 0 ? { required } : {}),
    ...(items ? { items: publishedSchema(items, title) } : {}),
    ...(oneOf ? { oneOf: oneOf.map((choice) => publishedSchema(choice)) } : {}),
    ...(parameter.createOnly ? { createOnly: true } : {}),
    ...(parameter.secret ? { _secure: true } : {}),
    ...(parameter.restart ? { "x-aiven-change-requires-restart": true } : {}),
  };
}

function publishedProperties(properties: Readonly<Record<string, Parameter>>): Record<string, unknown> {
  return mapValues(properties, publishedSchema);
}

function limits({ min, max, minLength, maxLength, minItems, maxItems, pattern, format, default: usual }: Parameter) {
  const given = {
    minimum: min,
    maximum: max,
    minLength,
    maxLength,
    minItems,
    maxItems,
    pattern,
    format,
    default: usual,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
