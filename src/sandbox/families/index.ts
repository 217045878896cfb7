import type { Effects, Handlers } from "../world.js";
import { handlers as accounts } from "./accounts.js";
import { handlers as addresses } from "./addresses.js";
import { handlers as alerts } from "./alerts.js";
import { handlers as applicationUsers } from "./application-users.js";
import { handlers as applications } from "./applications.js";
import { handlers as authenticationMethods } from "./authentication-methods.js";
import { handlers as backups } from "./backups.js";
import { handlers as billingGroups } from "./billing-groups.js";
import { handlers as cards } from "./cards.js";
import { handlers as clickhouse, effects as clickhouseEffects } from "./clickhouse.js";
import { handlers as clouds } from "./clouds.js";
import { handlers as cmks } from "./cmks.js";
import { handlers as connectionPools } from "./connection-pools.js";
import { handlers as creditMemos } from "./credit-memos.js";
import { handlers as credits } from "./credits.js";
import { effects as customCloudEffects, handlers as customClouds } from "./custom-clouds.js";
import { handlers as customFiles } from "./custom-files.js";
import { handlers as databases } from "./databases.js";
import { handlers as domains } from "./domains.js";
import { handlers as emissions } from "./emissions.js";
import { handlers as events } from "./events.js";
import { handlers as flinkApplications } from "./flink-applications.js";
import { handlers as flinkDeployments, effects as flinkDeploymentsEffects } from "./flink-deployments.js";
import { handlers as flinkJobs } from "./flink-jobs.js";
import { handlers as flinkVersions } from "./flink-versions.js";
import { handlers as governance } from "./governance.js";
import { handlers as inkless } from "./inkless.js";
import { handlers as integrationEndpoints } from "./integration-endpoints.js";
import { handlers as integrations, effects as integrationsEffects } from "./integrations.js";
import { handlers as invitations } from "./invitations.js";
import { effects as invoiceEffects, handlers as invoices } from "./invoices.js";
import { handlers as kafkaAcl } from "./kafka-acl.js";
import { effects as connectorEffects, handlers as kafkaConnect } from "./kafka-connect.js";
import { handlers as kafkaMessages } from "./kafka-messages.js";
import { handlers as kafkaMirrormaker } from "./kafka-mirrormaker.js";
import { handlers as kafkaPlugins, effects as pluginEffects } from "./kafka-plugins.js";
import { handlers as kafkaQuotas } from "./kafka-quotas.js";
import { handlers as kafkaTieredStorage } from "./kafka-tiered-storage.js";
import { handlers as kafkaTopics, effects as topicEffects } from "./kafka-topics.js";
import { handlers as logs } from "./logs.js";
import { handlers as metrics } from "./metrics.js";
import { handlers as oauthClients } from "./oauth-clients.js";
import { handlers as opensearchIndices } from "./opensearch-indices.js";
import { handlers as opensearchSecurity } from "./opensearch-security.js";
import { handlers as opensearchSnapshots, effects as opensearchSnapshotsEffects } from "./opensearch-snapshots.js";
import { handlers as organizationBillingGroups } from "./organization-billing-groups.js";
import { handlers as organizationConfig } from "./organization-config.js";
import { handlers as organizationInvitations } from "./organization-invitations.js";
import { handlers as organizationInvoices } from "./organization-invoices.js";
import { handlers as organizationProjects } from "./organization-projects.js";
import { handlers as organizationUsers } from "./organization-users.js";
import { handlers as organizationVpcs } from "./organization-vpcs.js";
import { handlers as organizations } from "./organizations.js";
import { handlers as paymentMethods } from "./payment-methods.js";
import { handlers as permissions } from "./permissions.js";
import { handlers as plans } from "./plans.js";
import { effects as privatelinkEffects, handlers as privatelinks } from "./privatelinks.js";
import { handlers as projectAccess } from "./project-access.js";
import { handlers as projectCa } from "./project-ca.js";
import { handlers as projectMembers } from "./project-members.js";
import { handlers as projects } from "./projects.js";
import { handlers as queryAdvice } from "./query-advice.js";
import { handlers as queryStatistics } from "./query-statistics.js";
import { handlers as sbom } from "./sbom.js";
import { handlers as schemaRegistry } from "./schema-registry.js";
import { handlers as serviceExtras, effects as serviceExtrasEffects } from "./service-extras.js";
import { handlers as serviceTasks, effects as serviceTasksEffects } from "./service-tasks.js";
import { handlers as serviceTypes } from "./service-types.js";
import { handlers as serviceUsers } from "./service-users.js";
import { effects as serviceEffects, handlers as services } from "./services.js";
import { effects as staticIpEffects, handlers as staticIps } from "./static-ips.js";
import { handlers as storageSummaries } from "./storage-summaries.js";
import { handlers as tags } from "./tags.js";
import { handlers as teams } from "./teams.js";
import { handlers as tickets } from "./tickets.js";
import { handlers as tokens } from "./tokens.js";
import { handlers as upgradePipelines } from "./upgrade-pipelines.js";
import { handlers as userGroups } from "./user-groups.js";
import { handlers as userSecurity } from "./user-security.js";
import { handlers as users } from "./users.js";
import { handlers as vcsIntegrations, effects as vcsIntegrationsEffects } from "./vcs-integrations.js";
import { handlers as versions } from "./versions.js";
import { effects as vpcEffects, handlers as vpcs } from "./vpcs.js";

