import * as fc from "fast-check";
import { expect } from "vitest";
import { stringifyJson } from "../../../src/core/json.js";
import { Command } from "./command.js";
import { PROJECT } from "./model.js";
import { names } from "./services.js";

export const createIntegration = fc.tuple(names, names).map(
  ([source, dest]) =>
    new Command(`integrate ${source} → ${dest}`, (model, real) => {
      const ends = [model.services.get(source), model.services.get(dest)];
      const link = { integration_type: "dashboard" as const, source_service: source, dest_service: dest };
      const fits = ends[0]?.type === "grafana" && ends[1]?.type === "pg";
      const { status, data } = real.call("ServiceIntegrationCreate", { project: PROJECT, ...link });
      if (ends.some((end) => !end)) expect(status).toBe(404);
      else if (!fits || [...model.integrations.values()].some((each) => each.source === source && each.dest === dest)) {
        // Ends that do not fit each other, and an integration that is there already.
        expect([400, 409]).toContain(status);
      } else {
        expect(status, stringifyJson(data)).toBe(200);
        const made = data["service_integration"] as { service_integration_id: string };
        model.integrations.set(made.service_integration_id, { source, dest });
      }
    }),
);

export const deleteIntegration = fc.nat(5).map(
  (index) =>
    new Command(`delete integration ${index}`, (model, real) => {
      const integration_id = [...model.integrations.keys()][index] ?? "00000000-0000-4000-a000-000000000000";
      const there = model.integrations.delete(integration_id);
      real.expect(there ? 200 : 404, "ServiceIntegrationDelete", { project: PROJECT, integration_id });
    }),
);
