import { badRequest, found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";

/** A key of the customer's that encrypts services; keyed `project/id`. */
export interface CmkRow {
  readonly project: string;
  readonly id: string;
  readonly provider: "aws" | "azure" | "gcp" | "oci";
  readonly resource: string;
  /** Used by services that are made without naming a key. */
  readonly default_cmk: boolean;
  readonly status: "current";
  readonly created_at: string;
  readonly updated_at: string;
}

export function cmks(world: World): Table<CmkRow> {
  return world.table<CmkRow>("cmks");
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function requireCmk(world: World, project: string, id: string): CmkRow {
  if (!UUID.test(id)) throw badRequest(`Invalid CMK ID '${id}'`, "invalid_cmk_id");
  return found(cmks(world).get(`${project}/${id}`), "CMK does not exist");
}

/** The key of a new service: the named one, else the project's default one, if it has one. */
export function chooseCmk(world: World, project: string, id: string | undefined): string | null {
  if (id !== undefined) return requireCmk(world, project, id).id;
  return (
    cmks(world)
      .under(`${project}/`)
      .find((row) => row.default_cmk)?.id ?? null
  );
}

/** Marks a key as the default one, in place of the one before. */
export function makeDefault(world: World, { project, id }: CmkRow): CmkRow {
  for (const row of cmks(world).under(`${project}/`)) {
    if (row.default_cmk) cmks(world).patch(`${project}/${row.id}`, { default_cmk: false });
  }
  return cmks(world).patch(`${project}/${id}`, { default_cmk: true });
}
