import { pathParameters } from "../core/catalogue/index.js";
import { PolicyError } from "../core/errors.js";
import { isObject } from "../core/view.js";
import type { Operation } from "./operation.js";
import { matchesPattern } from "./patterns.js";
import { riskOf } from "./risk.js";

type Input = Readonly<Record<string, unknown>>;

/**
 * What may be done at all. `read-only`: nothing changes. `write`: changes too; what destroys needs a plan and approval.
 * `full`: as `write`, and with `reveal`.
 */
export type Mode = "read-only" | "write" | "full";

export interface PolicySettings {
  readonly mode: Mode;
  /** Projects that may be touched; empty for all that the token reaches. */
  readonly projects: readonly string[];
  /** Operations by id, pattern or family; with `!` those that are not. Empty for all. */
  readonly operations: readonly string[];
  /** Patterns of names on which nothing destructive or disruptive is done. */
  readonly protect: readonly string[];
  /** US dollars per hour that something created or resized may cost at most. */
  readonly maxUsdPerHour: number | undefined;
  /** Whether operations that exist to hand out a secret may be used, and their secrets shown. */
  readonly reveal: boolean;
  /** Whether SQL may change data. Nothing else turns it on. */
  readonly sqlWrite: boolean;
  /** The folder into which connection details may be written; undefined for nowhere. */
  readonly connectDir: string | undefined;
}

/** SQL that somebody wants to run, as the policy sees it. */
export interface SqlAccess {
  readonly project: string;
  readonly service_name: string;
  readonly database?: string | undefined;
  readonly write: boolean;
}

/** The operator's rules, asked by every door before anything is sent. */
export interface Policy {
  readonly settings: PolicySettings;
  /** Throws PolicyError with the rule that refuses and how the operator changes it. */
  check(operation: Operation, input: Input): void;
  /** The same for SQL, which is no operation of the API: it goes by the name of its tool in the rules. */
  checkSql(access: SqlAccess): void;
  /** Throws PolicyError where every secret of an answer is asked for, and secrets are not let out. */
  checkSecrets(operation: Operation): void;
  /** Why an operation is not available with any input, or undefined when it is. */
  refusal(operation: Operation): PolicyError | undefined;
  /** Whether the secrets that an operation exists to hand out are shown. All others never are. */
  readonly reveals: boolean;
}

export const DEFAULT_POLICY: PolicySettings = {
  mode: "write",
  projects: [],
  operations: [],
  protect: [],
  maxUsdPerHour: undefined,
  reveal: false,
  sqlWrite: false,
  connectDir: undefined,
};

export function createPolicy(settings: PolicySettings): Policy {
  const reveals = settings.reveal || settings.mode === "full";
  const refusal = (operation: Operation, input?: Input) =>
    byMode(settings, operation) ??
    byOperation(settings, operation) ??
    byScope(settings, operation) ??
    (reveals ? undefined : byReveal(operation, input));
  return {
    settings,
    reveals,
    refusal: (operation) => refusal(operation),
    check(operation, input) {
      const refused =
        refusal(operation, input) ?? byProject(settings, input) ?? byProtection(settings, operation, input);
      if (refused) throw refused;
    },
    checkSecrets({ id }) {
      if (reveals) return;
      const message = `Secrets are not let out here, so ${id} cannot be asked to include them`;
      throw new PolicyError(message, { rule: "reveal", hint: "The operator can set AIVEN_REVEAL=1." });
    },
    checkSql({ write, ...where }) {
      const refused =
        byOperation(settings, SQL) ??
        byProject(settings, where) ??
        (write ? (bySqlWrite(settings) ?? byProtectedName(settings, SQL.id, Object.values(where))) : undefined);
      if (refused) throw refused;
    },
  };
}

/** The name by which an operator's patterns mean SQL. */
export const SQL = { id: "aiven_sql", family: "sql" };

type SqlWriteSettings = Pick<PolicySettings, "mode"> & Partial<Pick<PolicySettings, "sqlWrite">>;

/** Whether SQL may change data: only where the operator has said so for SQL itself. */
export function mayWriteSql({ mode, sqlWrite }: SqlWriteSettings): boolean {
  return sqlWrite === true && mode !== "read-only";
}

function bySqlWrite(settings: PolicySettings): PolicyError | undefined {
  if (mayWriteSql(settings)) return undefined;
  const readOnly = settings.mode === "read-only";
  return new PolicyError(`SQL only reads here${readOnly ? ": the mode is read-only" : ""}`, {
    rule: "sql-write",
    hint: `The operator can set AIVEN_SQL_WRITE=1${readOnly ? " and AIVEN_MODE=write" : ""}.`,
  });
}

function byMode({ mode }: PolicySettings, { id, words }: Operation): PolicyError | undefined {
  if (mode !== "read-only" || words.risk === "read" || words.risk === "read-secret") return undefined;
  return new PolicyError(`${id} changes something, and the mode is read-only`, {
    rule: "mode",
    hint: "The operator can set AIVEN_MODE=write.",
  });
}