/** The operations that have state. Every other one gets a generic answer. */
export const handlers: Handlers = {
  ...accounts,
  ...addresses,
  ...alerts,
  ...applications,
  ...applicationUsers,
  ...authenticationMethods,
  ...backups,
  ...billingGroups,
  ...cards,
  ...clickhouse,
  ...clouds,
  ...cmks,
  ...connectionPools,
  ...creditMemos,
  ...credits,
  ...customClouds,
  ...customFiles,
  ...databases,
  ...domains,
  ...emissions,
  ...events,
  ...flinkApplications,
  ...flinkDeployments,
  ...flinkJobs,
  ...flinkVersions,
  ...governance,
  ...inkless,
  ...integrationEndpoints,
  ...integrations,
  ...invitations,
  ...invoices,
  ...kafkaAcl,
  ...kafkaConnect,
  ...kafkaMessages,
  ...kafkaMirrormaker,
  ...kafkaPlugins,
  ...kafkaQuotas,
  ...kafkaTieredStorage,
  ...kafkaTopics,
  ...logs,
  ...metrics,
  ...oauthClients,
  ...opensearchIndices,
  ...opensearchSecurity,
  ...opensearchSnapshots,
  ...organizationBillingGroups,
  ...organizationConfig,
  ...organizationInvitations,
  ...organizationInvoices,
  ...organizationProjects,
  ...organizations,
  ...organizationUsers,
  ...organizationVpcs,
  ...paymentMethods,
  ...permissions,
  ...plans,
  ...privatelinks,
  ...projectAccess,
  ...projectCa,
  ...projectMembers,
  ...projects,
  ...queryAdvice,
  ...queryStatistics,
  ...sbom,
  ...schemaRegistry,
  ...serviceExtras,
  ...services,
  ...serviceTasks,
  ...serviceTypes,
  ...serviceUsers,
  ...staticIps,
  ...storageSummaries,
  ...tags,
  ...teams,
  ...tickets,
  ...tokens,
  ...upgradePipelines,
  ...userGroups,
  ...users,
  ...userSecurity,
  ...vcsIntegrations,
  ...versions,
  ...vpcs,
};

/** What happens with time. */
export const effects: Effects = {
  ...clickhouseEffects,
  ...connectorEffects,
  ...customCloudEffects,
  ...flinkDeploymentsEffects,
  ...integrationsEffects,
  ...invoiceEffects,
  ...opensearchSnapshotsEffects,
  ...pluginEffects,
  ...privatelinkEffects,
  ...serviceEffects,
  ...serviceExtrasEffects,
  ...serviceTasksEffects,
  ...staticIpEffects,
  ...topicEffects,
  ...vcsIntegrationsEffects,
  ...vpcEffects,
};
