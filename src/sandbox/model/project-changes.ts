import { conflict } from "../errors.js";
import type { World } from "../world.js";
import { recordAccountEvent } from "./account-event.js";
import { type Actor, record } from "./event.js";
import { moveMeters, stopMeters } from "./meter.js";
import { type OrganizationRow, organizations } from "./organization.js";
import { type ProjectRow, projects, renameProject, requireFreeName } from "./project.js";
import { servicesOf } from "./service.js";
import { placeIn } from "./unit.js";

/** What can change of a project, through either of its two interfaces. */
export interface ProjectChange {
  readonly name?: string | undefined;
  readonly organization?: OrganizationRow | undefined;
  readonly parent_id?: string | undefined;
  readonly billing_group_id?: string | undefined;
  readonly default_cloud?: string | undefined;
  readonly base_port?: number | undefined;
  readonly tags?: ProjectRow["tags"] | undefined;
  readonly tech_emails?: ProjectRow["tech_emails"] | undefined;
}

/** Changes a project; what is undefined stays. Answers with the row under its last name. */
export function moveProject(actor: Actor, row: ProjectRow, change: ProjectChange): ProjectRow {
  const { world } = actor;
  const { name = row.project, organization } = change;
  if (name !== row.project) {
    requireFreeName(world, name);
    requirePoweredOff(world, row);
  }
  const target = organization ?? organizations(world).get(row.organization_id);
  const moves = target && (target.organization_id !== row.organization_id || change.parent_id !== undefined);
  const place = moves ? placeIn(world, target, change.parent_id) : {};
  projects(world).patch(row.project, {
    organization_id: organization?.organization_id ?? row.organization_id,
    ...place,
    billing_group_id: change.billing_group_id ?? row.billing_group_id,
    default_cloud: change.default_cloud ?? row.default_cloud,
    base_port: change.base_port ?? row.base_port,
    tags: change.tags ?? row.tags,
    tech_emails: change.tech_emails ?? row.tech_emails,
  });
  if (name !== row.project) renameProject(world, row.project, name);
  moveMeters(world, row.project, name);
  record(actor, name, "project_update", `Changed project ${name}`);
  return projects(world).get(name) ?? row;
}

/** Host names hold the project's, so nothing may run while it changes (source: the provider's documentation). */
function requirePoweredOff(world: World, { project }: ProjectRow): void {
  const on = servicesOf(world, project).find((service) => service.state !== "POWEROFF");
  if (on) throw conflict(`Project cannot be renamed while service ${on.service_name} is powered on`);
}

/** Removes a project with all that it holds, which must be no service. Its log goes too, so its organization's tells of it. */
export function deleteProject(actor: Actor, { project, organization_id }: ProjectRow): void {
  const { world } = actor;
  const services = servicesOf(world, project).map((service) => service.service_name);
  if (services.length > 0) {
    throw conflict(`Project cannot be deleted while it has services: ${services.join(", ")}`);
  }
  stopMeters(world, project);
  world.deleteUnder(`${project}/`);
  projects(world).delete(project);
  recordAccountEvent(actor, organization_id, "project_delete", `Deleted project ${project}`);
}
