import type { OperationFacts } from "../core/catalogue/index.js";
import { ApiFailure, found } from "./errors.js";
import { requireBillingGroup } from "./model/billing-group.js";
import { isMember, type OrganizationRow, organizationOfAccount, organizations } from "./model/organization.js";
import { projects, requireMember } from "./model/project.js";
import { organizationRights, projectRights, SUPER_ADMIN, unitRights } from "./model/rights.js";
import { requireScopes } from "./scopes.js";
import type { Principal, World } from "./world.js";

type Params = Readonly<Record<string, string>>;

/** An operation that is about to be done. */
export interface Attempt {
  readonly operationId: string;
  readonly facts: OperationFacts;
  readonly params: Params;
}

/**
 * Refuses what the caller's token or the caller may not do with what the path names. Which permissions an operation needs
 * is in the facts; where the provider publishes none, it follows from what the operation touches. Answers with what the
 * caller holds there; undefined where nothing is there that has members.
 */
export function authorize(world: World, attempt: Attempt, principal: Principal | undefined): Held | undefined {
  if (!principal || attempt.facts.auth === false) return undefined;
  requireScopes(attempt, principal);
  if (FOR_ANYBODY.has(attempt.operationId)) return undefined;
  const held = rightsFor(world, attempt, principal.userId);
  if (held === undefined || isOwnBusiness(attempt, principal)) return held;
  const needed = permissionsFor(attempt);
  if (needed === undefined || needed.some((permission) => held.has(permission)) || mayRead(attempt, held)) return held;
  throw denied(attempt);
}

type Held = ReadonlySet<string>;

const SECRETS = ["service:secrets:read", "service:users:write", "project:integrations:write"];

/** Whether answers show passwords and keys to who holds this. */
export function maySeeSecrets(held: Held | undefined): boolean {
  return held === undefined || SECRETS.some((permission) => held.has(permission));
}

/** Whoever is invited is no member yet. */
const FOR_ANYBODY = new Set(["OrganizationUserInvitationAccept", "AccountTeamMemberVerifyInvite"]);

/** What the caller holds where the path leads; undefined where it leads to nothing that has members. */
function rightsFor(world: World, { facts, params }: Attempt, user_id: string): Set<string> | undefined {
  const [, , root] = facts.path.split("/");
  if (root === "project" && params["project"] !== undefined) {
    return projectRights(world, requireMember(world, user_id, params["project"]), user_id);
  }
  if (root === "organization" && params["organization_id"] !== undefined) {
    const row = organizations(world).get(params["organization_id"]);
    const organization = found(row, "Organization does not exist", "organization_not_found");
    return organizationAttempt(world, organization, params, user_id);
  }
  if (root === "account" && params["account_id"] !== undefined) {
    const row = organizationOfAccount(world, params["account_id"]);
    const { organization_id } = memberOf(world, found(row, "Account does not exist", "account_not_found"), user_id);
    return unitRights(world, organization_id, params["account_id"], user_id);
  }
  if (root === "billing-group" && params["billing_group_id"] !== undefined) {
    return billingRights(world, params["billing_group_id"], user_id);
  }
  return undefined;
}

function memberOf(world: World, row: OrganizationRow, user_id: string): OrganizationRow {
  if (isMember(world, row, user_id)) return row;
  throw new ApiFailure(403, "Not an organization member");
}

/** Rights in an organization, with those on the project or unit that the path names beside it. */
function organizationAttempt(world: World, organization: OrganizationRow, params: Params, user_id: string) {
  const { organization_id } = memberOf(world, organization, user_id);
  const resource = params["project_id"] ?? params["project"] ?? params["resource_id"];
  const row = resource === undefined ? undefined : projects(world).get(resource);
  const inside = row?.organization_id === organization_id ? projectRights(world, row, user_id) : [];
  const unit =
    params["resource_type"] === "organization_unit" ? unitRights(world, organization_id, resource ?? "", user_id) : [];
  return new Set([...organizationRights(world, organization_id, user_id), ...inside, ...unit]);
}

