import { addressViolations } from "../../core/configuration/addresses.js";
import type { Kind, Parameter } from "../../core/configuration/index.js";
import { issueOf } from "../../core/configuration/issue.js";
import { canonicalPath, resolvePath } from "../../core/configuration/paths.js";
import { retiredType } from "../../core/configuration/retired.js";
import { type Config, checkConfiguration } from "../../core/configuration/validate.js";
import { brokenRule, innermost, type Violation } from "../../core/configuration/violation.js";
import { ApiError, InputError, type InputIssue } from "../../core/errors.js";
import { isObject } from "../../core/view.js";
import type { Door } from "../door.js";
import type { Operation } from "../operation.js";
import { originIssues } from "../origin.js";
import { givenFields } from "../risk.js";
import { repeatedAddresses } from "./addresses.js";
import { valueAt } from "./change.js";
import { bundledFacts, type ConfigurationType, FRESH_MS, knownFacts, liveFacts } from "./facts.js";
import { countIn } from "./quantity.js";
import { withRecoverySpan } from "./recovery-span.js";
import { downgrade } from "./version.js";
import { loadWords, type TypeWords } from "./words.js";

type Input = Readonly<Record<string, unknown>>;

/** What was found out about a configuration: problems refuse it, warnings do not. The fields are paths. */
export interface Verdict {
  readonly problems: readonly InputIssue[];
  readonly warnings: readonly InputIssue[];
}

/** A configuration on its way to the API. */
interface Passing extends ConfigurationType {
  /** Where it stands in the input. */
  readonly field: string;
  readonly config: Config;
  /** What is there now; undefined for something new. */
  readonly present?: Config | undefined;
}

/**
 * Checks every configuration that an input holds, by whichever operation it goes. Answers with warnings; throws InputError
 * with all that is wrong. Reads what the configuration belongs to where the input does not tell its type.
 */
export async function checkConfigurations(door: Door, operation: Operation, input: Input): Promise<InputIssue[]> {
  const problems =
    operation.id === "ServiceCreate" ? [...(await retiredProblems(door, input)), ...originIssues(input)] : [];
  const warnings: InputIssue[] = [];
  for (const passing of await configurationsIn(door, operation, input)) {
    const { field, project, config, present } = passing;
    const verdict = await judge(door, passing, config, present);
    const told = await withRecoverySpan(door, verdict.problems, project, config);
    problems.push(...told.map((issue) => below(field, issue)));
    warnings.push(...verdict.warnings.map((issue) => below(field, issue)));
  }
  if (problems.length === 0) return warnings;
  throw new InputError(problems, "aiven_describe with service_type and config shows what may be set.");
}

/**
 * Judges a configuration by what is known without a call: the live schema that was read before, else the bundled facts. What
 * they refuse or do not know is looked up in the live schema of now, which has the last word: so what is right costs no call.
 */
export async function judge(door: Door, of: ConfigurationType, config: Config, present?: Config): Promise<Verdict> {
  const known = (await knownFacts(door, of)) ?? (await bundledFacts(of));
  const verdict = known && (await validateWhole(known, of, config, present));
  if (verdict?.problems.length === 0) return verdict;
  const live = await liveFacts(door, of, FRESH_MS);
  if (live) return validateWhole(live, of, config, present);
  return verdict ?? { problems: [], warnings: [] };
}

/**
 * Judges by facts, and by what no schema tells: addresses that are none, and what a number counts. `elsewhere` says of a name
 * that is no parameter what else it is.
 */
export async function validateWhole(
  facts: Parameter,
  { kind, type }: ConfigurationType,
  config: Config,
  present?: Config,
  elsewhere: (name: string) => string | undefined = () => undefined,
): Promise<Verdict> {
  const { violations, warnings } = checkConfiguration(facts, config, present);
  const ofService = kind === "services";
  const words = violations.length > 0 ? await loadWords(kind, type) : undefined;
  const tell = (violation: Violation): InputIssue => {
    const { rule, path } = violation;
    const message = rule === "unknown" ? elsewhere(path) : undefined;
    if (message !== undefined) return { field: path, message };
    const issue = withUnit(violation, issueOf(facts, violation), words?.get(path)?.unit);
    return withNearest(facts, config, issue, words);
  };
  const addresses = ofService ? addressViolations(config) : [];
  return {
    problems: [
      ...innermost(violations).map(tell),
      ...addresses.map((violation) => issueOf(facts, violation)),
      ...(ofService ? downgrade(type, config, present) : []),
    ],
    warnings: [...warnings, ...(ofService ? repeatedAddresses(config) : [])],
  };
}

/** Who gave something else than a number learns what the number counts. */
function withUnit({ rule, parameter }: Violation, issue: InputIssue, unit: string | undefined): InputIssue {
  const isNumber = [parameter.type].flat().some((type) => type === "integer" || type === "number");
  if (unit === undefined || rule !== "type" || !isNumber) return issue;
  return { ...issue, message: `${issue.message}; it counts ${unit}` };
}

