import { conflict } from "../errors.js";
import { type CmkRow, cmks, makeDefault, requireCmk } from "../model/cmk.js";
import { actorOf, record } from "../model/event.js";
import { requireProject } from "../model/project.js";
import { servicesOf } from "../model/service.js";
import type { Call, Handlers } from "../world.js";

/** Keys that the customer manages at a cloud provider. */
export const handlers: Handlers = {
  CMKList: ({ project }, call) => {
    requireProject(call, project);
    return { cmks: cmks(call.world).under(`${project}/`).map(toCmk) };
  },

  CMKCreate: ({ project, provider, resource, default_cmk = false }, call) => {
    requireProject(call, project);
    if (
      cmks(call.world)
        .under(`${project}/`)
        .some((row) => row.provider === provider && row.resource === resource)
    ) {
      throw conflict(`CMK with resource ${resource} already exists`);
    }
    const id = call.world.uuid();
    const now = call.world.now();
    const times = { created_at: now, updated_at: now };
    const spec = { project, id, provider, resource, default_cmk: false, status: "current", ...times } as const;
    const row = cmks(call.world).put(`${project}/${id}`, spec);
    record(actorOf(call), project, "project_cmk_create", `Created CMK ${id}`);
    return { cmk: toCmk(default_cmk ? makeDefault(call.world, row) : row) };
  },

  CMKGet: (input, call) => ({ cmk: toCmk(requireOwn(call, input)) }),

  CMKUpdate: (input, call) => {
    const row = requireOwn(call, input);
    const changed = input.default_cmk ? makeDefault(call.world, row) : row;
    const { project, id } = row;
    const default_cmk = input.default_cmk ?? changed.default_cmk;
    record(actorOf(call), project, "project_cmk_update", `Changed CMK ${id}`);
    return { cmk: toCmk(cmks(call.world).patch(`${project}/${id}`, { default_cmk, updated_at: call.world.now() })) };
  },

  CMKDelete: (input, call) => {
    const row = requireOwn(call, input);
    const { project, id } = row;
    const user = servicesOf(call.world, project).find((service) => service.cmk_id === id);
    if (user) throw conflict(`CMK is in use by service ${user.service_name}`);
    cmks(call.world).delete(`${project}/${id}`);
    record(actorOf(call), project, "project_cmk_delete", `Deleted CMK ${id}`);
    return { cmk: { ...toCmk(row), status: "deleted" } };
  },

  CMKAccessCheckTrigger: (input, call) => ({ cmk: toCmk(requireOwn(call, input)) }),

  CMKAccessorsList: ({ project }, call) => {
    requireProject(call, project);
    const own = call.world.hex(`cmk accessor ${project}`, 12);
    return {
      accessors: {
        aws: { principal: `arn:aws:iam::123456789012:role/cmk-${own}` },
        azure: { app_id: `${own.slice(0, 8)}-0000-4000-a000-${own}` },
        gcp: { access_group: `cmk-${own}@example.com` },
        oci: { access_group: `ocid1.group.oc1..${own}`, access_tenant: `ocid1.tenancy.oc1..${own}` },
      },
    };
  },

  CMKServiceAssociationsList: (input, call) => {
    const { project, id } = requireOwn(call, input);
    const users = servicesOf(call.world, project).filter((service) => service.cmk_id === id);
    return { service_associations: users.map(({ service_name }) => ({ service_name, status: "current" })) };
  },
};

function requireOwn(call: Call, { project, cmk_id }: { readonly project: string; readonly cmk_id: string }): CmkRow {
  requireProject(call, project);
  return requireCmk(call.world, project, cmk_id);
}

function toCmk({ project: _, ...row }: CmkRow) {
  return row;
}
