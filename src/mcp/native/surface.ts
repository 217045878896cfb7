import type { Tool } from "@modelcontextprotocol/server";
import { ConfigError } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import { allOperations, type Operation } from "../../tools/operation.js";
import { createPolicy, type PolicySettings } from "../../tools/policy.js";
import { annotationsOf } from "../../tools/risk.js";
import { ALL_TOOLS, createSurface, DEFAULT_TOOLS, OPEN_WORLD, pin, type Surface, toJsonSchema } from "../surface.js";
import { ownArguments } from "./arguments.js";
import { nativeFields } from "./input.js";
import { nativeName } from "./names.js";

/**
 * Makes surfaces with a tool for each operation of the families that the operator names, `all` for every one, beside the
 * default tools where `default` is named too. What the policy refuses whatever the input is not published.
 * Throws ConfigError for a family that there is not.
 */
export function nativeSurfaceMaker(tools: readonly string[]): (policy: PolicySettings) => Surface {
  const families = new Set<string>(allOperations().map(({ family }) => family));
  const known = [DEFAULT_TOOLS, ALL_TOOLS, ...families];
  for (const name of tools) {
    if (known.includes(name)) continue;
    const close = nearest(name, known);
    throw new ConfigError(`"${name}" is no set of tools${close ? ` (did you mean ${close}?)` : ""}`, {
      hint: `--tools and AIVEN_TOOLS take, with commas between them: ${known.join(", ")}.`,
    });
  }
  const chosen = allOperations().filter(({ family }) => tools.includes(ALL_TOOLS) || tools.includes(family));
  return (settings) => {
    const base = createSurface(settings);
    const policy = createPolicy(settings);
    const published = chosen.filter((operation) => !policy.refusal(operation));
    return {
      ...base,
      tools: [
        ...(tools.includes(DEFAULT_TOOLS) ? base.tools : []),
        ...published.map((operation) => toTool(operation, settings.projects)),
      ],
      operations: new Map(published.map((operation) => [nativeName(operation.id), operation])),
    };
  };
}

function toTool(operation: Operation, projects: readonly string[]): Tool {
  const { id, facts, words } = operation;
  const { properties, required } = nativeFields(operation);
  const input = { properties: { ...properties, ...ownArguments(operation) }, required };
  const isOfProject = facts.required?.includes("project");
  return {
    name: nativeName(id),
    title: words.title,
    description: descriptionOf(operation),
    inputSchema: toJsonSchema(isOfProject ? pin(input, projects) : input) as Tool["inputSchema"],
    annotations: {
      title: words.title,
      ...annotationsOf(words.gates ? "destructive" : words.risk),
      openWorldHint: OPEN_WORLD,
    },
  };
}

/** Our words for an operation, with what makes a change a destruction, and what surprises. */
function descriptionOf({ facts, words }: Operation): string {
  const { gates, instead, notes = [] } = words;
  const approval = gates
    ? `Needs approval when ${gates.map(({ field, because }) => `${field} ${because}`).join("; ")}.`
    : words.risk === "destructive"
      ? "Needs approval."
      : "";
  const age = facts.deprecated ? `Deprecated${instead ? `: use ${nativeName(instead)}` : ""}.` : "";
  const whole = [words.summary, approval, age, ...notes].filter((text) => text !== "");
  // The notes go first where it would be too long.
  return whole.reduce((text, more) => (text.length + more.length < MAX_DESCRIPTION ? `${text} ${more}` : text));
}

const MAX_DESCRIPTION = 2_000;
