import { parseIp } from "../cidr.js";
import { CLOUDS, cloudByName } from "../data/clouds.js";
import { privatelinkPrice } from "../data/prices.js";
import { badRequest } from "../errors.js";
import { recordOn } from "../model/event.js";
import {
  allow,
  approve,
  connections,
  createPrivatelink,
  deletePrivatelink,
  locate,
  type PrivatelinkConnectionRow,
  type PrivatelinkRow,
  type Provider,
  privatelinkKey,
  refresh,
  requireConnection,
  requirePrivatelink,
} from "../model/privatelink.js";
import { requireProject } from "../model/project.js";
import { requireService, type ServiceRow } from "../model/service.js";
import type { Call, Handlers } from "../world.js";

export { effects } from "../model/privatelink.js";

export const handlers: Handlers = {
  ServicePrivatelinkAWSGet: (input, call) => toAws(...get(call, input, "aws")),
  ServicePrivatelinkAWSCreate: (input, call) =>
    toAws(...create(call, input, "aws", requirePrincipals(input.principals))),
  ServicePrivatelinkAWSUpdate: (input, call) =>
    toAws(...update(call, input, "aws", requirePrincipals(input.principals))),
  ServicePrivatelinkAWSDelete: (input, call) => toAws(...remove(call, input, "aws")),
  ServicePrivatelinkAWSRefresh: (input, call) => refreshed(call, input, "aws"),
  ServicePrivatelinkAWSConnectionList: (input, call) => ({
    connections: list(call, input, "aws").map(({ endpoint_id, privatelink_connection_id, state }) => ({
      dns_name: `${endpoint_id}.vpce.amazonaws.com`,
      privatelink_connection_id,
      state,
      vpc_endpoint_id: endpoint_id,
    })),
  }),

  ServicePrivatelinkAzureGet: (input, call) => toAzure(...get(call, input, "azure")),
  ServicePrivatelinkAzureCreate: (input, call) => toAzure(...create(call, input, "azure", input.user_subscription_ids)),
  ServicePrivatelinkAzureUpdate: (input, call) => toAzure(...update(call, input, "azure", input.user_subscription_ids)),
  ServicePrivatelinkAzureDelete: (input, call) => toAzure(...remove(call, input, "azure")),
  ServicePrivatelinkAzureRefresh: (input, call) => refreshed(call, input, "azure"),
  ServicePrivatelinkAzureConnectionList: (input, call) => ({
    connections: list(call, input, "azure").map(toAzureConnection),
  }),
  ServicePrivatelinkAzureConnectionApproval: (input, call) => {
    const service = requireService(call, input);
    const row = requireConnection(call.world, service, "azure", input.privatelink_connection_id);
    recordOn(call, service, "privatelink_connection_approve", `Approved connection ${row.privatelink_connection_id}`);
    return toAzureConnection(approve(call.world, service, "azure", row));
  },
  ServicePrivatelinkAzureConnectionUpdate: (input, call) => {
    const service = requireService(call, input);
    const row = requireConnection(call.world, service, "azure", input.privatelink_connection_id);
    const located = locate(call.world, service, "azure", row, requireIp(input.user_ip_address));
    recordOn(call, service, "privatelink_connection_update", `Changed connection ${row.privatelink_connection_id}`);
    return toAzureConnection(located);
  },

  ServicePrivatelinkGoogleGet: (input, call) => toGoogle(...get(call, input, "google")),
  ServicePrivatelinkGoogleCreate: (input, call) => toGoogle(...create(call, input, "google")),
  // There is nothing of it to change.
  ServicePrivatelinkGoogleUpdate: (input, call) => {
    const [row, service] = get(call, input, "google");
    recordOn(call, service, "privatelink_update", "Changed nothing of PrivateLink");
    return toGoogle(row, service);
  },
  ServicePrivatelinkGoogleDelete: (input, call) => toGoogle(...remove(call, input, "google")),
  ServicePrivatelinkGoogleRefresh: (input, call) => refreshed(call, input, "google"),
  ServicePrivatelinkGoogleConnectionList: (input, call) => ({
    connections: list(call, input, "google").map(toGoogleConnection),
  }),
  ServicePrivatelinkGoogleConnectionCreate: (input, call) => {
    const service = requireService(call, input);
    const row = requireConnection(call.world, service, "google", input.privatelink_connection_id);
    const approved = approve(call.world, service, "google", row, requireIp(input.user_ip_address));
    recordOn(call, service, "privatelink_connection_approve", `Approved connection ${row.privatelink_connection_id}`);
    return toGoogleConnection(approved);
  },

  ProjectPrivatelinkAvailabilityList: ({ project }, call) => {
    requireProject(call, project);
    return availability();
  },

  PublicPrivatelinkAvailabilityList: availability,
};

