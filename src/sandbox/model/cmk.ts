import { badRequest, conflict, found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";
import { type ServiceRow, servicesOf } from "./service.js";

/** A key of the customer's that encrypts the disks of services; keyed `project/id`. */
export interface CmkRow {
  readonly id: string;
  readonly provider: "aws" | "azure" | "gcp" | "oci";
  /** What the provider's key management calls it. */
  readonly resource: string;
  /** Whether new services take it when they are given none. */
  readonly default_cmk: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

const RESOURCES: Readonly<Record<CmkRow["provider"], RegExp>> = {
  aws: /^arn:aws[\w-]*:kms:[\w-]+:\d{12}:key\/.+$/,
  azure: /^https:\/\/[\w.-]+\/keys\/[\w-]+(\/\w+)?$/,
  gcp: /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/,
  oci: /^ocid1\.key\..+$/,
};

export function cmks(world: World): Table<CmkRow> {
  return world.table<CmkRow>("cmks");
}

export function requireCmk(world: World, project: string, id: string): CmkRow {
  return found(cmks(world).get(`${project}/${id}`), "CMK does not exist");
}

export function createCmk(
  world: World,
  project: string,
  spec: Pick<CmkRow, "provider" | "resource" | "default_cmk">,
): CmkRow {
  const { provider, resource, default_cmk } = spec;
  if (!RESOURCES[provider].test(resource))
    throw badRequest(`Invalid resource '${resource}' for provider '${provider}'`);
  const twin = cmks(world)
    .under(`${project}/`)
    .find((row) => row.resource === resource);
  if (twin) throw conflict(`CMK ${twin.id} with resource '${resource}' already exists`);
  if (default_cmk) clearDefault(world, project);
  const id = world.uuid();
  const now = world.now();
  return cmks(world).put(`${project}/${id}`, { ...spec, id, created_at: now, updated_at: now });
}

/** Makes a key the one that new services take, or no longer. A project has one such key at most. */
export function setDefault(world: World, project: string, { id }: CmkRow, default_cmk: boolean): CmkRow {
  if (default_cmk) clearDefault(world, project);
  return cmks(world).patch(`${project}/${id}`, { default_cmk, updated_at: world.now() });
}

function clearDefault(world: World, project: string): void {
  for (const row of cmks(world).under(`${project}/`)) {
    if (row.default_cmk) cmks(world).patch(`${project}/${row.id}`, { default_cmk: false });
  }
}

/** Removes a key that nothing is encrypted with. */
export function deleteCmk(world: World, project: string, row: CmkRow): void {
  const names = servicesWith(world, project, row).map((service) => service.service_name);
  if (names.length > 0) throw conflict(`CMK cannot be deleted while services use it: ${names.join(", ")}`);
  cmks(world).delete(`${project}/${row.id}`);
}

export function servicesWith(world: World, project: string, { id }: CmkRow): ServiceRow[] {
  return servicesOf(world, project).filter((service) => service.cmk_id === id);
}

/** The key of a service: the given one, which has to exist, else the project's default, if there is one. */
export function chooseCmk(world: World, project: string, id: string | null | undefined): string | null {
  const own = cmks(world).under(`${project}/`);
  if (!id) return own.find((row) => row.default_cmk)?.id ?? null;
  if (own.some((row) => row.id === id)) return id;
  throw badRequest(`CMK ${id} does not exist`, "invalid_cmk_id");
}
