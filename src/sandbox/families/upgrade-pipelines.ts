import { ApiFailure, badRequest, conflict, found } from "../errors.js";
import { actorOf, recordOn } from "../model/event.js";
import { requireOrganization } from "../model/organization.js";
import { requireMember } from "../model/project.js";
import { requireService, type ServiceRow, serviceKey, services } from "../model/service.js";
import type { Call, Handlers, World } from "../world.js";

/** An order of upgrades: what is validated in the source may go to the destination; keyed `organization_id/step_id`. */
interface StepRow {
  readonly step_id: string;
  readonly source_project_name: string;
  readonly source_service_name: string;
  readonly destination_project_name: string;
  readonly destination_service_name: string;
  readonly auto_validation_delay_days: number;
  readonly last_validation: {
    readonly comment: string;
    readonly validated_at: string;
    readonly validated_by_user: string;
  } | null;
}

interface InOrganization {
  readonly organization_id: string;
}

const DEFAULT_DELAY_DAYS = 7;

export const handlers: Handlers = {
  UpgradePipelineStepList: ({ organization_id, limit, cursor: _, ...wanted }, call) => {
    requireOrganization(call, organization_id);
    const rows = stepsOf(call.world, organization_id).filter((row) => {
      const fields = new Map<string, unknown>(Object.entries(row));
      return Object.entries(wanted).every(([name, value]) => !fields.has(name) || fields.get(name) === value);
    });
    return { steps: rows.slice(0, limit), total_count: rows.length };
  },

  UpgradePipelineStepGet: (input, call) => requireStep(call, input),

  UpgradePipelineStepCreate: ({ organization_id, ...input }, call) => {
    requireOrganization(call, organization_id);
    const { source_project_name, source_service_name, destination_project_name, destination_service_name } = input;
    const source = findService(call, organization_id, "source", source_project_name, source_service_name);
    const dest = findService(call, organization_id, "destination", destination_project_name, destination_service_name);
    requireFits(call.world, organization_id, source, dest);
    const row: StepRow = {
      step_id: call.world.uuid(),
      source_project_name,
      source_service_name,
      destination_project_name,
      destination_service_name,
      auto_validation_delay_days: input.auto_validation_delay_days ?? DEFAULT_DELAY_DAYS,
      last_validation: null,
    };
    recordOn(call, dest, "upgrade_pipeline_step_create", `Upgrades follow those of ${source.service_name}`);
    return steps(call.world).put(`${organization_id}/${row.step_id}`, row);
  },

  UpgradePipelineStepUpdate: (input, call) => {
    const step = requireStep(call, input);
    const { step_id, auto_validation_delay_days: before } = step;
    const { auto_validation_delay_days = before } = input;
    noteStep(call, step, "update", "Changed");
    return steps(call.world).patch(`${input.organization_id}/${step_id}`, { auto_validation_delay_days });
  },

  UpgradePipelineStepDelete: (input, call) => {
    const step = requireStep(call, input);
    steps(call.world).delete(`${input.organization_id}/${step.step_id}`);
    noteStep(call, step, "delete", "Ended");
    return undefined;
  },

  UpgradePipelineStepValidate: ({ comment = "", ...input }, call) => {
    const service = requireService(call, input);
    if (service.state !== "RUNNING") {
      const message = `Upgrades cannot be validated while the service is ${service.state}`;
      throw conflict(message, "upgrade_step_validation_not_possible_due_to_service_state");
    }
    const own = [...steps(call.world).entries()].filter(([, row]) => serviceKey(service) === sourceOf(row));
    if (own.length === 0) {
      throw new ApiFailure(404, "Service is not the source of an upgrade step", "upgrade_pipeline_service_not_found");
    }
    const last_validation = { comment, validated_at: call.world.now(), validated_by_user: actorOf(call).email };
    for (const [key] of own) steps(call.world).patch(key, { last_validation });
    recordOn(call, service, "upgrade_pipeline_step_validate", "Validated the upgrades of the service");
    return undefined;
  },
};

function noteStep(call: Call, step: StepRow, what: string, did: string): void {
  const where = { project: step.destination_project_name, service_name: step.destination_service_name };
  recordOn(call, where, `upgrade_pipeline_step_${what}`, `${did} how upgrades follow ${step.source_service_name}`);
}

function steps(world: World) {
  return world.table<StepRow>("upgrade_steps");
}

function sourceOf({ source_project_name, source_service_name }: StepRow): string {
  return `${source_project_name}/${source_service_name}`;
}

function destinationOf({ destination_project_name, destination_service_name }: StepRow): string {
  return `${destination_project_name}/${destination_service_name}`;
}

/** The steps of an organization whose services are both still there. */
function stepsOf(world: World, organization_id: string): StepRow[] {
  const all = steps(world).under(`${organization_id}/`);
  return all.filter((row) => services(world).has(sourceOf(row)) && services(world).has(destinationOf(row)));
}

function requireStep(call: Call, { organization_id, step_id }: InOrganization & { readonly step_id: string }): StepRow {
  requireOrganization(call, organization_id);
  const row = stepsOf(call.world, organization_id).find((step) => step.step_id === step_id);
  return found(row, `Upgrade step ${step_id} does not exist`, "upgrade_step_not_found");
}

function findService(
  call: Call,
  organization_id: string,
  side: string,
  project: string,
  service_name: string,
): ServiceRow {
  const row = requireMember(call.world, actorOf(call).userId, project);
  if (row.organization_id !== organization_id) {
    throw new ApiFailure(404, `Project ${project} does not exist`, "project_not_found");
  }
  const service = services(call.world).get(serviceKey({ project, service_name }));
  return found(service, `Service ${service_name} does not exist`, `upgrade_step_${side}_service_not_found`);
}

function requireFits(world: World, organization_id: string, source: ServiceRow, dest: ServiceRow): void {
  if (source.service_type !== dest.service_type) {
    const message = "Source and destination must be of the same service type";
    throw badRequest(message, "upgrade_step_service_type_mismatch");
  }
  const rows = stepsOf(world, organization_id);
  if (rows.some((row) => destinationOf(row) === serviceKey(dest))) {
    const message = `Service ${dest.service_name} already follows another service`;
    throw conflict(message, "upgrade_step_destination_already_has_source");
  }
  // Each service follows one other at most, so that going back from the source finds every circle.
  let at: string | undefined = serviceKey(source);
  while (at !== undefined) {
    if (at === serviceKey(dest)) throw conflict("The step would create a cycle", "upgrade_step_would_create_cycle");
    const before = rows.find((row) => destinationOf(row) === at);
    at = before && sourceOf(before);
  }
}
