import { badRequest, conflict, found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";

/** Where an organization is billed or shipped to; keyed `organization_id/address_id`. */
export interface AddressRow {
  readonly organization_id: string;
  readonly address_id: string;
  /** The company. */
  readonly name: string;
  readonly address_lines: readonly string[];
  readonly city: string;
  /** Two letters, or empty. */
  readonly country_code: string;
  readonly state: string;
  readonly zip_code: string;
  readonly create_time: string;
  readonly update_time: string;
}

/** What can be set of an address; what is undefined stays, or is empty in a new one. */
export type AddressDetails = {
  readonly [Key in "name" | "address_lines" | "city" | "country_code" | "state" | "zip_code"]?:
    | AddressRow[Key]
    | undefined;
};

export function addresses(world: World): Table<AddressRow> {
  return world.table<AddressRow>("addresses");
}

export function addressKey({
  organization_id,
  address_id,
}: Pick<AddressRow, "organization_id" | "address_id">): string {
  return `${organization_id}/${address_id}`;
}

export function requireAddress(world: World, organization_id: string, address_id: string): AddressRow {
  return found(
    addresses(world).get(addressKey({ organization_id, address_id })),
    "Address does not exist",
    "address_not_found",
  );
}

export function createAddress(world: World, organization_id: string, details: AddressDetails): AddressRow {
  requireCountry(details);
  const address_id = world.uuid();
  const now = world.now();
  return addresses(world).put(`${organization_id}/${address_id}`, {
    organization_id,
    address_id,
    name: details.name ?? "",
    address_lines: details.address_lines ?? [],
    city: details.city ?? "",
    country_code: details.country_code ?? "",
    state: details.state ?? "",
    zip_code: details.zip_code ?? "",
    create_time: now,
    update_time: now,
  });
}

export function updateAddress(world: World, row: AddressRow, details: AddressDetails): AddressRow {
  requireCountry(details);
  const { name, address_lines, city, country_code, state, zip_code } = details;
  return addresses(world).patch(addressKey(row), {
    name: name ?? row.name,
    address_lines: address_lines ?? row.address_lines,
    city: city ?? row.city,
    country_code: country_code ?? row.country_code,
    state: state ?? row.state,
    zip_code: zip_code ?? row.zip_code,
    update_time: world.now(),
  });
}

/** Removes an address that nothing is sent to any more. */
export function deleteAddress(world: World, row: AddressRow, users: readonly string[]): void {
  if (users.length > 0) {
    throw conflict(`Address is in use by billing groups: ${users.join(", ")}`, "address_in_use");
  }
  addresses(world).delete(addressKey(row));
}

function requireCountry({ country_code }: AddressDetails): void {
  if (country_code === undefined || /^([A-Za-z]{2})?$/.test(country_code)) return;
  throw badRequest(`Invalid country_code '${country_code}': expected two letters`);
}

const REGIONS = new Intl.DisplayNames(["en"], { type: "region" });

/** A country by its two letters; empty for none. */
export function countryName(country_code: string): string {
  return country_code && (REGIONS.of(country_code.toUpperCase()) ?? "");
}

/** An address on one line each. */
export function linesOf({ address_lines, zip_code, city }: AddressRow): string {
  return [...address_lines, zip_code, city].filter(Boolean).join("\n");
}
