import { operationFacts, operationIds } from "../../core/catalogue/index.js";
import { retiredType } from "../../core/configuration/retired.js";
import type { InputIssue } from "../../core/errors.js";
import { nearest } from "../../core/nearest.js";
import { CLOUDS, cloudByName } from "../data/clouds.js";
import { planByName, plansOf } from "../data/plans.js";
import { SERVICE_TYPES } from "../data/service-types.js";
import type { Scenario } from "./scenario.js";

/** Names in a scenario of clouds, types, plans and operations that there are not, each with the nearest that there is. */
export function unknownNames({ organizations, calls = [] }: Scenario): InputIssue[] {
  const projects = organizations.flatMap(({ projects: specs = [] }, o) =>
    specs.map((spec, p) => ({ ...spec, path: `organizations[${o}].projects[${p}]` })),
  );
  const services = projects.flatMap(({ services: specs = [], path }) =>
    specs.map((spec, s) => ({ ...spec, path: `${path}.services[${s}]` })),
  );
  return [
    ...[...projects, ...services].flatMap(({ cloud, path }) =>
      cloud === undefined || cloudByName(cloud) ? [] : [unknown(`${path}.cloud`, cloud, cloudNames())],
    ),
    ...services.flatMap(({ service_type: type, plan, path }) => {
      // What a retired type answers tells its successor.
      if (retiredType(type)) return [];
      if (!SERVICE_TYPES.has(type)) return [unknown(`${path}.service_type`, type, [...SERVICE_TYPES.keys()])];
      const plans = plansOf(type).map(({ service_plan }) => service_plan);
      return planByName(type, plan) ? [] : [unknown(`${path}.plan`, plan, plans)];
    }),
    ...calls.flatMap(({ operation }, index) =>
      operationFacts(operation) ? [] : [unknown(`calls[${index}].operation`, operation, operationIds())],
    ),
  ];
}

function unknown(field: string, name: string, names: readonly string[]): InputIssue {
  return { field, message: `has no "${name}"`, nearest: nearest(name, names) };
}

function cloudNames(): string[] {
  return CLOUDS.map(({ cloud_name }) => cloud_name);
}
