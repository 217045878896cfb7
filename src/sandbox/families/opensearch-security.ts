import type { Input, Output } from "../../core/catalogue/index.js";
import { ApiFailure, badRequest, conflict } from "../errors.js";
import { recordOn } from "../model/event.js";
import { requirePowered, requireServiceOf, type ServiceRow, serviceKey } from "../model/service.js";
import { createServiceUser, requireServiceUser, resetCredentials } from "../model/service-user.js";
import type { Call, Handlers, World } from "../world.js";

type Acl = Output<"ServiceOpenSearchAclGet">["opensearch_acl_config"];

/** The user that manages security once that is no longer the API's (source: the provider's documentation). */
const SECURITY_ADMIN = "os-sec-admin";

export const handlers: Handlers = {
  ServiceOpenSearchAclGet: (input, call) => ({
    opensearch_acl_config: aclOf(call.world, requireServiceOf(call, input, "OpenSearch ACLs", "opensearch")),
  }),

  ServiceOpenSearchAclSet: (input, call) => setAcl(call, input, () => input.opensearch_acl_config),

  ServiceOpenSearchAclUpdate: (input, call) =>
    setAcl(call, input, ({ acls, enabled }) => ({
      acls: input.opensearch_acl_config.acls ?? acls,
      enabled: input.opensearch_acl_config.enabled ?? enabled,
    })),

  ServiceOpenSearchSecurityGet: (input, call) => {
    const service = requireServiceOf(call, input, "OpenSearch security", "opensearch");
    return toSecurity(call.world, service);
  },

  ServiceOpenSearchSecuritySet: (input, call) => {
    const service = requirePowered(requireServiceOf(call, input, "OpenSearch security", "opensearch"));
    if (isSelfManaged(call.world, service)) {
      throw conflict("OpenSearch Security management is already enabled for the service");
    }
    securities(call.world).put(securityKey(service), { self_managed: true });
    createServiceUser(call.world, service, {
      username: SECURITY_ADMIN,
      type: "normal",
      password: input.admin_password,
    });
    recordOn(call, service, "service_opensearch_security_set", "Enabled OpenSearch Security management");
    return toSecurity(call.world, service);
  },

  ServiceOpenSearchSecurityReset: (input, call) => {
    const service = requirePowered(requireServiceOf(call, input, "OpenSearch security", "opensearch"));
    if (!isSelfManaged(call.world, service)) {
      throw badRequest("OpenSearch Security management is not enabled for the service");
    }
    const admin = requireServiceUser(call.world, service, SECURITY_ADMIN);
    if (admin.password !== input.admin_password) throw new ApiFailure(403, "Invalid admin password");
    resetCredentials(call.world, service, admin, input.new_password);
    recordOn(call, service, "service_opensearch_security_reset", "Changed the password of the security administrator");
    return toSecurity(call.world, service);
  },
};

function acls(world: World) {
  return world.table<Acl>("opensearch_acls");
}

function aclOf(world: World, service: ServiceRow): Acl {
  return acls(world).get(`${serviceKey(service)}/acl`) ?? { acls: [], enabled: false };
}

function setAcl(
  call: Call,
  input: Pick<Input<"ServiceOpenSearchAclGet">, "project" | "service_name">,
  change: (before: Acl) => Acl,
) {
  const service = requirePowered(requireServiceOf(call, input, "OpenSearch ACLs", "opensearch"));
  if (isSelfManaged(call.world, service)) {
    throw conflict("ACLs are managed by OpenSearch Security, not by the API");
  }
  const next = change(aclOf(call.world, service));
  const names = next.acls.map(({ username }) => username);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw badRequest(`Invalid ACL: user '${twice}' is named more than once`);
  const { acls: rules, enabled } = next;
  acls(call.world).put(`${serviceKey(service)}/acl`, { acls: rules, enabled });
  recordOn(call, service, "service_opensearch_acl_update", `Changed the ACLs: ${enabled ? "enabled" : "disabled"}`);
  return { opensearch_acl_config: { acls: rules, enabled } };
}

function securities(world: World) {
  return world.table<{ readonly self_managed: true }>("opensearch_security");
}

function securityKey(service: ServiceRow): string {
  return `${serviceKey(service)}/security`;
}

/** Whether security is managed in OpenSearch itself, which cannot be taken back. */
function isSelfManaged(world: World, service: ServiceRow): boolean {
  return securities(world).has(securityKey(service));
}

function toSecurity(world: World, service: ServiceRow) {
  const enabled = isSelfManaged(world, service);
  return {
    security_plugin_admin_enabled: enabled,
    security_plugin_available: true,
    security_plugin_enabled: enabled,
  };
}
