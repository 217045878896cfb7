import type { OperationId } from "../../src/core/catalogue/index.js";
import { accountEvents } from "../../src/sandbox/model/account-event.js";
import { billingEvents } from "../../src/sandbox/model/billing-event.js";
import { events } from "../../src/sandbox/model/event.js";
import type { World } from "../../src/sandbox/world.js";
import { requireOperation } from "../../src/tools/operation.js";

/** Writes that leave no entry in a log, with the reason. */
const UNLOGGED: readonly (readonly [ids: RegExp, because: string])[] = [
  [
    /^(AccessToken|TwoFactorAuth|User(Auth|Create|ExpireTokens|Logout|Password|Update|VerifyEmail))/,
    "users have no log",
  ],
  [/Refresh$|^CMKAccessCheckTrigger$/, "asks to look again, and changes nothing"],
  [/^OrganizationDelete$/, "its log goes with it"],
  [/^ServiceServiceTypeUpdate$/, "no live type can become another"],
  [/^ServiceKafkaTopicMessageProduce$|^ServiceClickHouseQuery$/, "what is in a service is the service's"],
];

/** Fields without which a write would change nothing. */
export const CHANGE: { readonly [Id in OperationId]?: Readonly<Record<string, unknown>> } = {
  CMKUpdate: { default_cmk: true },
  CustomCloudEnvironmentUpdate: { display_name: "another name" },
  OrganizationDomainUpdate: { verification_type: "http" },
  ProjectStaticIPPatch: { termination_protection: true },
  ServiceUpdate: { termination_protection: true },
};

/** Whether a good answer of an operation has to leave an entry in the log of a project, an organization or a billing group. */
export function isLogged(id: OperationId): boolean {
  const { risk } = requireOperation(id).words;
  return risk !== "read" && risk !== "read-secret" && !UNLOGGED.some(([ids]) => ids.test(id));
}

/** Which entries of any log came since another moment, by key. */
export function entriesSince(world: World, before: ReadonlySet<string>): string[] {
  return [...entries(world)].filter((key) => !before.has(key));
}

/** The entries of all logs, by key. */
export function entries(world: World): Set<string> {
  const logs = [events(world), accountEvents(world), billingEvents(world)];
  return new Set(logs.flatMap((log) => [...log.entries()].map(([key]) => key)));
}
