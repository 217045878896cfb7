import type { CompleteRequestParams, CompleteResult } from "@modelcontextprotocol/server";
import { operationIds } from "../core/catalogue/index.js";
import { AivenError } from "../core/errors.js";
import type { Door } from "../tools/door.js";
import { guides } from "../tools/guides.js";
import { read } from "../tools/run.js";
import type { Session } from "./server.js";
import { CALL_LIMIT_MS, limited } from "./time-limit.js";

type Known = Readonly<Record<string, string | undefined>>;
type Source = (door: Door, known: Known) => Promise<readonly string[]>;

/** The most that the protocol lets an answer have. */
const MOST = 100;

/** Where the values of an argument come from, whatever prompt or template it is of. */
const SOURCES: Readonly<Record<string, Source>> = {
  project: async (door) => {
    const { projects } = door.policy.settings;
    if (projects.length > 0) return projects;
    return (await read(door, "ProjectList", {})).projects.map(({ project_name }) => project_name);
  },
  service_name: async (door, { project }) =>
    (await read(door, "ServiceList", { project })).services.map(({ service_name }) => service_name),
  service_username: async (door, { project, service_name }) =>
    (await read(door, "ServiceGet", { project, service_name })).service.users?.map(({ username }) => username) ?? [],
  service_type: async (door, { project }) => Object.keys(await read(door, "ProjectServiceTypesList", { project })),
  plan: async (door, { project, service_type }) =>
    (await read(door, "ProjectServicePlanList", { project, service_type })).service_plans.map(
      ({ service_plan }) => service_plan,
    ),
  cloud: async (door, { project }) =>
    (await read(door, "ListProjectClouds", { project })).clouds.map(({ cloud_name }) => cloud_name),
};

/** What needs no account to be known. */
const FIXED: Readonly<Record<string, () => readonly string[]>> = {
  id: operationIds,
  name: () => Object.keys(guides),
};

/** What an argument may be, given its beginning and the arguments before it. A courtesy: where it fails there is nothing. */
export async function complete(
  session: Session,
  { argument: { name, value }, context }: CompleteRequestParams,
  signal: AbortSignal,
): Promise<CompleteResult> {
  const all = await valuesOf(session, name, context?.arguments ?? {}, signal);
  const wanted = value.toLowerCase();
  const starting = all.filter((item) => item.toLowerCase().startsWith(wanted));
  const holding = all.filter((item) => item.toLowerCase().indexOf(wanted) > 0);
  const fitting = [...starting, ...holding];
  return { completion: { values: fitting.slice(0, MOST), total: fitting.length, hasMore: fitting.length > MOST } };
}

async function valuesOf(session: Session, name: string, known: Known, signal: AbortSignal): Promise<readonly string[]> {
  if (Object.hasOwn(FIXED, name)) return FIXED[name]?.() ?? [];
  const source = Object.hasOwn(SOURCES, name) ? SOURCES[name] : undefined;
  if (!source) return [];
  try {
    const { connection } = await session.open();
    const door = limited(connection.door, CALL_LIMIT_MS, signal);
    return await source(door, { ...known, project: known["project"] || door.project });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AivenError) return [];
    throw error;
  }
}
