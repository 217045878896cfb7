import type { Kind, Parameter, TypeFacts, ValueType } from "../../src/core/configuration/parameter.js";
import { parameterPaths } from "../../src/core/configuration/paths.js";
import { literal, property } from "../catalogue/literal.js";
import { HEADER } from "./emit-facts.js";

type Kinds = Readonly<Record<Kind, TypeFacts>>;

/** `types.ts`: what the configuration of each type may hold, for TypeScript users. */
export function emitTypes({ services, integrations, endpoints }: Kinds): string {
  return [
    `${HEADER}`,
    ...emitInterface("UserConfig", "The user_config of a service, by its type", services),
    ...emitInterface("IntegrationConfig", "The user_config of an integration, by its type", integrations),
    ...emitInterface("EndpointConfig", "The user_config of an integration endpoint, by its type", endpoints),
  ].join("\n");
}

function emitInterface(name: string, what: string, facts: TypeFacts): string[] {
  const fields = Object.entries(facts).map(([type, parameter]) => `  ${type}: ${typeOf(parameter)};`);
  return [`/** ${what}. What is null is unset. */`, `export interface ${name} {`, ...fields, "}", ""];
}

/** `paths.ts`: the paths of the parameters of every type, by which the compiler checks our words. */
export function emitPaths(kinds: Kinds): string {
  return [
    `${HEADER}`,
    "/** The paths of the parameters of every type, by kind. */",
    "export interface ParameterPaths {",
    ...Object.entries(kinds).flatMap(([kind, facts]) => [
      `  ${kind}: {`,
      ...Object.entries(facts).map(([type, parameter]) => `    ${type}: ${union(parameterPaths(parameter))};`),
      "  };",
    ]),
    "}",
    "",
  ].join("\n");
}

function union(values: readonly string[]): string {
  return values.length === 0 ? "never" : values.map((value) => JSON.stringify(value)).join(" | ");
}

/** Every parameter can be unset with null. */
function typeOf(parameter: Parameter): string {
  const { oneOf, enum: values } = parameter;
  if (oneOf) return oneOf.map(typeOf).join(" | ");
  if (values) return values.map((value) => literal(value)).join(" | ");
  const types = [parameter.type ?? []].flat();
  return types.length === 0 ? "unknown" : types.map((type) => plainType(type, parameter)).join(" | ");
}

function plainType(type: ValueType, parameter: Parameter): string {
  switch (type) {
    case "integer":
      return [parameter.min, parameter.max].some((bound) => typeof bound === "bigint") ? "number | bigint" : "number";
    case "array": {
      const item = parameter.items ? typeOf(parameter.items) : "unknown";
      return /[ |&]/.test(item) ? `Array<${item}>` : `${item}[]`;
    }
    case "object":
      return objectType(parameter);
    default:
      return type;
  }
}

function objectType({ properties, required = [] }: Parameter): string {
  if (!properties) return "Record<string, unknown>";
  const fields = Object.entries(properties).map(([name, inner]) =>
    required.includes(name) ? `${property(name)}: ${typeOf(inner)}` : `${property(name)}?: ${typeOf(inner)} | null`,
  );
  return fields.length === 0 ? "Record<string, never>" : `{ ${fields.join("; ")} }`;
}
