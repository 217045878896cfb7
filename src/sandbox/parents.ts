import { type OperationFacts, pathParameters } from "../core/catalogue/index.js";
import { requireBillingGroup } from "./model/billing-group.js";
import { requireAccount, requireOrganization } from "./model/organization.js";
import { requireProject } from "./model/project.js";
import { requireService } from "./model/service.js";
import type { Call } from "./world.js";

/** Refuses a path that names a project, a service, an organization … that is not there or is not the caller's. */
export function requireParents(call: Call, facts: OperationFacts, input: Readonly<Record<string, unknown>>): void {
  if (!call.principal) return;
  const { project, project_id, service_name, organization_id, account_id, billing_group_id } = parametersOf(
    facts,
    input,
  );
  const named = project ?? project_id;
  if (organization_id !== undefined) requireOrganization(call, organization_id);
  if (account_id !== undefined) requireAccount(call, account_id);
  if (billing_group_id !== undefined) requireBillingGroup(call.world, billing_group_id);
  if (named !== undefined && service_name !== undefined) requireService(call, { project: named, service_name });
  else if (named !== undefined) requireProject(call, named);
}

function parametersOf(
  { path }: OperationFacts,
  input: Readonly<Record<string, unknown>>,
): Partial<Record<string, string>> {
  return Object.fromEntries(pathParameters(path).map((name) => [name, String(input[name])]));
}
