import { createBillingGroup } from "./model/billing-group.js";
import { giveBack } from "./model/credit-memo.js";
import type { Actor } from "./model/event.js";
import { invoices } from "./model/invoice.js";
import { createOrganization, organizations } from "./model/organization.js";
import { addBankTransfer, addCustomMethod } from "./model/payment-method.js";
import { createProject, type ProjectRow } from "./model/project.js";
import { patchService, serviceKey, services } from "./model/service.js";
import { createUser, issueToken } from "./model/user.js";
import { createService, type ServiceSpec } from "./service/create.js";
import type { World } from "./world.js";

/** How to log in to the sandbox by email and password. */
export const DEMO_EMAIL = "demo@example.com";
export const DEMO_PASSWORD = "Loopback-only-1";

/** Where the caller is not a member, so that a refusal can be seen. Exists beside what the demo user owns. */
export const FOREIGN_PROJECT = "not-your-project";

/** Its owner, who logs in with the same password, so that two people can be played. */
export const FOREIGN_EMAIL = "stranger@example.com";

const DAY_MS = 24 * 3600_000;
const AGE_DAYS = 30;
const CLOUD = "google-europe-west1";

const SERVICES: readonly Omit<ServiceSpec, "project">[] = [
  {
    service_name: "demo-pg",
    service_type: "pg",
    plan: "startup-4",
    cloud: CLOUD,
    project_vpc_id: null,
    maintenance: { dow: "sunday", time: "04:30:00" },
    tags: { env: "demo", team: "orders" },
  },
  {
    service_name: "demo-kafka",
    service_type: "kafka",
    plan: "business-4",
    cloud: CLOUD,
    project_vpc_id: null,
    tags: { env: "demo" },
    user_config: { kafka_rest: true, schema_registry: true },
  },
  {
    service_name: "demo-valkey",
    service_type: "valkey",
    plan: "startup-4",
    cloud: CLOUD,
    project_vpc_id: null,
    tags: { env: "demo" },
  },
];

/**
 * Fills an empty world: a user with a token, an organization with its billing group, and a project whose services have
 * run for a month. Made by the same code as everything else, a month before the present, which then passes.
 */
export function createDemo(world: World): { token: string; project: string } {
  const start = world.clock.now() - AGE_DAYS * DAY_MS;
  const { row, actor } = world.clock.hold(start, () => createTenant(world));
  world.clock.hold(start + DAY_MS, () => {
    for (const spec of SERVICES) createService(actor, row, { project: row.project, ...spec });
  });
  world.settle();
  // So that there is one to look at: for an outage of which nobody remembers anything.
  for (const invoice of invoices(world).rows()) giveBack(world, invoice, 0.05);
  announceMaintenance(world, row);
  const token = world.clock.hold(start, () =>
    issueToken(world, actor.userId, { description: "Sandbox", personal: true }),
  );
  return { token: token.full_token, project: row.project };
}

function createTenant(world: World): { row: ProjectRow; actor: Actor } {
  const user = createUser(world, { email: DEMO_EMAIL, real_name: "Demo User", password: DEMO_PASSWORD });
  const organization_name = "Sandbox organization";
  const organization = createOrganization(world, user.user_id, { organization_name, tier: "business" });
  addBankTransfer(world, organization.organization_id);
  const { payment_method_id, payment_method_type } = addCustomMethod(world, organization.organization_id);
  const group = createBillingGroup(world, organization.account_id, "Sandbox billing group", {
    payment_method: { payment_method_id, payment_method_type },
    billing_emails: [{ email: DEMO_EMAIL }],
    city: "Helsinki",
    company: "Sandbox Ltd",
    country_code: "FI",
  });
  organizations(world).patch(organization.organization_id, { primary_billing_group_id: group.billing_group_id });
  const row = createProject(world, user.user_id, {
    project: "sandbox-demo",
    organization,
    billing_group_id: group.billing_group_id,
    default_cloud: CLOUD,
    tags: { env: "demo" },
    tech_emails: [{ email: DEMO_EMAIL }],
  });
  createForeignProject(world);
  return { row, actor: { world, userId: user.user_id, email: user.user } };
}

function createForeignProject(world: World): void {
  const stranger = createUser(world, {
    email: FOREIGN_EMAIL,
    real_name: "Somebody Else",
    password: DEMO_PASSWORD,
  });
  const organization_name = "Another organization";
  const organization = createOrganization(world, stranger.user_id, { organization_name, tier: "business" });
  const group = createBillingGroup(world, organization.account_id, "Another billing group");
  createProject(world, stranger.user_id, {
    project: FOREIGN_PROJECT,
    organization,
    billing_group_id: group.billing_group_id,
  });
}

/** One service has an update waiting, so that maintenance can be tried. */
function announceMaintenance(world: World, { project }: ProjectRow): void {
  const row = services(world).get(serviceKey({ project, service_name: "demo-pg" }));
  if (!row) return;
  const now = world.clock.now();
  patchService(world, row, {
    update_time: row.update_time,
    maintenance_updates: [
      {
        description: "Operating system and PostgreSQL patch updates",
        deadline: world.clock.timestamp(now + 14 * DAY_MS),
        impact: "The service is briefly unavailable while its nodes are replaced",
        start_after: null,
      },
    ],
  });
}
