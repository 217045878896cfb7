import type { Output } from "../core/catalogue/index.js";
import { InputError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { type ApplicationRequest, composeApplication } from "./application.js";
import { retiredIssue } from "./configuration/check.js";
import { mapLimited } from "./parallel.js";
import { perMonth, pricePerHour } from "./prices.js";
import { type Door, read } from "./run.js";

export interface ProvisionRequest {
  readonly project?: string | undefined;
  readonly service_name: string;
  readonly service_type: string;
  readonly plan?: string | undefined;
  readonly cloud?: string | undefined;
  /** `public`, or the id of a VPC of the project. */
  readonly network?: string | undefined;
  readonly user_config?: Readonly<Record<string, unknown>> | undefined;
  readonly tags?: Readonly<Record<string, unknown>> | undefined;
  readonly termination_protection?: boolean | undefined;
  /** The service of which it becomes a read replica. */
  readonly replica_of?: string | undefined;
  /** What to deploy, where the type is `application`. */
  readonly application?: ApplicationRequest | undefined;
}

/** Either the service that was created, or the choices that the caller must make first. Nothing is guessed. */
export type Provisioned =
  | {
      readonly created: Output<"ServiceCreate">["service"];
      readonly usd_month: number | undefined;
      /** Names of the variables that an application gets. */
      readonly variables?: readonly string[];
    }
  | { readonly choose: Record<string, unknown> };

const AT_ONCE = 6;
const MAX_CLOUDS = 25;

/** Creates a service when plan, cloud and network are certain; otherwise answers with the choices and their prices. */
export async function provision(door: Door, request: ProvisionRequest): Promise<Provisioned> {
  const project = request.project ?? door.project;
  const { service_type, plan, cloud, network } = request;
  await requireServiceType(door, project, service_type);
  if (cloud === undefined) return { choose: await chooseCloud(door, project) };
  if (plan === undefined) return { choose: await choosePlan(door, project, service_type, cloud) };
  const vpcs = network === undefined ? await vpcsIn(door, project, cloud) : [];
  if (vpcs.length > 0) return { choose: chooseNetwork(cloud, vpcs) };

  const made = await composeParts(door, project, request);
  if ("choose" in made) return made;
  const { network: _, replica_of: __, application: ___, ...rest } = request;
  const perHour = await pricePerHour(door, { project, service_type, plan, cloud });
  const vpc = network === undefined ? {} : { project_vpc_id: network === "public" ? null : network };
  const { variables, ...parts } = made;
  const { service } = await read(door, "ServiceCreate", { ...rest, ...vpc, ...parts });
  const usd_month = perHour === undefined ? undefined : perMonth(perHour);
  return { created: service, usd_month, ...(variables ? { variables } : {}) };
}

interface Parts {
  readonly user_config?: Readonly<Record<string, unknown>>;
  readonly service_integrations?: readonly Readonly<Record<string, unknown>>[];
  readonly variables?: readonly string[];
}

/** What a replica or an application is created with beside what any service is. */
async function composeParts(
  door: Door,
  project: string | undefined,
  { service_type, user_config, replica_of, application }: ProvisionRequest,
): Promise<Parts | { readonly choose: Record<string, unknown> }> {
  if (service_type === "application") {
    const composed = await composeApplication(door, project, application ?? {});
    return "choose" in composed ? composed : { ...composed, user_config: { ...composed.user_config, ...user_config } };
  }
  if (application !== undefined) {
    throw new InputError([{ field: "application", message: 'is for the service_type "application"' }]);
  }
  if (replica_of === undefined) return {};
  return { service_integrations: [{ integration_type: "read_replica", source_service: replica_of }] };
}

async function requireServiceType(door: Door, project: string | undefined, type: string): Promise<void> {
  const known = Object.keys(await read(door, "ProjectServiceTypesList", { project }));
  if (known.length === 0 || known.includes(type)) return;
  const issue = retiredIssue(type) ?? {
    field: "service_type",
    message: `"${type}" is not a service type`,
    nearest: nearest(type, known),
    allowed: known,
  };
  throw new InputError([issue]);
}

async function chooseCloud(door: Door, project: string | undefined): Promise<Record<string, unknown>> {
  const { clouds } = await read(door, "ListProjectClouds", { project });
  return {
    choose: "cloud",
    note: "Ask where the data should live, then call again with cloud.",
    clouds: clouds
      .slice(0, MAX_CLOUDS)
      .map(({ cloud_name, cloud_description }) => ({ cloud: cloud_name, where: cloud_description })),
    total: clouds.length,
  };
}

async function choosePlan(
  door: Door,
  project: string | undefined,
  service_type: string,
  cloud: string,
): Promise<Record<string, unknown>> {
  const { service_plans } = await read(door, "ProjectServicePlanList", { project, service_type });
  const plans = await mapLimited(service_plans, AT_ONCE, async ({ service_plan: plan, node_count, regions }) => {
    const region = regions?.[cloud] as Readonly<Record<string, unknown>> | undefined;
    const perHour = await pricePerHour(door, { project, service_type, plan, cloud });
    return {
      plan,
      usd_month: perHour === undefined ? undefined : perMonth(perHour),
      nodes: node_count,
      cpu: region?.["node_cpu_count"],
      memory_mb: region?.["node_memory_mb"],
      disk_mb: region?.["disk_space_mb"],
    };
  });
  const offered = plans.filter((plan) => plan.usd_month !== undefined);
  offered.sort((a, b) => (a.usd_month ?? 0) - (b.usd_month ?? 0));
  return { choose: "plan", cloud, note: "Cheapest first, list prices. Call again with plan.", plans: offered };
}

async function vpcsIn(door: Door, project: string | undefined, cloud: string): Promise<Output<"VpcList">["vpcs"]> {
  const { vpcs } = await read(door, "VpcList", { project });
  return vpcs.filter((vpc) => vpc.cloud_name === cloud && vpc.state === "ACTIVE");
}

function chooseNetwork(cloud: string, vpcs: Output<"VpcList">["vpcs"]): Record<string, unknown> {
  return {
    choose: "network",
    note: `The project has a VPC in ${cloud}, and a service is put there when nothing is said. Call again with network.`,
    networks: ["public", ...vpcs.map((vpc) => vpc.project_vpc_id)],
  };
}
