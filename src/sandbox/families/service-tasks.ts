import type { Input } from "../../core/catalogue/index.js";
import { SERVICE_TYPES } from "../data/service-types.js";
import { versionsOf } from "../data/versions.js";
import { badRequest, conflict } from "../errors.js";
import { backupsOf, takeBackup } from "../model/backup.js";
import { recordOn } from "../model/event.js";
import { matchIndices } from "../model/opensearch-index.js";
import { requirePowered, requireService, type ServiceRow } from "../model/service.js";
import { type Outcome, requireServiceTask, startServiceTask, toServiceTask } from "../model/service-task.js";
import type { Call, Handlers } from "../world.js";

export { effects } from "../model/service-task.js";

type Spec = Input<"ServiceTaskCreate">;

export const handlers: Handlers = {
  ServiceTaskCreate: (input, call) => {
    const service = requirePowered(requireService(call, input));
    const atOnce = input.task_type === "upgrade_check" && input.upgrade_check?.async === false;
    const task = startServiceTask(call.world, service, input.task_type, outcomeOf(input, service, call), atOnce);
    recordOn(call, service, "service_task_create", `Started task ${input.task_type}`);
    return { task: toServiceTask(task) };
  },

  ServiceTaskGet: (input, call) => {
    const service = requireService(call, input);
    return { task: toServiceTask(requireServiceTask(call.world, service, input.task_id)) };
  },
};

function outcomeOf(input: Spec, service: ServiceRow, call: Call): Outcome {
  switch (input.task_type) {
    case "upgrade_check":
      return checkUpgrade(
        service,
        given(input.upgrade_check?.target_version ?? input.target_version, "target_version"),
      );
    case "migration_check":
      return checkMigration(given(input.migration_check, "migration_check"), service, call);
    case "dataset_import":
      requireType(service, "dataset_import", "pg");
      given(input.dataset_import, "dataset_import");
      return { success: true, result: "Dataset import completed successfully" };
    case "create_user_backup":
      return backUp(given(input.create_user_backup, "create_user_backup").backup_name, service, call);
    case "create_searchable_snapshot":
      return checkSearchable(
        given(input.create_searchable_snapshot, "create_searchable_snapshot").indices,
        service,
        call,
      );
  }
}

/** Whether a major version can be had from the one in use; what the data itself would say is not known here. */
function checkUpgrade({ service_type, user_config }: ServiceRow, target: string): Outcome {
  const versionKey = SERVICE_TYPES.get(service_type)?.versionKey;
  const order = versionsOf(service_type);
  const next = order.find(({ major_version }) => major_version === target);
  if (!versionKey || !next) throw badRequest(`Invalid target_version '${target}' for service type '${service_type}'`);
  const current = String(user_config[versionKey]);
  if (order.indexOf(next) <= order.findIndex(({ major_version }) => major_version === current)) {
    return { success: false, result: `Version ${target} is not newer than the current version ${current}` };
  }
  if (next.state !== "available") return { success: false, result: `Version ${target} is no longer available` };
  return { success: true, result: `Upgrade from version ${current} to ${target} is possible` };
}

/** Nothing outside can be reached, so of a URI only its form is checked. */
function checkMigration(spec: NonNullable<Spec["migration_check"]>, service: ServiceRow, call: Call): Outcome {
  requireType(service, "migration_check", "mysql", "pg", "valkey");
  const { source_service_name, source_service_uri, source_project_name = service.project } = spec;
  if (source_service_name !== undefined) {
    const source = requireService(call, { project: source_project_name, service_name: source_service_name });
    if (source.service_type !== service.service_type) {
      return failed(
        `Source is of service type '${source.service_type}', not '${service.service_type}'`,
        "type_mismatch",
      );
    }
    return { success: true, result: "All pre-checks passed successfully.", result_codes: [{ code: "ok" }] };
  }
  const uri = given(source_service_uri, "source_service_uri");
  const scheme = { mysql: /^mysql:\/\//, pg: /^postgres(ql)?:\/\// }[service.service_type] ?? /^(redis|valkey)s?:\/\//;
  if (!scheme.test(uri) || !URL.canParse(uri))
    return failed("The source URI is not valid for this service", "invalid_uri");
  return { success: true, result: "All pre-checks passed successfully.", result_codes: [{ code: "ok" }] };
}

function backUp(backup_name: string, service: ServiceRow, { world }: Call): Outcome {
  if ((SERVICE_TYPES.get(service.service_type)?.backups ?? "none") === "none") {
    throw badRequest(`Service type '${service.service_type}' does not support backups`);
  }
  if (!/^[\w.-]{1,256}$/.test(backup_name)) throw badRequest(`Invalid backup name '${backup_name}'`);
  if (backupsOf(world, service).some((backup) => backup.backup_name === backup_name)) {
    throw conflict(`Backup ${backup_name} already exists`);
  }
  takeBackup(world, service, backup_name);
  return { success: true, result: `Backup ${backup_name} created` };
}

function checkSearchable(pattern: string, service: ServiceRow, { world }: Call): Outcome {
  requireType(service, "create_searchable_snapshot", "opensearch");
  const found = matchIndices(world, service, pattern);
  if (found.length === 0) return failed(`No index matches '${pattern}'`, "index_not_found");
  return { success: true, result: `Created searchable snapshots of ${found.length} indices` };
}

function failed(result: string, code: string): Outcome {
  return { success: false, result, result_codes: [{ code }] };
}

function requireType({ service_type }: ServiceRow, task: string, ...types: string[]): void {
  if (!types.includes(service_type)) {
    throw badRequest(`Task type '${task}' is not supported for service type '${service_type}'`);
  }
}

function given<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw badRequest(`Invalid input: '${name}' is a required property`);
  return value;
}
