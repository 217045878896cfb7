import type { OperationId } from "../core/catalogue/index.js";
import { InputError } from "../core/errors.js";
import { patchSchema, requireConfiguration } from "./configuration/facts.js";
import { ApiFailure } from "./errors.js";
import { raiseAlert } from "./model/alert.js";
import { type BillingDetails, createBillingGroup } from "./model/billing-group.js";
import { giveBack } from "./model/credit-memo.js";
import type { Actor } from "./model/event.js";
import { invoices } from "./model/invoice.js";
import { setLoad } from "./model/load.js";
import { createOrganization, type OrganizationRow, organizations } from "./model/organization.js";
import { addBankTransfer, addCustomMethod } from "./model/payment-method.js";
import { createProject, type ProjectRow } from "./model/project.js";
import { patchService, type ServiceRow, serviceKey, services } from "./model/service.js";
import { createUser, issueToken } from "./model/user.js";
import { DEMO_USER } from "./scenarios/demo.js";
import type {
  Access,
  BillingGroupSpec,
  OrganizationSpec,
  ProjectSpec,
  Scenario,
  ScenarioService,
} from "./scenarios/scenario.js";
import { createService } from "./service/create.js";
import { updateService } from "./service/update.js";
import type { Principal, World } from "./world.js";

export { FOREIGN_EMAIL, FOREIGN_PROJECT } from "./scenarios/demo.js";
/** How to log in to the sandbox by email and password. */
export const DEMO_EMAIL = DEMO_USER.email;
export const DEMO_PASSWORD = DEMO_USER.password;

const DAY_MS = 24 * 3600_000;
const HOUR_MS = 3600_000;
const AGE_DAYS = 30;

/** Calls an operation as the API would, with its checks. */
export type Perform = (operationId: OperationId, input: Readonly<Record<string, unknown>>, who: Principal) => unknown;

/** Something of the past that a scenario tells, to be done at its moment. */
interface Step {
  readonly at: number;
  /** Where the scenario tells it. */
  readonly path: string;
  readonly run: () => void;
}

/**
 * Fills an empty world. Everything is made at its moment by the same code as when it is made through the API, and then time
 * passes up to the present. Throws InputError that tells what in the scenario cannot be.
 */
export function applyScenario(world: World, scenario: Scenario, perform: Perform): Access {
  for (const [name, patch] of Object.entries(scenario.schemas ?? {})) {
    const { kind, type } = requireConfiguration(name);
    patchSchema(world, kind, type, patch);
  }
  const now = world.clock.now();
  const start = Math.min(now - AGE_DAYS * DAY_MS, ...projectSpecs(scenario).map((spec) => now - ageOf(spec) * DAY_MS));
  const user = world.clock.hold(start, () => createUser(world, scenario.user));
  const token = world.clock.hold(start, () =>
    issueToken(world, user.user_id, { description: "Sandbox", personal: true }),
  );
  const who: Principal = { userId: user.user_id, email: user.user, tokenPrefix: token.row.token_prefix, scopes: null };
  const steps = scenario.organizations.flatMap((spec, index) => {
    const path = `organizations[${index}]`;
    return world.clock.hold(start, () => organizationSteps({ world, perform, now, who }, spec, path));
  });
  // Equal moments keep the order in which they are told.
  for (const step of steps.sort((a, b) => a.at - b.at)) world.clock.hold(step.at, () => take(world, step));
  world.settle();
  const { credit_memo_share = 0 } = scenario;
  if (credit_memo_share > 0) for (const row of invoices(world).rows()) giveBack(world, row, credit_memo_share);
  for (const [index, { operation, input }] of (scenario.calls ?? []).entries()) {
    take(world, { at: now, path: `calls[${index}]`, run: () => perform(operation as OperationId, input, who) });
  }
  const [first] = scenario.organizations.filter(({ owner }) => !owner).flatMap(({ projects = [] }) => projects);
  return { token: token.full_token, project: first?.name ?? "" };
}

function take(world: World, { path, run }: Step): void {
  world.settle();
  try {
    run();
  } catch (error) {
    if (error instanceof ApiFailure) throw new InputError([{ field: path, message: `cannot be: ${error.message}` }]);
    throw error;
  }
}

interface Setting {
  readonly world: World;
  readonly perform: Perform;
  readonly now: number;
  readonly who: Principal;
}

