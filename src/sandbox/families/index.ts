import type { Effects, Handlers } from "../world.js";
import { handlers as accounts } from "./accounts.js";
import { handlers as addresses } from "./addresses.js";
import { handlers as alerts } from "./alerts.js";
import { handlers as backups } from "./backups.js";
import { handlers as billingGroups } from "./billing-groups.js";
import { handlers as cards } from "./cards.js";
import { handlers as clouds } from "./clouds.js";
import { handlers as cmks } from "./cmks.js";
import { handlers as creditMemos } from "./credit-memos.js";
import { handlers as credits } from "./credits.js";
import { effects as customCloudEffects, handlers as customClouds } from "./custom-clouds.js";
import { handlers as databases } from "./databases.js";
import { handlers as emissions } from "./emissions.js";
import { handlers as events } from "./events.js";
import { handlers as inkless } from "./inkless.js";
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
import { handlers as organizationBillingGroups } from "./organization-billing-groups.js";
import { handlers as organizationInvoices } from "./organization-invoices.js";
import { handlers as organizationProjects } from "./organization-projects.js";
import { handlers as organizationVpcs } from "./organization-vpcs.js";
import { handlers as organizations } from "./organizations.js";
import { handlers as paymentMethods } from "./payment-methods.js";
import { handlers as plans } from "./plans.js";
import { effects as privatelinkEffects, handlers as privatelinks } from "./privatelinks.js";
import { handlers as projectCa } from "./project-ca.js";
import { handlers as projectMembers } from "./project-members.js";
import { handlers as projects } from "./projects.js";
import { handlers as schemaRegistry } from "./schema-registry.js";
import { handlers as serviceTypes } from "./service-types.js";
import { handlers as serviceUsers } from "./service-users.js";
import { effects as serviceEffects, handlers as services } from "./services.js";
import { effects as staticIpEffects, handlers as staticIps } from "./static-ips.js";
import { handlers as tags } from "./tags.js";
import { handlers as tokens } from "./tokens.js";
import { handlers as users } from "./users.js";
import { handlers as versions } from "./versions.js";
import { effects as vpcEffects, handlers as vpcs } from "./vpcs.js";

/** The operations that have state. Every other one gets a generic answer. */
export const handlers: Handlers = {
  ...accounts,
  ...alerts,
  ...backups,
  ...clouds,
  ...databases,
  ...events,
  ...inkless,
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
  ...organizationProjects,
  ...organizations,
  ...plans,
  ...projectCa,
  ...projectMembers,
  ...projects,
  ...schemaRegistry,
  ...serviceTypes,
  ...serviceUsers,
  ...services,
  ...tags,
  ...tokens,
  ...users,
  ...versions,
  ...creditMemos,
  ...emissions,
  ...customClouds,
  ...cmks,
  ...privatelinks,
  ...staticIps,
  ...organizationInvoices,
  ...invoices,
  ...credits,
  ...cards,
  ...paymentMethods,
  ...addresses,
  ...organizationBillingGroups,
  ...billingGroups,
  ...organizationVpcs,
  ...vpcs,
};

/** What happens with time. */
export const effects: Effects = {
  ...connectorEffects,
  ...customCloudEffects,
  ...invoiceEffects,
  ...pluginEffects,
  ...privatelinkEffects,
  ...serviceEffects,
  ...staticIpEffects,
  ...topicEffects,
  ...vpcEffects,
};
