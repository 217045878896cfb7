import type { Output } from "../core/catalogue/index.js";
import { AivenError } from "../core/errors.js";
import { own } from "../core/own.js";
import { items } from "../core/parts.js";
import { type Alert, type ConcernFacts, concernsOf } from "./concerns.js";
import type { Door } from "./door.js";
import { EVERY } from "./every-project.js";
import { mapLimited } from "./parallel.js";
import { read } from "./perform.js";
import { perMonth, planPrice, withDisk } from "./prices.js";
import { visibleProjects } from "./projects.js";
import { orError, whyUnread } from "./unread.js";

export interface OverviewQuery {
  /** `*` for every project, also where one is set. */
  readonly project?: string | undefined;
  /** Text that the service's name, type, plan, cloud or state holds. */
  readonly search?: string | undefined;
  readonly cost?: boolean | undefined;
}

/** Projects read at once; the API limits requests per minute. */
const AT_ONCE = 6;
/** So many projects are looked at for one answer; what comes after them is for the next. */
const MAX_PROJECTS = 40;

type Service = Output<"ServiceList">["services"][number];

interface Row {
  project: string;
  service_name: string;
  service_type: string;
  plan: string;
  cloud: string;
  state: string;
  nodes: number | undefined;
  usd_month?: number | undefined;
  /** What is wrong, and what changes next. */
  attention: readonly string[];
}

/**
 * What there is and how it fares: services of one project, or of every project that the token reaches. Those that need
 * attention come first. `from` is the project to begin with, where there are too many for one answer.
 */
export async function overview(door: Door, query: OverviewQuery, from = 0): Promise<OverviewPart> {
  const named = query.project === EVERY ? undefined : (query.project ?? door.project);
  const projects: readonly Project[] =
    named === undefined ? await visibleProjects(door) : [await projectOf(door, named)];
  const looked = projects.slice(from, from + MAX_PROJECTS);
  const next = from + looked.length;
  const [versions, lists] = await Promise.all([
    orError(read(door, "ListServiceVersions", {})),
    mapLimited(looked, AT_ONCE, (row) => servicesOf(door, row.project_name)),
  ]);
  const known = versions instanceof AivenError ? [] : items(versions.service_versions);
  const disks = new Map<Row, number | undefined>();
  const all = lists.flatMap(({ found }) =>
    found.map((one) => {
      const row = toRow(one, { ...one, versions: known, now: door.now() });
      disks.set(row, one.service.disk_space_mb);
      return row;
    }),
  );
  const shown = all.filter((row) => matches(row, query.search));
  if (query.cost) await addCosts(door, shown, disks);
  const rows = [...shown.filter(needsAttention), ...shown.filter((row) => !needsAttention(row))];
  const seen = {
    ...(named === undefined ? { projects: summarise(looked, all) } : { project: named, ...ownerOf(looked[0]) }),
    ...(projects.length > looked.length ? { projects_read: `${from + 1}–${next} of ${projects.length}` } : {}),
    totals: {
      services: shown.length,
      ...(query.search ? { searched: all.length } : {}),
      ...countBy(shown, (row) => row.state),
      attention: shown.filter(needsAttention).length || undefined,
      ...(query.cost ? { usd_month: total(shown) } : {}),
    },
    ...(query.cost ? { cost_note: LIST_PRICES } : {}),
    ...unknownOf(lists, versions),
    services: named === undefined ? rows : rows.map(({ project: _, ...row }) => row),
  };
  return { seen, next: next < projects.length ? next : undefined };
}

/** What is seen of some projects, and the project to go on with; undefined where there are no more. */
export interface OverviewPart {
  readonly seen: Overview;
  readonly next: number | undefined;
}

/** What an overview tells. */
export interface Overview extends Record<string, unknown> {
  readonly services: readonly Partial<Row>[];
}

const LIST_PRICES =
  "List prices of plans and added disk. Static IPs, tiered storage, discounts and credits: see the invoices.";

function needsAttention({ attention }: Row): boolean {
  return attention.length > 0;
}

/** A project, and whose it is: what is done for an organization or a billing group needs their ids. */
type Project = Pick<Output<"ProjectGet">["project"], "project_name"> &
  Partial<Pick<Output<"ProjectGet">["project"], "organization_id" | "billing_group_id">>;

