import * as fc from "fast-check";
import { BUILT_MS } from "../api.js";
import { Command } from "./command.js";
import { at, CLOUD, type Model, PLANS, type Service } from "./model.js";

export const names = fc.constantFrom("one", "two");

/** Orders a service, in a VPC or none, and waits for it. */
export const create = (name: string, type: Service["type"], vpcOf: (model: Model) => string | null = () => null) =>
  new Command(`create ${name} ${type}`, (model, real) => {
    const exists = model.services.has(name);
    const vpc = vpcOf(model);
    const order = { service_type: type, plan: PLANS[type], cloud: CLOUD, project_vpc_id: vpc };
    real.expect(exists ? 409 : 200, "ServiceCreate", { ...at(name), ...order });
    real.instance.advance(BUILT_MS);
    if (!exists) model.services.set(name, newService(type, vpc));
  });

function newService(type: Service["type"], vpc: string | null): Service {
  return {
    type,
    vpc,
    powered: true,
    protected: false,
    users: new Set(["avnadmin"]),
    topics: new Map(),
    databases: new Set(type === "pg" ? ["defaultdb"] : []),
    pools: new Map(),
    acls: new Map(type === "kafka" ? [["default", "avnadmin admin *"]] : []),
  };
}

export const createService = fc
  .tuple(names, fc.constantFrom("pg" as const, "kafka" as const, "grafana" as const))
  .map(([name, type]) => create(name, type));

export const deleteService = names.map(
  (name) =>
    new Command(`delete ${name}`, (model, real) => {
      const service = model.services.get(name);
      real.expect(service ? (service.protected ? 403 : 200) : 404, "ServiceDelete", at(name));
      if (!service || service.protected) return;
      model.services.delete(name);
      for (const [id, { source, dest }] of model.integrations) {
        if (source === name || dest === name) model.integrations.delete(id);
      }
    }),
);

export const powerService = fc.tuple(names, fc.boolean()).map(
  ([name, powered]) =>
    new Command(`power ${name} ${powered ? "on" : "off"}`, (model, real) => {
      const service = model.services.get(name);
      const refused = service?.protected && service.powered && !powered;
      real.expect(service ? (refused ? 403 : 200) : 404, "ServiceUpdate", { ...at(name), powered });
      real.instance.advance(BUILT_MS);
      if (!service || refused) return;
      // What is only on the disks of the nodes goes with them.
      if (!powered) service.topics.clear();
      service.powered = powered;
    }),
);

export const protectService = fc.tuple(names, fc.boolean()).map(
  ([name, termination_protection]) =>
    new Command(`protect ${name} ${termination_protection}`, (model, real) => {
      const service = model.services.get(name);
      real.expect(service ? 200 : 404, "ServiceUpdate", { ...at(name), termination_protection });
      if (service) service.protected = termination_protection;
    }),
);

export const pass = fc
  .integer({ min: 1, max: 3 * 24 * 60 })
  .map((minutes) => new Command(`${minutes} min`, (_, real) => real.instance.advance(minutes * 60_000)));
