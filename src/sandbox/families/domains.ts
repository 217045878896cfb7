import { badRequest, conflict } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { type DomainRow, domains, requireDomain } from "../model/domain.js";
import { requireOrganization } from "../model/organization.js";
import type { Call, Handlers } from "../world.js";

const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

export const handlers: Handlers = {
  OrganizationDomainsList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return { domains: domains(call.world).under(`${organization_id}/`) };
  },

  OrganizationDomainAdd: ({ organization_id, domain_name, verification_type = "dns" }, call) => {
    requireOrganization(call, organization_id);
    const name = domain_name.toLowerCase();
    if (!DOMAIN.test(name)) throw badRequest(`Invalid domain name '${domain_name}'`);
    const same = domains(call.world).where((row) => row.domain_name === name);
    if (same.some((row) => row.organization_id === organization_id || row.state === "verified")) {
      throw conflict(`Domain ${name} is already linked to an organization`, "organization_domain_already_linked");
    }
    const domain_id = call.world.id("dom");
    recordInOrganization(call, organization_id, "organization_domain_add", `Added domain ${name}`);
    return domains(call.world).put(`${organization_id}/${domain_id}`, {
      domain_id,
      domain_name: name,
      organization_id,
      challenge_token: `aiven-domain-verification=${call.world.hex(domain_id, 32)}`,
      state: "unverified",
      verification_type,
      linked_authentication_method_ids: [],
      create_time: call.world.now(),
    });
  },

  OrganizationDomainUpdate: (input, call) => {
    const row = requireOwn(call, input);
    recordInOrganization(call, row.organization_id, "organization_domain_update", `Changed domain ${row.domain_name}`);
    return patch(call, row, { verification_type: input.verification_type ?? row.verification_type });
  },

  // No name is looked up here: every domain shows its challenge, but those that by standard never resolve.
  OrganizationDomainVerify: (input, call) => {
    const row = requireOwn(call, input);
    if (row.domain_name.endsWith(".invalid")) {
      throw badRequest(`Verification of domain ${row.domain_name} failed`, "organization_domain_verification_failed");
    }
    recordInOrganization(call, row.organization_id, "organization_domain_verify", `Verified domain ${row.domain_name}`);
    return patch(call, row, { state: "verified" });
  },

  OrganizationDomainsRemove: (input, call) => {
    const { organization_id, domain_id, domain_name } = requireOwn(call, input);
    domains(call.world).delete(`${organization_id}/${domain_id}`);
    recordInOrganization(call, organization_id, "organization_domain_remove", `Removed domain ${domain_name}`);
    return undefined;
  },
};

function requireOwn(call: Call, { organization_id, domain_id }: Pick<DomainRow, "organization_id" | "domain_id">) {
  requireOrganization(call, organization_id);
  return requireDomain(call.world, organization_id, domain_id);
}

function patch(call: Call, { organization_id, domain_id }: DomainRow, fields: Partial<DomainRow>): DomainRow {
  return domains(call.world).patch(`${organization_id}/${domain_id}`, fields);
}