/** Whose a project is helps with other calls and is not what was asked for: where it may not be read, it is left out. */
async function projectOf(door: Door, project_name: string): Promise<Project> {
  try {
    return { ...(await read(door, "ProjectGet", { project: project_name })).project, project_name };
  } catch (error) {
    if (!(error instanceof AivenError)) throw error;
    return { project_name };
  }
}

function ownerOf(project: Project | undefined): Record<string, unknown> {
  return { organization_id: project?.organization_id, billing_group_id: project?.billing_group_id };
}

interface Found {
  readonly project: string;
  readonly service: Service;
  readonly alerts: readonly Alert[];
}

/** What there is in a project, and why its alerts are not known where they are not. */
interface ProjectServices {
  readonly project: string;
  readonly found: readonly Found[];
  readonly unread?: AivenError;
}

/** What is wrong adds to what there is: where it may not be read, the rest is told without it. */
async function servicesOf(door: Door, project: string): Promise<ProjectServices> {
  const services = items((await read(door, "ServiceList", { project })).services);
  if (services.length === 0) return { project, found: [] };
  const known = await orError(read(door, "ProjectAlertsList", { project }));
  const alertsOf = (name: string) =>
    known instanceof AivenError ? [] : items(known.alerts).filter((alert) => alert.service_name === name);
  const found = services.map((service) => ({ project, service, alerts: alertsOf(service.service_name) }));
  return { project, found, ...(known instanceof AivenError ? { unread: known } : {}) };
}

/** So many projects are named whose alerts are not known. */
const MAX_NAMED = 5;

/** What attention lacks: nothing wrong is something else than not to know. */
function unknownOf(lists: readonly ProjectServices[], versions: unknown): Record<string, unknown> {
  const dark = lists.flatMap(({ project, unread }) => (unread ? [{ project, unread }] : []));
  const [first] = dark;
  const names = dark.slice(0, MAX_NAMED).map(({ project }) => project);
  const more = dark.length > names.length ? ` and ${dark.length - names.length} more` : "";
  return {
    ...(first
      ? {
          alerts_unknown: `Those of ${names.join(", ")}${more} could not be read: ${whyUnread(first.unread)}. ProjectAlertsList says more.`,
        }
      : {}),
    ...(versions instanceof AivenError
      ? { versions_unknown: `Ends of life could not be read: ${whyUnread(versions)}. ListServiceVersions says more.` }
      : {}),
  };
}

function toRow({ project, service }: Found, facts: ConcernFacts): Row {
  return {
    project,
    service_name: service.service_name,
    service_type: service.service_type,
    plan: service.plan,
    cloud: service.cloud_name,
    state: service.state,
    nodes: service.node_count,
    attention: concernsOf(service, facts),
  };
}

function matches(row: Row, search: string | undefined): boolean {
  if (!search) return true;
  const { attention: _, ...plain } = row;
  const text = Object.values(plain).join(" ").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Prices each combination of type, plan and cloud once. A service that is powered off costs no compute. */
async function addCosts(door: Door, rows: Row[], disks: ReadonlyMap<Row, number | undefined>): Promise<void> {
  const key = (row: Row) => [row.project, row.service_type, row.plan, row.cloud].join("\n");
  const billed = rows.filter((row) => row.state !== "POWEROFF");
  const distinct = [...new Map(billed.map((row) => [key(row), row])).values()];
  const prices = await mapLimited(distinct, AT_ONCE, (row) => planPrice(door, row));
  const byKey = new Map(distinct.map((row, index) => [key(row), prices[index]]));
  for (const row of rows) {
    const price = row.state === "POWEROFF" ? { perHour: 0 } : byKey.get(key(row));
    row.usd_month = price && perMonth(withDisk(price, disks.get(row)));
  }
}

function summarise(projects: readonly Project[], services: readonly Row[]): Record<string, unknown>[] {
  const counts = countBy(services, (row) => row.project);
  return projects.map((project) => ({
    project_name: project.project_name,
    services: own(counts, project.project_name) ?? 0,
    ...ownerOf(project),
  }));
}

function total(rows: readonly Row[]): number {
  return Math.round(rows.reduce((sum, row) => sum + (row.usd_month ?? 0), 0) * 100) / 100;
}

function countBy<T>(all: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const item of all) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return Object.fromEntries(counts);
}