function byOperation({ operations }: PolicySettings, { id, family }: Named): PolicyError | undefined {
  const matches = (pattern: string) => isMeantBy(pattern, { id, family });
  const denied = operations.find((pattern) => isExclusion(pattern) && matches(pattern.slice(1)));
  const allowed = operations.filter((pattern) => !isExclusion(pattern));
  if (!denied && (allowed.length === 0 || allowed.some(matches))) return undefined;
  return new PolicyError(denied ? `${id} is excluded by "${denied}"` : `${id} is not among: ${allowed.join(", ")}`, {
    rule: "operations",
    hint: "The operator can change AIVEN_OPERATIONS.",
  });
}

/** Whether a pattern takes away what it means. */
export function isExclusion(pattern: string): boolean {
  return pattern.startsWith("!");
}

/** Whether a pattern of operations means one: by its id or its family. */
export function isMeantBy(pattern: string, { id, family }: Named): boolean {
  return pattern === family || matchesPattern(pattern, id);
}

/** What a pattern of operations is held against. */
export interface Named {
  readonly id: string;
  readonly family: string;
}

/** What an operation is for would be lost if it ran and its secret were hidden: many a secret is shown only once. */
function byReveal({ id, words }: Operation, input: Input | undefined): PolicyError | undefined {
  const { reveals, revealsUnless: field } = words;
  if (!reveals) return undefined;
  if (field !== undefined && (!input || (input[field] ?? null) !== null)) return undefined;
  const first = field === undefined ? "The operator can" : `Give ${field} yourself, or the operator can`;
  return new PolicyError(`${id} hands out a secret (${reveals.join(", ")}), and secrets are not let out here`, {
    rule: "reveal",
    hint: `${first} set AIVEN_REVEAL=1, or run it in a terminal: aiven-mcp call ${id} --reveal.`,
  });
}

/** Where the operator named projects, what reaches beyond every project may be looked at and not changed. */
function byScope({ projects }: PolicySettings, { id, facts, words }: Operation): PolicyError | undefined {
  if (projects.length === 0 || words.risk === "read") return undefined;
  if (PROJECT_FIELDS.some((field) => facts.required?.includes(field))) return undefined;
  return new PolicyError(`${id} is not about one project, and the operator allows only: ${projects.join(", ")}`, {
    rule: "projects",
    hint: "The operator can unset AIVEN_PROJECT.",
  });
}

/** Fields that name a project, wherever in an input they stand. */
const PROJECT_FIELDS = [
  "project",
  "project_name",
  "project_id",
  "project_names",
  "projects_names",
  "source_project",
  "source_project_name",
  "dest_project",
  "destination_project_name",
  "project_to_fork_from",
];

/** Names that in a configuration mean projects of another cloud's. */
const FOREIGN_FIELDS = new Set(["project_id", "project_name"]);

function byProject({ projects }: PolicySettings, input: Input): PolicyError | undefined {
  if (projects.length === 0) return undefined;
  const outside = projectsIn(input).find((name) => !projects.includes(name));
  if (outside === undefined) return undefined;
  return new PolicyError(`Project ${outside} is outside of what the operator allows: ${projects.join(", ")}`, {
    rule: "projects",
    hint: "The operator can add it to AIVEN_PROJECT.",
  });
}

function projectsIn(value: unknown, isConfiguration = false): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => projectsIn(item, isConfiguration));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const isForeign = isConfiguration && FOREIGN_FIELDS.has(name);
    if (isForeign || !PROJECT_FIELDS.includes(name))
      return projectsIn(inner, isConfiguration || name === "user_config");
    return [inner].flat().filter((item) => typeof item === "string");
  });
}

function byProtection(settings: PolicySettings, operation: Operation, input: Input): PolicyError | undefined {
  if (settings.protect.length === 0 || !isHarmful(operation, input)) return undefined;
  const names = pathParameters(operation.facts.path).map((field) => input[field]);
  return byProtectedName(settings, operation.id, names);
}

function byProtectedName({ protect }: PolicySettings, id: string, names: readonly unknown[]): PolicyError | undefined {
  for (const name of names.map((value) => String(value ?? ""))) {
    const pattern = protect.find((candidate) => matchesPattern(candidate, name));
    if (pattern === undefined) continue;
    return new PolicyError(`${id} could harm ${name}, which is protected by "${pattern}"`, {
      rule: "protect",
      hint: "The operator can change AIVEN_PROTECT.",
    });
  }
  return undefined;
}

function isHarmful(operation: Operation, input: Input): boolean {
  const { risk, marks = [] } = operation.words;
  if (risk === "read" || risk === "read-secret") return false;
  return riskOf(operation, input) === "destructive" || marks.includes("disruptive") || marks.includes("auth-change");
}
