import type { Effects, Handlers } from "../world.js";
import { handlers as accounts } from "./accounts.js";
import { handlers as alerts } from "./alerts.js";
import { handlers as applicationUsers } from "./application-users.js";
import { handlers as authenticationMethods } from "./authentication-methods.js";
import { handlers as backups } from "./backups.js";
import { handlers as clouds } from "./clouds.js";
import { handlers as cmks } from "./cmks.js";
import { handlers as databases } from "./databases.js";
import { handlers as domains } from "./domains.js";
import { handlers as events } from "./events.js";
import { handlers as governance } from "./governance.js";
import { handlers as invitations } from "./invitations.js";
import { handlers as logs } from "./logs.js";
import { handlers as metrics } from "./metrics.js";
import { handlers as oauthClients } from "./oauth-clients.js";
import { handlers as organizationConfig } from "./organization-config.js";
import { handlers as organizationInvitations } from "./organization-invitations.js";
import { handlers as organizationProjects } from "./organization-projects.js";
import { handlers as organizationUsers } from "./organization-users.js";
import { handlers as organizations } from "./organizations.js";
import { handlers as permissions } from "./permissions.js";
import { handlers as plans } from "./plans.js";
import { handlers as projectAccess } from "./project-access.js";
import { handlers as projectCa } from "./project-ca.js";
import { handlers as projectMembers } from "./project-members.js";
import { handlers as projects } from "./projects.js";
import { handlers as sbom } from "./sbom.js";
import { handlers as serviceTypes } from "./service-types.js";
import { handlers as serviceUsers } from "./service-users.js";
import { effects as serviceEffects, handlers as services } from "./services.js";
import { handlers as tags } from "./tags.js";
import { handlers as teams } from "./teams.js";
import { handlers as tickets } from "./tickets.js";
import { handlers as tokens } from "./tokens.js";
import { handlers as userGroups } from "./user-groups.js";
import { handlers as userSecurity } from "./user-security.js";
import { handlers as users } from "./users.js";
import { handlers as versions } from "./versions.js";

/** The operations that have state. Every other one gets a generic answer. */
export const handlers: Handlers = {
  ...accounts,
  ...alerts,
  ...applicationUsers,
  ...authenticationMethods,
  ...backups,
  ...clouds,
  ...cmks,
  ...databases,
  ...domains,
  ...events,
  ...governance,
  ...invitations,
  ...logs,
  ...metrics,
  ...oauthClients,
  ...organizationConfig,
  ...organizationInvitations,
  ...organizationProjects,
  ...organizations,
  ...organizationUsers,
  ...permissions,
  ...plans,
  ...projectAccess,
  ...projectCa,
  ...projectMembers,
  ...projects,
  ...sbom,
  ...services,
  ...serviceTypes,
  ...serviceUsers,
  ...tags,
  ...teams,
  ...tickets,
  ...tokens,
  ...userGroups,
  ...users,
  ...userSecurity,
  ...versions,
};

/** What happens with time. */
export const effects: Effects = { ...serviceEffects };
