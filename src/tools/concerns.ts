import type { Output } from "../core/catalogue/index.js";
import { items } from "../core/parts.js";

type Service = Output<"ServiceList">["services"][number];
export type Alert = Output<"ProjectAlertsList">["alerts"][number];
export type Version = Output<"ListServiceVersions">["service_versions"][number];

/** What is known beside the service itself. */
export interface ConcernFacts {
  readonly alerts: readonly Alert[];
  readonly versions: readonly Version[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** An end of life is told so long before: a major version is not changed in a week. */
const END_NEAR_MS = 180 * DAY_MS;
const MAX_TEXT = 80;

/** What is wrong with a service, and what changes next, a short line each; empty where there is nothing to say. */
export function concernsOf(service: Service, { alerts, versions, now }: ConcernFacts): string[] {
  const end = endOfLife(service, versions, now);
  const updates = items(service.maintenance?.updates);
  const notices = items(service.service_notifications).filter(({ type }) => !(end && type === "service_end_of_life"));
  return [
    ...alerts.map(({ event, severity, create_time }) => `${severity} since ${dayOf(create_time)}: ${event}`),
    ...busyNodes(service),
    ...notices.map(({ message }) => short(message)),
    ...(end ? [end] : []),
    ...updates.map(({ description, deadline, start_after }) => {
      const when = deadline ? ` by ${dayOf(deadline)}` : start_after ? ` from ${dayOf(start_after)}` : "";
      return `maintenance${when}: ${short(description)}`;
    }),
  ];
}

function busyNodes({ state, node_states }: Service): string[] {
  const nodes = items(node_states);
  const busy = nodes.filter((node) => node.state !== "running");
  if (state === "POWEROFF" || busy.length === 0) return [];
  const states = [...new Set(busy.map((node) => node.state))].join(", ");
  return [`${busy.length} of ${nodes.length} nodes ${states}`];
}

function endOfLife({ service_type, user_config }: Service, versions: readonly Version[], now: number) {
  const major = user_config?.[`${service_type}_version`];
  const version = versions.find((known) => known.service_type === service_type && known.major_version === major);
  const { aiven_end_of_life_time: end, upgrade_to_version, upgrade_to_service_type } = version ?? {};
  if (!end || !(Date.parse(end) - now < END_NEAR_MS)) return undefined;
  const type = upgrade_to_service_type && upgrade_to_service_type !== service_type ? `${upgrade_to_service_type} ` : "";
  const next = upgrade_to_version ? `; upgrade to ${type}${upgrade_to_version}` : "";
  return `version ${String(major)} end of life ${dayOf(end)}${next}`;
}

/** Any field of an answer can be missing, whatever its description says. */
function dayOf(time: string | null | undefined): string {
  return time ? String(time).slice(0, 10) : "unknown";
}

function short(told: string | null | undefined): string {
  const text = String(told ?? "");
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`;
}