/** With the value that was probably meant by a text: "5m" is 300000 where milliseconds count, "on" is true. */
function withNearest(facts: Parameter, config: Config, issue: InputIssue, words: TypeWords | undefined): InputIssue {
  const { keys = [], parameter = {} } = resolvePath(facts, issue.field) ?? {};
  const value = valueAt(config, keys);
  if (typeof value !== "string" || issue.nearest !== undefined) return issue;
  const meant =
    parameter.type === "boolean" ? truthIn(value) : countIn(words?.get(canonicalPath(keys))?.unit ?? "", value);
  return meant === undefined || brokenRule(parameter, meant) ? issue : { ...issue, nearest: String(meant) };
}

function truthIn(text: string): boolean | undefined {
  if (/^(true|yes|on|1|enabled?)$/i.test(text)) return true;
  return /^(false|no|off|0|disabled?)$/i.test(text) ? false : undefined;
}

/** What is wrong with creating a service of a type that is retired; nothing where the API still offers it. */
async function retiredProblems(door: Door, { service_type, project }: Input): Promise<InputIssue[]> {
  const type = String(service_type);
  const issue = retiredIssue(type);
  if (!issue || (await liveFacts(door, { kind: "services", type, project: text(project) }))) return [];
  return [issue];
}

/** Why no service of a retired type can be created, and what took its place; undefined for any other type. */
export function retiredIssue(type: string): InputIssue | undefined {
  const retired = retiredType(type);
  if (!retired) return undefined;
  const { successor, end_of_life } = retired;
  const message = `"${type}" can no longer be created (end of life ${end_of_life}): use ${successor}`;
  return { field: "service_type", message, nearest: successor };
}

async function configurationsIn(door: Door, { id }: Operation, input: Input): Promise<Passing[]> {
  const given = givenFields(input);
  const { project, user_config } = given;
  const passing = (kind: Kind, type: unknown, config: unknown, field = "user_config"): Passing[] =>
    typeof type === "string" && holdsAny(config) ? [{ kind, type, project: text(project), field, config }] : [];
  switch (id) {
    case "ServiceCreate": {
      const links = [given["service_integrations"] ?? []].flat().filter(isObject);
      return [
        ...passing("services", given["service_type"], user_config),
        ...links.flatMap((link, index) => {
          const field = `service_integrations[${index}].user_config`;
          return passing("integrations", link["integration_type"], link["user_config"], field);
        }),
      ];
    }
    case "ServiceIntegrationCreate":
      return passing("integrations", given["integration_type"], user_config);
    case "ServiceIntegrationEndpointCreate":
      return passing("endpoints", given["endpoint_type"], user_config);
    case "ServiceUpdate":
    case "ServiceIntegrationUpdate":
    case "ServiceIntegrationEndpointUpdate": {
      if (!holdsAny(user_config)) return [];
      const owner = await readOwner(door, id, given).catch(unlessRefused);
      return owner ? [{ ...owner, project: text(project), field: "user_config", config: user_config }] : [];
    }
    default:
      return [];
  }
}

/** An empty configuration needs no check, and so no look at what it belongs to. */
function holdsAny(config: unknown): config is Config {
  return isObject(config) && Object.keys(config).length > 0;
}

/** What an update is about: its type, and its configuration as it is. */
async function readOwner(
  door: Door,
  id: "ServiceUpdate" | "ServiceIntegrationUpdate" | "ServiceIntegrationEndpointUpdate",
  input: Input,
): Promise<Pick<Passing, "kind" | "type" | "present"> | undefined> {
  const name = (field: string) => String(input[field]);
  const project = name("project");
  if (id === "ServiceUpdate") {
    const { service } = await door.client.call("ServiceGet", { project, service_name: name("service_name") });
    return { kind: "services", type: service.service_type, present: service.user_config };
  }
  if (id === "ServiceIntegrationUpdate") {
    const integration_id = name("integration_id");
    const found = await door.client.call("ServiceIntegrationGet", { project, integration_id });
    const { integration_type, user_config } = found.service_integration;
    return { kind: "integrations", type: integration_type, present: user_config ?? {} };
  }
  const integration_endpoint_id = name("integration_endpoint_id");
  const found = await door.client.call("ServiceIntegrationEndpointGet", { project, integration_endpoint_id });
  const { endpoint_type, user_config } = found.service_integration_endpoint;
  return { kind: "endpoints", type: endpoint_type, present: user_config ?? {} };
}

/** The API says itself, and better, why something is not there or not allowed. */
function unlessRefused(error: unknown): undefined {
  if (error instanceof ApiError) return undefined;
  throw error;
}

function below(field: string, issue: InputIssue): InputIssue {
  const at = (path: string) => (path === "" ? field : `${field}.${path}`);
  return { ...issue, field: at(issue.field) };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