type Named = { readonly project: string; readonly service_name: string };
type Found = [row: PrivatelinkRow, service: ServiceRow];

function get(call: Call, input: Named, provider: Provider): Found {
  const service = requireService(call, input);
  return [requirePrivatelink(call.world, service, provider), service];
}

function create(call: Call, input: Named, provider: Provider, allowed?: readonly string[]): Found {
  const service = requireService(call, input);
  const row = createPrivatelink(call.world, service, provider, allowed);
  recordOn(call, service, "privatelink_create", "Created PrivateLink");
  return [row, service];
}

function update(call: Call, input: Named, provider: Provider, allowed: readonly string[]): Found {
  const service = requireService(call, input);
  const row = allow(call.world, service, provider, allowed);
  recordOn(call, service, "privatelink_update", "Changed who may use PrivateLink");
  return [row, service];
}

function remove(call: Call, input: Named, provider: Provider): Found {
  const service = requireService(call, input);
  const row = deletePrivatelink(call.world, service, provider);
  recordOn(call, service, "privatelink_delete", "Deleted PrivateLink");
  return [row, service];
}

function refreshed(call: Call, input: Named, provider: Provider) {
  refresh(call.world, requireService(call, input), provider);
  return { message: "refreshed" };
}

function list(call: Call, input: Named, provider: Provider): PrivatelinkConnectionRow[] {
  const [, service] = get(call, input, provider);
  return connections(call.world).under(`${privatelinkKey(service, provider)}/`);
}

function requirePrincipals(principals: readonly string[]): readonly string[] {
  const wrong = principals.find((principal) => !/^arn:aws[\w-]*:iam::\d{12}:.+$/.test(principal));
  if (wrong === undefined) return principals;
  throw badRequest(`Invalid principal '${wrong}': expected an ARN such as arn:aws:iam::012345678901:root`);
}

function requireIp(address: string): string {
  if (parseIp(address) === undefined) throw badRequest(`Invalid user_ip_address '${address}'`, "ip_address_not_valid");
  return address;
}

function toAws({ allowed, cloud_id, state }: PrivatelinkRow, { cloud_name }: ServiceRow) {
  const region = regionOf(cloud_name);
  return {
    ...(cloud_id
      ? {
          aws_service_id: `vpce-svc-${cloud_id}`,
          aws_service_name: `com.amazonaws.vpce.${region}.vpce-svc-${cloud_id}`,
        }
      : {}),
    principals: allowed,
    state,
  };
}

function toAzure({ allowed, cloud_id, state }: PrivatelinkRow, { cloud_name, service_name }: ServiceRow) {
  return {
    ...(cloud_id
      ? {
          azure_service_alias: `${service_name}.${cloud_id}.${regionOf(cloud_name)}.azure.privatelinkservice`,
          azure_service_id: `/subscriptions/${cloud_id}/resourceGroups/sandbox/providers/Microsoft.Network/privateLinkServices/${service_name}`,
        }
      : {}),
    state,
    user_subscription_ids: allowed,
  };
}

function toGoogle({ cloud_id, state }: PrivatelinkRow, { cloud_name }: ServiceRow) {
  const path = `projects/sandbox/regions/${regionOf(cloud_name)}/serviceAttachments/psc-${cloud_id}`;
  return { ...(cloud_id ? { google_service_attachment: path } : {}), state };
}

function regionOf(cloud_name: string): string {
  return cloud_name.slice(cloudByName(cloud_name)?.prefix.length ?? 0);
}

function toAzureConnection(row: PrivatelinkConnectionRow) {
  const { endpoint_id, privatelink_connection_id, state, user_ip_address } = row;
  return { private_endpoint_id: endpoint_id, privatelink_connection_id, state, user_ip_address };
}

function toGoogleConnection(row: PrivatelinkConnectionRow) {
  const { endpoint_id, privatelink_connection_id, state, user_ip_address } = row;
  return { privatelink_connection_id, psc_connection_id: endpoint_id, state, user_ip_address };
}

function availability() {
  return {
    privatelink_availability: CLOUDS.flatMap((cloud) => {
      const price_usd = privatelinkPrice(cloud);
      return price_usd === undefined ? [] : [{ cloud_name: cloud.cloud_name, price_usd }];
    }),
  };
}
