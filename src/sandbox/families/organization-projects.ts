import { ApiFailure } from "../errors.js";
import { requireBillingGroup } from "../model/billing-group.js";
import { actorOf, record } from "../model/event.js";
import { type OrganizationRow, requireOrganization } from "../model/organization.js";
import { createProject, type ProjectRow, projects, requireProject, requireToCreateProjects } from "../model/project.js";
import { deleteProject, moveProject } from "../model/project-changes.js";
import { mergeTags } from "../model/tags.js";
import { caller } from "../model/user.js";
import type { Call, Handlers } from "../world.js";

/** Projects under their organization: the same projects, with the name as `project_id`. */
export const handlers: Handlers = {
  OrganizationProjectsList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    const owned = projects(call.world).where((row) => row.organization_id === organization_id);
    return { projects: owned.map(toOrganizationProject), total_project_count: owned.length };
  },

  OrganizationProjectsCreate: (input, call) => {
    const organization = requireOrganization(call, input.organization_id);
    const row = createProject(call.world, caller(call).user_id, {
      project: input.project_id,
      organization,
      billing_group_id: requireBillingGroup(call.world, input.billing_group_id).billing_group_id,
      parent_id: input.parent_id,
      base_port: input.base_port,
      tags: mergeTags({}, input.tags),
      tech_emails: input.tech_emails,
    });
    record(actorOf(call), row.project, "project_create", `Created project ${row.project}`);
    return toOrganizationProject(row);
  },

  OrganizationProjectsGet: (input, call) => toOrganizationProject(requireOwned(call, input)),

  OrganizationProjectsUpdate: (input, call) => {
    const row = requireOwned(call, input);
    const { target_organization_id: target, billing_group_id, tags } = input;
    if (billing_group_id !== undefined) requireBillingGroup(call.world, billing_group_id);
    const changed = moveProject(actorOf(call), row, {
      name: input.project_name,
      organization: target === undefined ? undefined : requireTarget(call, target),
      parent_id: input.parent_id,
      billing_group_id,
      base_port: input.base_port,
      tags: tags && mergeTags({}, tags),
      tech_emails: input.tech_emails,
    });
    return toOrganizationProject(changed);
  },

  OrganizationProjectsDelete: (input, call) => {
    deleteProject(actorOf(call), requireOwned(call, input));
    return undefined;
  },
};

type Named = { readonly organization_id: OrganizationRow["organization_id"]; readonly project_id: string };

/** A project of the caller's that belongs to the organization of the path. */
function requireOwned(call: Call, { organization_id, project_id }: Named): ProjectRow {
  requireOrganization(call, organization_id);
  const row = requireProject(call, project_id);
  if (row.organization_id === organization_id) return row;
  throw new ApiFailure(404, "Project does not exist", "project_not_found");
}

/** Another organization that takes a project in. */
function requireTarget(call: Call, organization_id: string): OrganizationRow {
  const row = requireOrganization(call, organization_id);
  requireToCreateProjects(call, organization_id, organization_id);
  return row;
}

function toOrganizationProject(row: ProjectRow) {
  return {
    account_id: row.account_id,
    base_port: row.base_port,
    billing_group_id: row.billing_group_id,
    end_of_life_extension: {},
    features: {},
    organization_id: row.organization_id,
    parent_id: row.parent_id,
    project_id: row.project,
    tags: row.tags,
    tech_emails: row.tech_emails,
  };
}