/** Rights on a billing group come from its organization and from the projects that it pays for. */
function billingRights(world: World, billing_group_id: string, user_id: string): Set<string> {
  const group = requireBillingGroup(world, billing_group_id);
  const paid = projects(world).where((row) => row.billing_group_id === billing_group_id);
  const own = organizationOfAccount(world, group.account_id);
  return new Set([
    ...(own ? organizationRights(world, own.organization_id, user_id) : []),
    ...paid.flatMap((row) => [...projectRights(world, row, user_id)]),
  ]);
}

const ADMIN = ["role:organization:admin"];

/** Where the facts name no permission and the rule by path would name the wrong one. */
const PERMISSIONS: Readonly<Record<string, readonly string[] | "any">> = {
  AccountDelete: ADMIN,
  AccountUsersSearch: "any",
  MySQLAccountQueryOptimize: "any",
  OrganizationDelete: [SUPER_ADMIN],
  OrganizationGovernanceAccessCreate: "any",
  OrganizationGovernanceAccessDelete: "any",
  OrganizationProjectsCreate: ["organization:projects:write"],
  PGAccountQueryOptimize: "any",
  ProjectTagsReplace: ["operator", "organization:projects:write"],
  ProjectTagsUpdate: ["operator", "organization:projects:write"],
  UpgradePipelineStepCreate: "any",
  UpgradePipelineStepDelete: "any",
  UpgradePipelineStepUpdate: "any",
  UpgradePipelineStepValidate: "any",
};

/** Permissions of which one is enough; undefined where every member may. */
function permissionsFor({ operationId, facts, params }: Attempt): readonly string[] | undefined {
  const { method, path, permissions } = facts;
  const own = PERMISSIONS[operationId];
  if (own !== undefined) return own === "any" ? undefined : own;
  // A project's admin has every project permission, an organization's admin all of them.
  if (permissions) return permissions;
  // Who administers a project decides on who else may do what there, and nowhere else.
  if (params["resource_type"] === "project") return ["role:project:admin"];
  const reads = method === "GET";
  if (/\/(billing|payment|credit|bank|addresses|invoice)/.test(path) && !path.startsWith("/v1/project/")) {
    return [...(reads ? ["organization:billing:read", "read_only"] : ["operator"]), "organization:billing:write"];
  }
  if (reads) return path.startsWith("/v1/project/") ? ["project:services:read"] : undefined;
  if (path.includes("/vpc")) return ["organization:networking:write", "project:networking:write"];
  if (path.includes("/service/")) return ["operator", "service:data:write"];
  if (/^\/v1\/project\/\{project\}\/(invite|user|access)\b/.test(path)) return ["role:project:admin"];
  if (path.startsWith("/v1/project/")) return ["operator"];
  return ADMIN;
}

/** Connector configurations can hold passwords in clear. */
const SECRETIVE = new Set(["ServiceKafkaConnectList", "ServiceKafkaConnectGetConnectorConfiguration"]);

/** The role `read_only` sees all of a project, also where a single permission that only reads does not exist. */
function mayRead({ operationId, facts }: Attempt, held: ReadonlySet<string>): boolean {
  return (
    facts.method === "GET" &&
    facts.path.startsWith("/v1/project/") &&
    held.has("read_only") &&
    !SECRETIVE.has(operationId)
  );
}

/** Everybody may leave. */
function isOwnBusiness({ operationId, params }: Attempt, { userId, email }: Principal): boolean {
  if (operationId === "ProjectUserRemove") return params["user_email"]?.toLowerCase() === email;
  return operationId === "OrganizationUserDelete" && params["member_user_id"] === userId;
}

/** The real text (source: terraform-provider-aiven issue 2206), but for operations with a documented code of their own. */
function denied({ operationId, facts }: Attempt): ApiFailure {
  if (facts.errors?.["403"]?.includes("user_not_organization_admin")) {
    return new ApiFailure(403, "User is not organization administrator", "user_not_organization_admin");
  }
  return new ApiFailure(403, `You don't have permission to perform this action: ${operationId}`, "permission_denied");
}
