import { X509Certificate } from "node:crypto";
import type { Input } from "../../core/catalogue/index.js";
import { badRequest } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import {
  type AuthenticationMethodRow,
  authenticationMethods,
  requireAuthenticationMethod,
} from "../model/authentication-method.js";
import { type DomainRow, domains, requireDomain } from "../model/domain.js";
import { type OrganizationRow, requireAccount, requireOrganization } from "../model/organization.js";
import { unitOf } from "../model/unit.js";
import { requireUserGroup } from "../model/user-group.js";
import type { Call, Handlers } from "../world.js";

export const handlers: Handlers = {
  AccountAuthenticationMethodsList: ({ account_id }, call) => {
    const { organization_id } = requireAccount(call, account_id);
    const rows = authenticationMethods(call.world).under(`${organization_id}/`);
    return { authentication_methods: rows.map(toMethod) };
  },

  AccountAuthenticationMethodCreate: ({ account_id, linked_domains = [], ...input }, call) => {
    const organization = requireAccount(call, account_id);
    if (unitOf(call.world, account_id)) {
      const message = "Authentication methods belong to the organization, not to its units";
      throw badRequest(message, "nested_account_cannot_have_authentication_method");
    }
    const { organization_id } = organization;
    const linked = linked_domains.map(({ domain_id }) => requireDomain(call.world, organization_id, domain_id));
    const authentication_method_id = call.world.id("am");
    const now = call.world.now();
    const row = authenticationMethods(call.world).put(`${organization_id}/${authentication_method_id}`, {
      authentication_method_id,
      authentication_method_type: input.authentication_method_type,
      authentication_method_enabled: false,
      account_id: organization.account_id,
      organization_id,
      ...autoJoin(call, organization, input),
      create_time: now,
      update_time: now,
      settings: settingsOf(input),
    });
    for (const domain of linked) link(call, domain, authentication_method_id);
    note(call, row, "create");
    return { authentication_method: toMethod(row) };
  },

  AccountAuthenticationMethodGet: (input, call) => ({ authentication_method: toMethod(requireMethod(call, input)) }),

  AccountAuthenticationMethodUpdate: (input, call) => {
    const row = requireMethod(call, input);
    const organization = requireAccount(call, input.account_id);
    const settings = { ...row.settings, ...settingsOf(input) };
    const enabled = input.authentication_method_enabled ?? row.authentication_method_enabled;
    if (enabled && isPending({ ...row, settings })) {
      throw badRequest("Authentication method is not configured: saml_idp_url, saml_entity_id and saml_certificate");
    }
    const changed = authenticationMethods(call.world).patch(keyOf(row), {
      authentication_method_enabled: enabled,
      ...autoJoin(call, organization, { ...pick(row), ...input }),
      settings,
      update_time: call.world.now(),
    });
    note(call, row, "update");
    return { authentication_method: toMethod(changed) };
  },

  AccountAuthenticationMethodDelete: (input, call) => {
    const row = requireMethod(call, input);
    for (const domain of domainsOf(call, row)) unlink(call, domain, row.authentication_method_id);
    authenticationMethods(call.world).delete(keyOf(row));
    note(call, row, "delete");
    return { message: "deleted" };
  },

  OrganizationAuthDomainList: ({ organization_id, authentication_method_id }, call) => {
    requireOrganization(call, organization_id);
    const method = requireAuthenticationMethod(call.world, organization_id, authentication_method_id);
    return { domains: domainsOf(call, method) };
  },

  OrganizationAuthDomainLink: ({ organization_id, authentication_method_id, domain_id }, call) => {
    requireOrganization(call, organization_id);
    const method = requireAuthenticationMethod(call.world, organization_id, authentication_method_id);
    const domain = requireDomain(call.world, organization_id, domain_id);
    link(call, domain, method.authentication_method_id);
    const what = `Linked domain ${domain.domain_name} to authentication method ${authentication_method_id}`;
    recordInOrganization(call, organization_id, "authentication_method_domain_link", what);
    return undefined;
  },

  OrganizationAuthDomainUnlink: ({ organization_id, authentication_method_id, domain_id }, call) => {
    requireOrganization(call, organization_id);
    requireAuthenticationMethod(call.world, organization_id, authentication_method_id);
    const domain = requireDomain(call.world, organization_id, domain_id);
    unlink(call, domain, authentication_method_id);
    const what = `Unlinked domain ${domain.domain_name} from authentication method ${authentication_method_id}`;
    recordInOrganization(call, organization_id, "authentication_method_domain_unlink", what);
    return undefined;
  },
};

