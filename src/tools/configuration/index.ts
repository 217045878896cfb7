/** Configurations as a library: what they can hold, whether one fits, and what a change of one would do. */
import type { Client } from "../../core/client.js";
import type { Config } from "../../core/configuration/validate.js";
import { createPolicy, DEFAULT_POLICY } from "../policy.js";
import { readingOnce } from "../reading-once.js";
import type { WantedChange } from "./change.js";
import { type Verdict, validateWhole } from "./check.js";
import { planChange } from "./configure.js";
import { describeConfiguration as describe, requireType } from "./describe.js";
import { bundledFacts } from "./facts.js";
import type { OwnerName } from "./owner.js";

export type { Config, OwnerName, Verdict, WantedChange };

/** A change of a configuration, looked at and not made. */
export interface ConfigurationPlan {
  /** The call that makes it: `client.callAny(operation, input)`. Undefined where everything is as wanted. */
  readonly call: { readonly operation: string; readonly input: Readonly<Record<string, unknown>> } | undefined;
  /** Before and after, parameter by parameter, with flags: restart, price, one-way, lock-out, data-loss. */
  readonly changes: readonly Readonly<Record<string, unknown>>[];
  readonly warnings: readonly string[];
  /** What is lost or cannot be taken back: somebody should approve it. */
  readonly approve: readonly string[];
  /** What the API says about an upgrade. */
  readonly upgradeCheck: { readonly ok?: boolean; readonly result: string } | undefined;
}

/**
 * Tells what a configuration of a type can hold, by the bundled facts: one parameter, a group, what fits a purpose, or the names
 * of all. A type may be `pg`, `integration:datadog` or `endpoint:datadog`. Throws InputError on a type that is not known.
 */
export function describeConfiguration(type: string, config?: string): Promise<Record<string, unknown>> {
  return describe(undefined, { type, config });
}

/**
 * Checks a configuration by the bundled facts: of something new, or as a change of what is there. Everything that is wrong is
 * told at once. Throws InputError on a type that is not known.
 */
export async function validateConfiguration(type: string, config: Config, present?: Config): Promise<Verdict> {
  const of = requireType(type);
  return validateWhole((await bundledFacts(of)) ?? {}, of, config, present);
}

/**
 * Looks at a change of a service's, an integration's or an endpoint's configuration, by the schema that the API publishes.
 * Throws InputError with everything that is wrong, and the client's errors.
 */
export async function planConfiguration(
  client: Client,
  name: OwnerName,
  wanted: WantedChange,
): Promise<ConfigurationPlan> {
  const policy = createPolicy({ ...DEFAULT_POLICY, mode: "full" });
  // For one look nothing grows old, and nobody waits.
  const door = readingOnce({ client, policy, project: name.project, now: () => 0, sleep: async () => {} });
  const { call, changes, warnings, gates, upgradeCheck } = await planChange(
    { ...door, liveFacts: new Map() },
    name,
    wanted,
  );
  return {
    call: call && { operation: call.operation, input: call.input },
    changes,
    warnings,
    approve: gates.map(({ because }) => because),
    upgradeCheck,
  };
}
