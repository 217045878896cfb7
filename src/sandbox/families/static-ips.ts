import { CLOUDS } from "../data/clouds.js";
import { staticIpPrice } from "../data/prices.js";
import { recordOn } from "../model/event.js";
import { requireProject } from "../model/project.js";
import { requireService } from "../model/service.js";
import {
  associate,
  createStaticIp,
  deleteStaticIp,
  dissociate,
  requireStaticIp,
  type StaticIpRow,
  stateOf,
  staticIps,
} from "../model/static-ip.js";
import type { Call, Handlers, World } from "../world.js";

export { effects } from "../model/static-ip.js";

export const handlers: Handlers = {
  StaticIPList: ({ project, limit }, call) => {
    requireProject(call, project);
    const rows = staticIps(call.world).under(`${project}/`).slice(0, limit);
    return { static_ips: rows.map((row) => toStaticIp(call.world, row)) };
  },

  StaticIPCreate: ({ project, cloud_name, termination_protection = false }, call) => {
    requireProject(call, project);
    const row = createStaticIp(call.world, { project, cloud_name, termination_protection });
    recordOn(call, row, "static_ip_create", `Created static IP address ${row.static_ip_address_id} in ${cloud_name}`);
    return toStaticIp(call.world, row);
  },

  ProjectStaticIPPatch: ({ termination_protection, ...input }, call) => {
    const row = requireOwned(call, input);
    if (termination_protection === undefined) return toStaticIp(call.world, row);
    const key = `${row.project}/${row.static_ip_address_id}`;
    recordOn(call, row, "static_ip_update", `Changed static IP address ${row.static_ip_address_id}`);
    return toStaticIp(call.world, staticIps(call.world).patch(key, { termination_protection }));
  },

  StaticIPDelete: (input, call) => {
    const row = requireOwned(call, input);
    deleteStaticIp(call.world, row);
    recordOn(call, row, "static_ip_delete", `Deleted static IP address ${row.static_ip_address_id}`);
    return { ...toStaticIp(call.world, row), state: "deleted" };
  },

  ProjectStaticIPAssociate: ({ service_name, ...input }, call) => {
    const row = requireOwned(call, input);
    const associated = associate(call.world, row, requireService(call, { project: input.project, service_name }));
    const words = `Associated static IP address ${row.static_ip_address_id}`;
    recordOn(call, associated, "static_ip_associate", words);
    return toStaticIp(call.world, associated);
  },

  ProjectStaticIPDissociate: (input, call) => {
    const row = requireOwned(call, input);
    const dissociated = dissociate(call.world, row);
    recordOn(call, row, "static_ip_dissociate", `Dissociated static IP address ${row.static_ip_address_id}`);
    return toStaticIp(call.world, dissociated);
  },

  ProjectStaticIPAvailabilityList: ({ project }, call) => {
    requireProject(call, project);
    return availability();
  },

  PublicStaticIPAvailabilityList: availability,
};

function requireOwned(
  call: Call,
  input: { readonly project: string; readonly static_ip_address_id: string },
): StaticIpRow {
  requireProject(call, input.project);
  return requireStaticIp(call.world, input.project, input.static_ip_address_id);
}

function availability() {
  return {
    static_ip_address_availability: CLOUDS.flatMap((cloud) => {
      const price_usd = staticIpPrice(cloud);
      return price_usd === undefined ? [] : [{ cloud_name: cloud.cloud_name, price_usd }];
    }),
  };
}

function toStaticIp(world: World, row: StaticIpRow) {
  const { cloud_name, ip_address, static_ip_address_id, termination_protection } = row;
  const state = stateOf(world, row);
  return {
    cloud_name,
    ip_address,
    service_name: row.service_name || null,
    state,
    static_ip_address_id,
    termination_protection,
  };
}
