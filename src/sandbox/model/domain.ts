import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";

/** A domain of email addresses whose users an organization manages once it is verified; keyed `organization_id/domain_id`. */
export interface DomainRow {
  readonly domain_id: string;
  readonly domain_name: string;
  readonly organization_id: string;
  readonly challenge_token: string;
  readonly state: "unverified" | "verified";
  readonly verification_type: "dns" | "http";
  readonly linked_authentication_method_ids: readonly string[];
  readonly create_time: string;
}

export function domains(world: World): Table<DomainRow> {
  return world.table<DomainRow>("domains");
}

export function requireDomain(world: World, organization_id: string, domain_id: string): DomainRow {
  const row = domains(world).get(`${organization_id}/${domain_id}`);
  return found(row, "Domain does not exist", "organization_domain_not_found");
}
