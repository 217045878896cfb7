import { PolicyError } from "../core/errors.js";
import type { Operation } from "./operation.js";

/** What may be done at all: `read-only`, `write` (destruction needs a plan and approval), or `full` (secrets may be shown too). */
export type Mode = "read-only" | "write" | "full";

export interface PolicySettings {
  readonly mode: Mode;
  /** Projects that may be touched; empty for all that the token reaches. */
  readonly projects: readonly string[];
}

/** The operator's rules, asked by every door before anything is sent. */
export interface Policy {
  readonly settings: PolicySettings;
  /** Throws PolicyError with the rule that refuses and how the operator changes it. */
  check(operation: Operation, input: Readonly<Record<string, unknown>>): void;
}

export function createPolicy(settings: PolicySettings): Policy {
  return {
    settings,
    check(operation, input) {
      checkMode(settings.mode, operation);
      checkProject(settings.projects, input);
    },
  };
}

function checkMode(mode: Mode, { id, words }: Operation): void {
  if (words.risk === "read") return;
  if (words.risk === "read-secret" && mode !== "full") {
    throw new PolicyError(`${id} answers with a secret, which the mode "${mode}" withholds`, {
      rule: "mode",
      hint: "The operator can set AIVEN_MODE=full to let secrets into the conversation.",
    });
  }
  if (mode === "read-only" && words.risk !== "read-secret") {
    throw new PolicyError(`${id} changes something, and the mode is read-only`, {
      rule: "mode",
      hint: "The operator can set AIVEN_MODE=write.",
    });
  }
}

function checkProject(projects: readonly string[], input: Readonly<Record<string, unknown>>): void {
  const project = input["project"];
  if (projects.length === 0 || typeof project !== "string" || projects.includes(project)) return;
  throw new PolicyError(`Project ${project} is outside of what the operator allows: ${projects.join(", ")}`, {
    rule: "projects",
    hint: "The operator can add it to AIVEN_PROJECT.",
  });
}
