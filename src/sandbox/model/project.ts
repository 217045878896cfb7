import { isObject } from "../../core/view.js";
import { ApiFailure, badRequest, conflict, found } from "../errors.js";
import type { Table } from "../store.js";
import type { Call, World } from "../world.js";
import { permissionsOn, setGrant } from "./grant.js";
import type { OrganizationRow } from "./organization.js";
import { highest, memberTypeOf } from "./permission.js";
import { projectRights, unitRights } from "./rights.js";
import type { Tags } from "./tags.js";
import { placeIn } from "./unit.js";
import { caller } from "./user.js";

export type Emails = readonly { readonly email: string }[];

/** A project, which is the same under `/project` and under its organization. Keyed by its name. */
export interface ProjectRow {
  readonly project: string;
  readonly organization_id: string;
  readonly account_id: string;
  /** The organization or a unit of it. */
  readonly parent_id: string;
  readonly billing_group_id: string;
  readonly default_cloud: string;
  /** Services of the project get ports from here on; null for any. */
  readonly base_port: number | null;
  /** How many services it may have; null for any number. */
  readonly service_limit: number | null;
  readonly tags: Tags;
  readonly tech_emails: Emails;
  readonly create_time: string;
}

export function projects(world: World): Table<ProjectRow> {
  return world.table<ProjectRow>("projects");
}

/** A project that the caller is a member of. */
export function requireProject(call: Call, project: string): ProjectRow {
  return requireMember(call.world, caller(call).user_id, project);
}

/** A project that a user is a member of. */
export function requireMember(world: World, user_id: string, project: string): ProjectRow {
  const row = found(projects(world).get(project), "Project does not exist", "project_not_found");
  if (projectRights(world, row, user_id).size === 0) throw new ApiFailure(403, "Not a project member");
  return row;
}

/** Refuses who may not make projects in an organization, or in a unit of it. */
export function requireToCreateProjects(call: Call, organization_id: string, parent_id: string): void {
  const rights = unitRights(call.world, organization_id, parent_id, caller(call).user_id);
  if (rights.has("organization:projects:write")) return;
  throw new ApiFailure(
    403,
    `You don't have permission to perform this action: ${call.operationId}`,
    "permission_denied",
  );
}

/** The caller's projects, with the roles and permissions of the caller in each. */
export function projectsOf(call: Call): { row: ProjectRow; types: readonly string[] }[] {
  const { user_id } = caller(call);
  return [...projects(call.world).rows()].flatMap((row) => {
    const rights = projectRights(call.world, row, user_id);
    if (rights.size === 0) return [];
    const direct = permissionsOn(call.world, row.project, user_id);
    return [{ row, types: direct.length > 0 ? direct : [memberTypeOf(rights) ?? highest([...rights])] }];
  });
}

export interface ProjectSpec {
  readonly project: string;
  readonly organization: OrganizationRow;
  readonly billing_group_id: string;
  readonly parent_id?: string | undefined;
  readonly default_cloud?: string | undefined;
  readonly base_port?: number | undefined;
  readonly service_limit?: number | undefined;
  readonly tags?: Tags | undefined;
  readonly tech_emails?: Emails | undefined;
}

/** Lower case, because the name becomes part of host names. */
const NAME = /^[a-z][-a-z0-9]{0,62}$/;
const DEFAULT_CLOUD = "google-europe-west1";

/** Makes a project; who makes it becomes its admin. Names are unique among all organizations. */
export function createProject(world: World, user_id: string, spec: ProjectSpec): ProjectRow {
  requireFreeName(world, spec.project);
  const { organization_id } = spec.organization;
  const place = placeIn(world, spec.organization, spec.parent_id);
  setGrant(world, spec.project, { principal_type: "user", principal_id: user_id }, ["admin"]);
  return projects(world).put(spec.project, {
    project: spec.project,
    organization_id,
    ...place,
    billing_group_id: spec.billing_group_id,
    default_cloud: spec.default_cloud ?? DEFAULT_CLOUD,
    base_port: spec.base_port ?? null,
    service_limit: spec.service_limit ?? null,
    tags: spec.tags ?? {},
    tech_emails: spec.tech_emails ?? [],
    create_time: world.now(),
  });
}

/** Refuses a name that is malformed or taken. */
export function requireFreeName(world: World, project: string): void {
  if (!NAME.test(project)) {
    throw badRequest("Project name must begin with a letter and consist of 1-63 lower-case letters, digits and dashes");
  }
  if (projects(world).has(project)) throw conflict("Project name is already in use", "project_already_exists");
}

/** Fields by which rows anywhere name a project. */
const NAMING: ReadonlySet<string> = new Set([
  ...["project", "project_name", "source_project", "dest_project"],
  ...["source_project_name", "destination_project_name"],
]);

/** What was billed or logged for others under a name stays so. */
const PAST: ReadonlySet<string> = new Set(["account_events", "billing_events", "charges", "credit_memos", "invoices"]);

/** Moves everything of a project to another name, and lets what names it name it so. */
export function renameProject(world: World, project: string, name: string): void {
  for (const { table, key, row } of [...world.store.snapshot()]) {
    if (PAST.has(table)) continue;
    const isOwn = key.startsWith(`${project}/`) || (table === "projects" && key === project);
    const renamed = withName(row, project, name);
    if (!isOwn && renamed === row) continue;
    const rows = world.table(table);
    if (isOwn) rows.delete(key);
    rows.put(isOwn ? name + key.slice(project.length) : key, renamed as object);
  }
  world.movePending(project, name);
}

/** A row with a project's new name wherever it names the project; the same row where it does not. */
function withName(row: unknown, project: string, name: string): unknown {
  if (Array.isArray(row)) {
    const items = row.map((item) => withName(item, project, name));
    return items.some((item, index) => item !== row[index]) ? items : row;
  }
  if (!isObject(row)) return row;
  const changed = Object.entries(row).flatMap(([key, value]) => {
    const next = NAMING.has(key) && value === project ? name : withName(value, project, name);
    return next === value ? [] : [[key, next] as const];
  });
  return changed.length === 0 ? row : { ...row, ...Object.fromEntries(changed) };
}
