import { AivenError, ApiError } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import { items } from "../../core/parts.js";
import { callAllowed } from "../call.js";
import type { Door } from "../door.js";
import { readBeside } from "../unread.js";
import {
  type ConnectionDetails,
  type DetailsOf,
  idleState,
  type Problem,
  readDetails,
  unknownUser,
} from "./details.js";

type Look = (of: DetailsOf) => Promise<Found | Problem>;

interface Found {
  /** Of the service, with its state where it does not run. */
  readonly name: string;
  readonly details: ConnectionDetails;
}

/** Reads the details of each service once, however often it is referred to. */
export function lookOnce(door: Door): Look {
  const reads = new Map<string, ReturnType<Look>>();
  return (of) => {
    const key = JSON.stringify(of);
    const reading = reads.get(key) ?? readService(door, of);
    reads.set(key, reading);
    return reading;
  };
}

async function readService(door: Door, of: DetailsOf): ReturnType<Look> {
  const { project, service_name } = of;
  try {
    const read = await readDetails(door, of);
    const state = idleState(read);
    const name = state === undefined ? service_name : `${service_name}, which is ${state},`;
    return unknownUser(of, read) ?? { name, details: read.details };
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    const names = await serviceNames(door, project);
    return names ? noSuch(`service ${service_name} in ${project}`, service_name, names) : noSuchProject(door, project);
  }
}

function noSuch(what: string, name: string, names: readonly string[]): Problem {
  return { message: `there is no ${what}`, nearest: nearest(name, names), allowed: names.slice(0, MAX_NAMES) };
}

async function noSuchProject(door: Door, project: string): Promise<Problem> {
  const allowed = door.policy.settings.projects;
  const names = items((await readBeside(door, "ProjectList", {}))?.projects).map(({ project_name }) => project_name);
  const reached = names.filter((name) => allowed.length === 0 || allowed.includes(name));
  return noSuch(`project ${project}`, project, reached);
}

const MAX_NAMES = 10;

/** Names to choose from, or undefined where the project is not there either. */
async function serviceNames(door: Door, project: string): Promise<string[] | undefined> {
  try {
    const { services } = await callAllowed(door, "ServiceList", { project });
    return items(services).map(({ service_name }) => service_name);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    // A courtesy: what may not be listed has none.
    if (error instanceof AivenError) return [];
    throw error;
  }
}

/** A detail of what was read, or what is wrong with it. */
export function detailOf(read: Awaited<ReturnType<Look>>, detail: string): string | Problem {
  if (!("details" in read)) return read;
  const known = Object.entries(read.details).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const value = known.find(([key]) => key === detail)?.[1];
  if (value !== undefined) return value;
  const allowed = known.map(([key]) => key);
  return { message: `${read.name} has no "${detail}"`, nearest: nearest(detail, allowed), allowed };
}
