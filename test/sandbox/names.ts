import type { OperationId } from "../../src/core/catalogue/index.js";
import { BUILT_MS, pgSpec, type TestCalls } from "./api.js";

type Names = Record<string, unknown>;

interface Setup {
  /** The operations that need it. */
  readonly of: RegExp;
  /** Makes what they name. */
  readonly make: (api: TestCalls, organization_id: string) => Promise<Names>;
}

const SETUPS: readonly Setup[] = [
  {
    of: /^Vpc|^ListProjectVpc/,
    make: async (api) => {
      const vpc = { cloud_name: "aws-eu-west-1", network_cidr: "10.1.0.0/24" };
      const { project_vpc_id } = await api.ok("VpcCreate", { project: api.project, ...vpc, peering_connections: [] });
      const peer = { peer_cloud_account: "123456789012", peer_vpc: "vpc-1a2b3c4d", peer_region: "eu-west-1" };
      await api.ok("VpcPeeringConnectionCreate", { project: api.project, project_vpc_id, ...peer });
      const azure = { peer_cloud_account: "subscription", peer_vpc: "network", peer_resource_group: "group" };
      const other = { cloud_name: "azure-westeurope", network_cidr: "10.2.0.0/24", peering_connections: [] };
      const on = await api.ok("VpcCreate", { project: api.project, ...other });
      const ids = { peer_azure_app_id: "app", peer_azure_tenant_id: "tenant" };
      const where = { project: api.project, project_vpc_id: on.project_vpc_id };
      await api.ok("VpcPeeringConnectionCreate", { ...where, ...azure, ...ids });
      return { project_vpc_id, ...peer, cloud_name: "aws-eu-west-1", network_cidr: "10.3.0.0/24" };
    },
  },
  {
    of: /^VpcPeeringConnectionCreate$|^OrganizationVpcPeeringConnectionCreate$/,
    make: async () => ({ peer_vpc: "vpc-5e6f7081" }),
  },
  {
    of: /^VpcPeeringConnectionWithResourceGroupDelete$/,
    make: async (api) => {
      const { vpcs } = await api.ok("VpcList", { project: api.project });
      const project_vpc_id = vpcs.find((vpc) => vpc.cloud_name.startsWith("azure"))?.project_vpc_id;
      return { project_vpc_id, peer_cloud_account: "subscription", peer_vpc: "network", peer_resource_group: "group" };
    },
  },
  {
    of: /^OrganizationVpc/,
    make: async (api, organization_id) => {
      const clouds = [{ cloud_name: "aws-eu-west-1", network_cidr: "10.1.0.0/24" }];
      const made = await api.ok("OrganizationVpcCreate", { organization_id, clouds, peering_connections: [] });
      const peer = { peer_cloud_account: "123456789012", peer_vpc: "vpc-1a2b3c4d" };
      const { organization_vpc_id } = made;
      const input = { organization_id, organization_vpc_id, ...peer };
      const { peering_connection_id } = await api.ok("OrganizationVpcPeeringConnectionCreate", input);
      const fresh = [{ cloud_name: "google-europe-west1", network_cidr: "10.1.0.0/24" }];
      return { organization_vpc_id, peering_connection_id, ...peer, peer_vpc: "vpc-9", clouds: fresh };
    },
  },
  {
    of: /StaticIP/,
    make: async (api) => {
      const cloud_name = "google-europe-west1";
      const { static_ip_address_id } = await api.ok("StaticIPCreate", { project: api.project, cloud_name });
      api.sandbox.advance(60_000);
      return { static_ip_address_id, cloud_name, tenant: "aiven" };
    },
  },
  {
    of: /^ProjectStaticIPDissociate$/,
    make: async (api) => {
      const { static_ips } = await api.ok("StaticIPList", { project: api.project });
      const static_ip_address_id = String(static_ips[0]?.static_ip_address_id);
      const input = { project: api.project, static_ip_address_id, service_name: "demo-pg" };
      await api.ok("ProjectStaticIPAssociate", input);
      return {};
    },
  },
  ...(["AWS", "Azure", "Google"] as const).map(
    (cloud): Setup => ({
      of: new RegExp(`^ServicePrivatelink${cloud}`),
      make: (api) => makePrivatelink(api, cloud),
    }),
  ),
  {
    of: /^ServicePrivatelink(AWS|Azure|Google)Create$/,
    make: async (api) => {
      const names = new Set(
        (await api.ok("ServiceList", { project: api.project })).services.map((s) => s.service_name),
      );
      const linked = ["linked-aws", "linked-azure"].find((name) => names.has(name));
      await api.ok("ServiceCreate", { ...pgSpec(api.project, "unlinked"), cloud: CLOUDS[linked ?? ""] ?? GOOGLE });
      return { service_name: "unlinked" };
    },
  },
  { of: /PrivatelinkAvailability/, make: async () => ({ tenant: "aiven" }) },
  {
    of: /^BillingGroup|^OrganizationBillingGroup|^OrganizationAddress/,
    make: async (api, organization_id) => {
      const input = { organization_id, name: "Ltd", address_lines: ["Street 1"], city: "Lund", country_code: "SE" };
      const { address_id } = await api.ok("OrganizationAddressCreate", input);
      const { payment_methods } = await api.ok("PaymentMethodsList", { organization_id });
      return {
        address_id,
        billing_address_id: address_id,
        shipping_address_id: address_id,
        payment_method: payment_methods[0],
        billing_group_name: "Fresh",
        country_code: "SE",
        name: "Ltd",
        address_lines: ["Street 1"],
        projects_names: [api.project],
        code: "WELCOME-1",
      };
    },
  },
  {
    of: /BillingGroupDelete$/,
    make: async (api) => {
      const { billing_group } = await api.ok("BillingGroupCreate", { billing_group_name: "Spare" });
      return { billing_group_id: billing_group.billing_group_id };
    },
  },
  {
    of: /Invoice|CreditMemo/,
    make: async (api) => {
      const { billing_group_id } = (await api.ok("ProjectGet", { project: api.project })).project;
      const { invoices } = await api.ok("BillingGroupInvoiceList", { billing_group_id });
      const { invoice_number, download_cookie } = invoices.at(-1) ?? {};
      return { invoice_number, download_cookie, cookie: download_cookie };
    },
  },
  { of: /CreditMemo/, make: async () => ({ credit_memo_id: "CM-1" }) },
  { of: /Credit(s|Code)|CreditCode/, make: async () => ({ code: "WELCOME-1", credit_code: "WELCOME-1" }) },
  {
    of: /Card|AttachPaymentMethod|AccountPaymentMethod/,
    make: async (api, organization_id) => {
      const input = { organization_id, stripe_payment_method_id: "pm_first_card" };
      const { payment_method_id } = await api.ok("CreditCardCreate", input);
      const fresh = { stripe_payment_method_id: "pm_second_card", stripe_token: "tok_second_card" };
      return { payment_method_id, card_id: payment_method_id, ...fresh };
    },
  },
  { of: /^AccountAttachPaymentMethod$/, make: async () => ({ payment_method_id: "pm_second_card" }) },
  {
    of: /^BankTransferGet$/,
    make: async (api, organization_id) =>
      (await api.ok("BankTransferList", { organization_id })).bank_transfers[0] ?? {},
  },
  {
    of: /^PaymentMethodCustomGet$/,
    make: async (api, organization_id) =>
      (await api.ok("PaymentMethodCustomList", { organization_id })).custom_methods[0] ?? {},
  },
  {
    of: /^CustomCloud/,
    make: async (api, organization_id) => {
      const cloud = { cloud_provider: "aws", cloud_region: "eu-west-1", reserved_cidr: "10.9.0.0/16" } as const;
      const input = { organization_id, ...cloud, deployment_model: "standard", display_name: "Ours" } as const;
      const { custom_cloud_environment } = await api.ok("CustomCloudEnvironmentCreate", input);
      const { custom_cloud_environment_id } = custom_cloud_environment;
      return { custom_cloud_environment_id, ...cloud, accounts: [], projects: [] };
    },
  },
  {
    of: /^CustomCloudEnvironmentProvision$/,
    make: async (api, organization_id) => {
      const list = await api.ok("CustomCloudEnvironmentList", { organization_id });
      const rows = list["custom_cloud_environments"] as { custom_cloud_environment_id: string }[];
      const custom_cloud_environment_id = String(rows[0]?.custom_cloud_environment_id);
      const aws_iam_role_arn = "arn:aws:iam::123456789012:role/byoc";
      const named = { organization_id, custom_cloud_environment_id, aws_iam_role_arn };
      await api.ok("CustomCloudEnvironmentUpdate", named);
      return {};
    },
  },
  {
    of: /^ServiceCancelQuery$/,
    make: async (api) => {
      const activity = await api.ok("ServiceQueryActivity", { project: api.project, service_name: "demo-pg" });
      return { pid: activity.queries[0]?.["pid"] };
    },
  },
  {
    of: /^CMK/,
    make: async (api) => {
      const key = { provider: "gcp", resource: "projects/p/locations/l/keyRings/r/cryptoKeys/one" } as const;
      const { cmk } = await api.ok("CMKCreate", { project: api.project, ...key });
      return { cmk_id: cmk.id, provider: "gcp", resource: key.resource.replace("one", "two") };
    },
  },
];

