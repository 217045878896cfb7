import type { IncomingHttpHeaders } from "node:http";
import { InputError, PolicyError } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import { MODES } from "../../node/settings.js";
import type { Mode, PolicySettings } from "../../tools/policy.js";

/** Rules that a request sets for itself, by query and by header. They only ever take away from what the operator allows. */
const QUERY = ["mode", "projects"];
const MODE_HEADER = "x-aiven-mode";
const PROJECTS_HEADER = "x-aiven-projects";

/**
 * The operator's policy as far as the request wants it. Throws InputError for what cannot be understood, since a rule that
 * is misspelt must not be a rule that is ignored, and PolicyError for what would widen the policy.
 */
export function narrow(policy: PolicySettings, query: URLSearchParams, headers: IncomingHttpHeaders): PolicySettings {
  for (const name of query.keys()) {
    if (QUERY.includes(name)) continue;
    throw new InputError([
      { field: name, message: "is not a parameter", nearest: nearest(name, QUERY), allowed: QUERY },
    ]);
  }
  const modes = [...query.getAll("mode"), ...valuesOf(headers[MODE_HEADER])];
  const projects = [query.getAll("projects"), valuesOf(headers[PROJECTS_HEADER])].filter((texts) => texts.length > 0);
  const byMode = modes.reduce(withMode, policy);
  return projects.reduce(withProjects, byMode);
}

function valuesOf(header: string | string[] | undefined): string[] {
  return header === undefined ? [] : [header].flat();
}

function withMode(policy: PolicySettings, text: string): PolicySettings {
  const mode = MODES.find((known) => known === text.trim());
  if (!mode) {
    throw new InputError([
      { field: "mode", message: `has no "${text}"`, nearest: nearest(text, MODES), allowed: MODES },
    ]);
  }
  if (isWider(mode, policy.mode)) throw wider("mode", `The mode ${mode} is wider than ${policy.mode}`);
  return { ...policy, mode };
}

function isWider(mode: Mode, than: Mode): boolean {
  return MODES.indexOf(mode) > MODES.indexOf(than);
}

function withProjects(policy: PolicySettings, texts: readonly string[]): PolicySettings {
  const projects = texts.flatMap((text) => text.split(",")).map((name) => name.trim());
  // None would mean all of them.
  if (projects.some((name) => name === "")) {
    throw new InputError([{ field: "projects", message: "must be names with commas between them" }]);
  }
  const outside = projects.find((name) => policy.projects.length > 0 && !policy.projects.includes(name));
  if (outside !== undefined) throw wider("projects", `Project ${outside} is not among: ${policy.projects.join(", ")}`);
  return { ...policy, projects: [...new Set(projects)] };
}

function wider(rule: string, message: string): PolicyError {
  return new PolicyError(message, { rule, hint: "A request can only narrow what the operator allows." });
}