type Settings = Partial<Omit<Input<"AccountAuthenticationMethodCreate">, "account_id" | "linked_domains">>;

function requireMethod(
  call: Call,
  input: { readonly account_id: string; readonly account_authentication_method_id: string },
): AuthenticationMethodRow {
  const { organization_id } = requireAccount(call, input.account_id);
  return requireAuthenticationMethod(call.world, organization_id, input.account_authentication_method_id);
}

function keyOf({ organization_id, authentication_method_id }: AuthenticationMethodRow): string {
  return `${organization_id}/${authentication_method_id}`;
}

function pick({ auto_join_team_id, auto_join_user_group_id }: AuthenticationMethodRow): Settings {
  return {
    ...(auto_join_team_id === null ? {} : { auto_join_team_id }),
    ...(auto_join_user_group_id === null ? {} : { auto_join_user_group_id }),
  };
}

/** What new users of the method join. */
function autoJoin(call: Call, { organization_id }: OrganizationRow, input: Settings) {
  const { auto_join_user_group_id: group, auto_join_team_id: team } = input;
  if (group !== undefined) requireUserGroup(call.world, organization_id, group);
  return { auto_join_team_id: team ?? null, auto_join_user_group_id: group ?? null };
}

function settingsOf(input: Settings): Record<string, unknown> {
  const { saml_certificate } = input;
  if (saml_certificate !== undefined && certificate(saml_certificate) === undefined) {
    throw badRequest("Invalid saml_certificate: not a certificate in PEM form");
  }
  const kept = Object.entries(input).filter(([name]) =>
    /^(auth_token_|saml_|scim_|authentication_method_name)/.test(name),
  );
  return Object.fromEntries(kept);
}

function certificate(pem: unknown): X509Certificate | undefined {
  if (typeof pem !== "string") return undefined;
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** A SAML method is of use only when it knows its identity provider. */
function isPending({ authentication_method_type, settings }: AuthenticationMethodRow): boolean {
  if (authentication_method_type !== "saml") return false;
  return ["saml_idp_url", "saml_entity_id", "saml_certificate"].some((name) => !settings[name]);
}

function domainsOf(call: Call, { organization_id, authentication_method_id }: AuthenticationMethodRow): DomainRow[] {
  return domains(call.world)
    .under(`${organization_id}/`)
    .filter((row) => row.linked_authentication_method_ids.includes(authentication_method_id));
}

function link(call: Call, row: DomainRow, id: string): void {
  const others = row.linked_authentication_method_ids.filter((other) => other !== id);
  patchLinks(call, row, [...others, id]);
}

function unlink(call: Call, row: DomainRow, id: string): void {
  patchLinks(
    call,
    row,
    row.linked_authentication_method_ids.filter((other) => other !== id),
  );
}

function patchLinks(call: Call, { organization_id, domain_id }: DomainRow, ids: readonly string[]): void {
  domains(call.world).patch(`${organization_id}/${domain_id}`, { linked_authentication_method_ids: ids });
}

function note(call: Call, { organization_id, authentication_method_id }: AuthenticationMethodRow, what: string): void {
  const type = `authentication_method_${what}`;
  recordInOrganization(call, organization_id, type, `Authentication method ${authentication_method_id}: ${what}`);
}

function toMethod(row: AuthenticationMethodRow) {
  const { settings, ...rest } = row;
  const x509 = certificate(settings["saml_certificate"]);
  const sso = `https://api.aiven.io/v1/sso/saml/account/${row.account_id}/method/${row.authentication_method_id}`;
  return {
    ...rest,
    ...settings,
    delete_time: null,
    ...(row.authentication_method_type === "saml"
      ? { saml_acs_url: `${sso}/acs`, saml_metadata_url: `${sso}/metadata` }
      : {}),
    ...(x509
      ? {
          saml_certificate_issuer: x509.issuer,
          saml_certificate_not_valid_after: new Date(x509.validTo).toISOString(),
          saml_certificate_not_valid_before: new Date(x509.validFrom).toISOString(),
          saml_certificate_subject: x509.subject,
        }
      : {}),
    state: isPending(row) ? ("pending_configuration" as const) : ("active" as const),
  };
}