const GOOGLE = "google-europe-west1";
const CLOUDS: Readonly<Record<string, string>> = {
  "linked-aws": "aws-eu-west-1",
  "linked-azure": "azure-westeurope",
};

/** A service with a PrivateLink and, where there can be one, a connection that waits for approval. */
async function makePrivatelink(api: TestCalls, cloud: "AWS" | "Azure" | "Google"): Promise<Names> {
  const service_name = `linked-${cloud.toLowerCase()}`;
  const service = { project: api.project, service_name };
  await api.ok("ServiceCreate", { ...pgSpec(api.project, service_name), cloud: CLOUDS[service_name] ?? GOOGLE });
  const allowed = { principals: ["arn:aws:iam::123456789012:root"], user_subscription_ids: ["subscription"] };
  const { principals, user_subscription_ids } = allowed;
  if (cloud === "AWS") await api.ok("ServicePrivatelinkAWSCreate", { ...service, principals });
  if (cloud === "Azure") await api.ok("ServicePrivatelinkAzureCreate", { ...service, user_subscription_ids });
  if (cloud === "Google") await api.ok("ServicePrivatelinkGoogleCreate", service);
  api.sandbox.advance(BUILT_MS);
  await api.ok(`ServicePrivatelink${cloud}Refresh`, service);
  const { connections } = await api.ok(`ServicePrivatelink${cloud}ConnectionList`, service);
  const { privatelink_connection_id } = connections[0] ?? {};
  return { service_name, privatelink_connection_id, user_ip_address: "10.0.0.4", ...allowed };
}

/** Makes what an operation needs beside what a fresh sandbox has; answers with what names it. */
export async function namesFor(id: OperationId | string, api: TestCalls, organization_id: string): Promise<Names> {
  let names: Names = {};
  for (const { of, make } of SETUPS) if (of.test(id)) names = { ...names, ...(await make(api, organization_id)) };
  return names;
}
