import { type OperationId, operationFacts } from "../core/catalogue/index.js";
import { isObject } from "../core/view.js";
import type { Door } from "./door.js";
import { requireOperation } from "./operation.js";

type Input = Readonly<Record<string, unknown>>;

/** Things of one kind, and where the names are that there are. */
export interface Listing {
  readonly noun: string;
  /** Fields of inputs that hold such a name. */
  readonly fields: readonly string[];
  /** Lists them; it needs what it requires. */
  readonly operation: OperationId;
  /** Where the names are in its answer: `services[].service_name`. Empty where they are its keys. */
  readonly names: string;
  /** Makes a new one: there the name is of nothing yet. */
  readonly createdBy?: OperationId;
}

/** What people have many names for. */
export const SERVICE_TYPE = "service type";

/** From the outside in: where several do not exist, the first is the one to tell about. */
export const LISTINGS: readonly Listing[] = [
  {
    noun: "project",
    fields: ["project"],
    operation: "ProjectList",
    names: "projects[].project_name",
    createdBy: "ProjectCreate",
  },
  {
    noun: "organization",
    fields: ["organization_id"],
    operation: "UserOrganizationsList",
    names: "organizations[].organization_id",
  },
  {
    noun: "service",
    fields: ["service_name", "source_service", "dest_service", "service_to_fork_from"],
    operation: "ServiceList",
    names: "services[].service_name",
    createdBy: "ServiceCreate",
  },
  { noun: SERVICE_TYPE, fields: ["service_type"], operation: "ProjectServiceTypesList", names: "" },
  { noun: "cloud", fields: ["cloud", "cloud_name"], operation: "ListProjectClouds", names: "clouds[].cloud_name" },
  {
    noun: "plan",
    fields: ["plan", "service_plan"],
    operation: "ProjectServicePlanList",
    names: "service_plans[].service_plan",
  },
  { noun: "VPC", fields: ["project_vpc_id"], operation: "VpcList", names: "vpcs[].project_vpc_id" },
  {
    noun: "VPC",
    fields: ["organization_vpc_id"],
    operation: "OrganizationVpcList",
    names: "vpcs[].organization_vpc_id",
  },
  {
    noun: "static IP address",
    fields: ["static_ip_address_id"],
    operation: "StaticIPList",
    names: "static_ips[].static_ip_address_id",
  },
  {
    noun: "integration endpoint",
    fields: ["integration_endpoint_id", "source_endpoint_id", "dest_endpoint_id"],
    operation: "ServiceIntegrationEndpointList",
    names: "service_integration_endpoints[].endpoint_id",
  },
  {
    noun: "integration",
    fields: ["integration_id"],
    operation: "ServiceList",
    names: "services[].service_integrations[].service_integration_id",
  },
  {
    noun: "topic",
    fields: ["topic_name"],
    operation: "ServiceKafkaTopicList",
    names: "topics[].topic_name",
    createdBy: "ServiceKafkaTopicCreate",
  },
  {
    noun: "connector",
    fields: ["connector_name"],
    operation: "ServiceKafkaConnectList",
    names: "connectors[].name",
  },
  {
    noun: "service user",
    fields: ["service_username"],
    operation: "ServiceGet",
    names: "service.users[].username",
  },
  {
    noun: "connection pool",
    fields: ["pool_name"],
    operation: "ServiceGet",
    names: "service.connection_pools[].pool_name",
    createdBy: "ServicePGBouncerCreate",
  },
  { noun: "database", fields: ["dbname"], operation: "ServiceDatabaseList", names: "databases[].database_name" },
];

/** Where the names for a field are. */
export function listingFor(field: string): Listing | undefined {
  return LISTINGS.find(({ fields }) => fields.includes(field));
}

/**
 * The names that there are, as far as the operator's rules let them be read; undefined when what it takes to list them is
 * not known. Throws PolicyError, and the client's errors.
 */
export async function listNames(
  door: Door,
  { operation, names, fields }: Listing,
  known: Input,
): Promise<readonly string[] | undefined> {
  const { projects } = door.policy.settings;
  if (fields.includes("project") && projects.length > 0) return projects;
  const where: Input = { ...known, project: known["project"] || door.project };
  const needed = operationFacts(operation)?.required ?? [];
  if (needed.some((name) => typeof where[name] !== "string")) return undefined;
  const input = Object.fromEntries(needed.map((name) => [name, where[name]]));
  door.policy.check(requireOperation(operation), input);
  return namesAt(await door.client.callAny(operation, input), names);
}

/** The texts at a path of an answer, the keys of the answer where the path is empty. */
function namesAt(answer: unknown, path: string): string[] {
  if (path === "") return isObject(answer) ? Object.keys(answer) : [];
  const found = path.split(".").reduce<unknown[]>(
    (values, step) =>
      values.flatMap((value) => {
        const inner = isObject(value) ? value[step.replace("[]", "")] : undefined;
        return inner ?? [];
      }),
    [answer],
  );
  return [...new Set(found.filter((name) => typeof name === "string"))];
}
