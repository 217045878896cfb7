import type { Output } from "../core/catalogue/index.js";
import { AivenError, InputError, type InputIssue } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { items } from "../core/parts.js";
import { type ApplicationRequest, composeApplication } from "./application.js";
import { checkConfigurations } from "./configuration/check.js";
import type { Door } from "./door.js";
import { findMissing, mentionsIn, suggest } from "./mentions.js";
import { chooseCloud, choosePlan, cloudsOf, isCloud, plansOf, requirePlan, requireServiceType } from "./offers.js";
import { requireOperation } from "./operation.js";
import { originsOf, typeOfOrigin, unlikeOrigin } from "./origin.js";
import { read } from "./perform.js";
import { perMonth, pricePerHour } from "./prices.js";
import { orError } from "./unread.js";

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
      /** What is deprecated, or passes in plain text, in its configuration. */
      readonly warnings: readonly InputIssue[];
      /** Names of the variables that an application gets. */
      readonly variables?: readonly string[];
    }
  | { readonly choose: Record<string, unknown> };

/** Creates a service when plan, cloud and network are certain; otherwise answers with the choices and their prices. */
export async function provision(door: Door, request: ProvisionRequest): Promise<Provisioned> {
  const project = request.project ?? door.project;
  const { service_name, service_type, plan, cloud, network } = request;
  requireServiceName(service_name);
  await requireServiceType(door, project, service_type);
  await requireSources(door, project, request);
  // Nobody should have to choose first.
  const service_integrations = replicaLinks(request.replica_of);
  await checkConfigurations(door, requireOperation("ServiceCreate"), { project, ...request, service_integrations });
  const [clouds, plans] = await Promise.all([cloudsOf(door, project), plansOf(door, project, service_type)]);
  if (cloud === undefined || !isCloud(cloud, clouds)) {
    const { inUse, source } = await neighboursOf(door, project, request);
    return { choose: { ...chooseCloud(clouds, plans, { cloud, plan, inUse }), source } };
  }
  if (plan === undefined) {
    const { source } = await neighboursOf(door, project, request);
    return { choose: { ...(await choosePlan(door, { project, service_type, cloud }, plans)), source } };
  }
  requirePlan(plan, plans);
  const vpcs = network === undefined ? await vpcsIn(door, project, cloud) : [];
  if (vpcs.length > 0) return { choose: chooseNetwork(cloud, vpcs) };

  const made = await composeParts(door, project, request);
  if ("choose" in made) return made;
  const { network: _, replica_of: __, application: ___, ...rest } = request;
  const perHour = await pricePerHour(door, { project, service_type, plan, cloud });
  const vpc = network === undefined ? {} : { project_vpc_id: network === "public" ? null : network };
  const { variables, ...parts } = made;
  const warnings: InputIssue[] = [];
  const onWarning = (warning: InputIssue) => void warnings.push(warning);
  const { service } = await read(door, "ServiceCreate", { ...rest, ...vpc, ...parts }, { onWarning });
  const usd_month = perHour === undefined ? undefined : perMonth(perHour);
  return { created: service, usd_month, warnings, ...(variables ? { variables } : {}) };
}

/** What there is beside the new service, and may tell where it belongs. */
interface Neighbours {
  /** The clouds of the source and of the project's services, the most used first. */
  readonly inUse: readonly string[];
  /** Where and as what the service runs from which the new one comes. */
  readonly source?: Readonly<Record<string, unknown>> | undefined;
}

/** A courtesy: where services may not be listed, nothing is known. */
async function neighboursOf(door: Door, project: string | undefined, request: ProvisionRequest): Promise<Neighbours> {
  const listed = await orError(read(door, "ServiceList", { project }));
  if (listed instanceof AivenError) return { inUse: [] };
  const services = items(listed.services);
  const name = request.replica_of ?? request.user_config?.["service_to_fork_from"];
  const found = services.find(({ service_name }) => service_name === name);
  const clouds = services.map(({ cloud_name }) => cloud_name);
  const count = (cloud: string) => clouds.filter((other) => other === cloud).length;
  const byUse = [...new Set(clouds)].sort((a, b) => count(b) - count(a));
  const source = found && { service_name: found.service_name, cloud: found.cloud_name, plan: found.plan };
  return { inUse: [...new Set([...(found ? [found.cloud_name] : []), ...byUse])], source };
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
    if (user_config?.["application"] !== undefined) {
      const message = "is made from application, which has repository, branch, build_path, port, variables and uses";
      throw new InputError([{ field: "user_config.application", message }]);
    }
    const composed = await composeApplication(door, project, application ?? {});
    return "choose" in composed ? composed : { ...composed, user_config: { ...composed.user_config, ...user_config } };
  }
  if (application !== undefined) {
    throw new InputError([{ field: "application", message: 'is for the service_type "application"' }]);
  }
  return replica_of === undefined ? {} : { service_integrations: replicaLinks(replica_of) };
}

function replicaLinks(source_service: string | undefined) {
  return source_service === undefined ? [] : [{ integration_type: "read_replica", source_service }];
}

const NAME = /^[a-z][-a-z0-9]{0,63}$/;

/** Names become part of host names. */
function requireServiceName(name: string): void {
  if (NAME.test(name)) return;
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  const message = "must be 1-64 lower-case letters, digits and hyphens, a letter first";
  throw new InputError([{ field: "service_name", message, nearest: plain.slice(0, 64) || undefined }]);
}

/** Services from which the new one would come: whoever misspells one, or mistakes its type, should not be told about plans. */
async function requireSources(
  door: Door,
  project: string | undefined,
  { service_type, replica_of, user_config = {} }: ProvisionRequest,
): Promise<void> {
  const { service_to_fork_from, project_to_fork_from } = user_config;
  const sources = { source_service: replica_of, service_to_fork_from, project_to_fork_from };
  const missing = await findMissing(
    door,
    mentionsIn({ project, ...sources }).filter(({ field }) => field !== "project"),
  );
  if (missing) {
    const field = missing.field === "source_service" ? "replica_of" : `user_config.${missing.field}`;
    throw new InputError([{ field, message: suggest(missing), nearest: nearest(missing.name, missing.names) }]);
  }
  for (const origin of originsOf({ project, user_config, service_integrations: replicaLinks(replica_of) })) {
    const source = await typeOfOrigin(door, origin, service_type);
    if (source === undefined) continue;
    throw new InputError([{ field: "service_type", message: unlikeOrigin(origin, source), nearest: source }]);
  }
}

async function vpcsIn(door: Door, project: string | undefined, cloud: string): Promise<Output<"VpcList">["vpcs"]> {
  const vpcs = (await read(door, "VpcList", { project })).vpcs ?? [];
  return vpcs.filter((vpc) => vpc.cloud_name === cloud && vpc.state === "ACTIVE");
}

function chooseNetwork(cloud: string, vpcs: Output<"VpcList">["vpcs"]): Record<string, unknown> {
  return {
    choose: "network",
    note: `The project has a VPC in ${cloud}, and a service is put there when nothing is said. Call again with network.`,
    networks: ["public", ...vpcs.map((vpc) => vpc.project_vpc_id)],
  };
}