function organizationSteps(setting: Setting, spec: OrganizationSpec, path: string): Step[] {
  const { world } = setting;
  const owner = spec.owner && createUser(world, spec.owner);
  const who = owner ? { ...setting.who, userId: owner.user_id, email: owner.user } : setting.who;
  const actor: Actor = { world, userId: who.userId, email: who.email };
  const { name, tier = "business" } = spec;
  const organization = createOrganization(world, actor.userId, { organization_name: name, tier });
  const specs = spec.billing_groups?.length ? spec.billing_groups : [{ name: `${name} billing group` }];
  const payment = spec.owner ? null : paymentOf(world, organization);
  const groups = new Map(specs.map((group) => [group.name, createGroup(world, organization, group, payment)]));
  const [primary = ""] = groups.values();
  organizations(world).patch(organization.organization_id, { primary_billing_group_id: primary });
  return (spec.projects ?? []).flatMap((project, index) => {
    const at = `${path}.projects[${index}]`;
    const billing_group_id = project.billing_group === undefined ? primary : groups.get(project.billing_group);
    if (billing_group_id === undefined) {
      const issue = { field: `${at}.billing_group`, message: `has no "${project.billing_group}"` };
      throw new InputError([{ ...issue, allowed: [...groups.keys()] }]);
    }
    return projectSteps({ ...setting, who }, { actor, organization, billing_group_id }, project, at);
  });
}

type Payment = NonNullable<BillingDetails["payment_method"]>;

/** The ways to pay of an organization; its billing groups use the one that costs nothing. */
function paymentOf(world: World, { organization_id }: OrganizationRow): Payment {
  addBankTransfer(world, organization_id);
  const { payment_method_id, payment_method_type } = addCustomMethod(world, organization_id);
  return { payment_method_id, payment_method_type };
}

function createGroup(
  world: World,
  { account_id }: OrganizationRow,
  spec: BillingGroupSpec,
  payment_method: Payment | null,
): string {
  const { name, company = "", city = "", country_code = "", emails = [] } = spec;
  return createBillingGroup(world, account_id, name, {
    payment_method,
    billing_emails: emails.map((email) => ({ email })),
    city,
    company,
    country_code,
  }).billing_group_id;
}

interface Owner {
  readonly actor: Actor;
  readonly organization: OrganizationRow;
  readonly billing_group_id: string;
}

function projectSteps(setting: Setting, owner: Owner, spec: ProjectSpec, path: string): Step[] {
  const { world, now } = setting;
  const { actor, organization, billing_group_id } = owner;
  let row: ProjectRow | undefined;
  const create = () => {
    row = createProject(world, actor.userId, {
      project: spec.name,
      organization,
      billing_group_id,
      default_cloud: spec.cloud,
      tags: spec.tags,
      service_limit: spec.service_limit,
      tech_emails: (spec.tech_emails ?? []).map((email) => ({ email })),
    });
  };
  const ordered = (spec.services ?? []).flatMap((service, index) => {
    const age = service.age_days ?? Math.max(0, ageOf(spec) - 1);
    const at = now - Math.min(age, ageOf(spec)) * DAY_MS;
    const order = () => {
      if (row) createFrom(actor, row, service);
    };
    const told = `${path}.services[${index}]`;
    const fill = () => fillService(setting, spec.name, service, actor);
    return [
      { at, path: told, run: order },
      { at: Math.min(now, at + HOUR_MS), path: told, run: fill },
    ];
  });
  return [{ at: now - ageOf(spec) * DAY_MS, path, run: create }, ...ordered];
}

function createFrom(actor: Actor, project: ProjectRow, spec: ScenarioService): ServiceRow {
  const {
    age_days,
    powered,
    load,
    users: _,
    databases,
    topics,
    maintenance_updates,
    alerts,
    project_vpc_id,
    ...order
  } = spec;
  return createService(actor, project, { ...order, project: project.project, project_vpc_id: project_vpc_id ?? null });
}

/** What a service holds by the time it runs, and that it is powered off. */
function fillService({ world, perform, now, who }: Setting, project: string, spec: ScenarioService, actor: Actor) {
  const { service_name } = spec;
  const where = { project, service_name };
  for (const username of spec.users ?? []) perform("ServiceUserCreate", { ...where, username }, who);
  for (const database of spec.databases ?? []) perform("ServiceDatabaseCreate", { ...where, database }, who);
  for (const topic_name of spec.topics ?? []) perform("ServiceKafkaTopicCreate", { ...where, topic_name }, who);
  const row = services(world).get(serviceKey(where));
  if (!row) return;
  if (spec.load !== undefined) setLoad(world, row, spec.load);
  if (spec.maintenance_updates) announceMaintenance(world, row, spec.maintenance_updates, now);
  for (const event of spec.alerts ?? []) raiseAlert(world, row, event);
  if (spec.powered === false) updateService(actor, services(world).get(serviceKey(where)) ?? row, { powered: false });
}

function announceMaintenance(world: World, row: ServiceRow, updates: readonly string[], now: number): void {
  patchService(world, row, {
    update_time: row.update_time,
    maintenance_updates: updates.map((description) => ({
      description,
      deadline: world.clock.timestamp(now + 14 * DAY_MS),
      impact: "The service is briefly unavailable while its nodes are replaced",
      start_after: null,
    })),
  });
}

function projectSpecs({ organizations: specs }: Scenario): ProjectSpec[] {
  return specs.flatMap(({ projects = [] }) => projects);
}

function ageOf({ age_days = AGE_DAYS }: ProjectSpec): number {
  return age_days;
}
