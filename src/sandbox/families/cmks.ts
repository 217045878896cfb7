import { type CmkRow, cmks, createCmk, deleteCmk, requireCmk, servicesWith, setDefault } from "../model/cmk.js";
import { actorOf, record } from "../model/event.js";
import { requireProject } from "../model/project.js";
import type { Call, Handlers } from "../world.js";

export const handlers: Handlers = {
  CMKList: ({ project }, call) => {
    requireProject(call, project);
    return {
      cmks: cmks(call.world)
        .under(`${project}/`)
        .map((row) => toCmk(row)),
    };
  },

  CMKGet: (input, call) => ({ cmk: toCmk(requireOwned(call, input)) }),

  CMKCreate: ({ project, provider, resource, default_cmk = false }, call) => {
    requireProject(call, project);
    const row = createCmk(call.world, project, { provider, resource, default_cmk });
    record(actorOf(call), project, "cmk_create", `Created CMK ${row.id}`);
    return { cmk: toCmk(row) };
  },

  CMKUpdate: ({ default_cmk, ...input }, call) => {
    const row = requireOwned(call, input);
    if (default_cmk === undefined) return { cmk: toCmk(row) };
    record(actorOf(call), input.project, "cmk_update", `Changed CMK ${row.id}`);
    return { cmk: toCmk(setDefault(call.world, input.project, row, default_cmk)) };
  },

  CMKDelete: (input, call) => {
    const row = requireOwned(call, input);
    deleteCmk(call.world, input.project, row);
    record(actorOf(call), input.project, "cmk_delete", `Deleted CMK ${row.id}`);
    return { cmk: toCmk(row, "deleted") };
  },

  // The key's cloud is not here, so it lets everybody in.
  CMKAccessCheckTrigger: (input, call) => ({ cmk: toCmk(requireOwned(call, input)) }),

  CMKServiceAssociationsList: (input, call) => ({
    service_associations: servicesWith(call.world, input.project, requireOwned(call, input)).map(
      ({ service_name }) => ({
        service_name,
        status: "current",
      }),
    ),
  }),

  CMKAccessorsList: ({ project }, call) => {
    requireProject(call, project);
    const name = call.world.hex(`accessor ${project}`, 12);
    const account = String(Number.parseInt(name, 16)).padStart(12, "0").slice(0, 12);
    return {
      accessors: {
        aws: { principal: `arn:aws:iam::${account}:role/cmk-${name}` },
        azure: { app_id: call.world.hex(`app ${project}`, 32) },
        gcp: { access_group: `cmk-${name}@example.com` },
        oci: {
          access_group: `ocid1.group.oc1..${name}`,
          access_tenant: `ocid1.tenancy.oc1..${call.world.hex("tenancy", 12)}`,
        },
      },
    };
  },
};

function requireOwned(call: Call, { project, cmk_id }: { readonly project: string; readonly cmk_id: string }): CmkRow {
  requireProject(call, project);
  return requireCmk(call.world, project, cmk_id);
}

function toCmk(row: CmkRow, status: "current" | "deleted" = "current") {
  return { ...row, status };
}
