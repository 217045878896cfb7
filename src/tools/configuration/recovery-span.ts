import type { Config } from "../../core/configuration/validate.js";
import type { InputIssue } from "../../core/errors.js";
import type { Door } from "../door.js";
import { readBeside } from "../unread.js";

const TARGET = "recovery_target_time";

/**
 * Problems of what a fork begins with, the one with its moment beside the span that the source's backups cover. A courtesy: where
 * that cannot be read, the problems are as they were.
 */
export async function withRecoverySpan(
  door: Door,
  issues: readonly InputIssue[],
  project: string | undefined,
  config: Config,
): Promise<readonly InputIssue[]> {
  const { service_to_fork_from: service_name, project_to_fork_from } = config;
  if (typeof service_name !== "string" || !issues.some(({ field }) => field === TARGET)) return issues;
  const source = typeof project_to_fork_from === "string" ? project_to_fork_from : project;
  if (source === undefined) return issues;
  const found = await readBeside(door, "ServiceBackupsGet", { project: source, service_name });
  const { pitr_range_start: start, pitr_range_end: end } = found?.pitr?.primary_region ?? {};
  if (!start) return issues;
  const span = `${service_name} can be had as of ${start} to ${end ?? "now"}`;
  return issues.map((issue) => (issue.field === TARGET ? { ...issue, message: `${issue.message}; ${span}` } : issue));
}
