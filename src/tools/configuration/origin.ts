import type { InputIssue } from "../../core/errors.js";
import { isObject } from "../../core/view.js";

/** What says of a fork as of when, or from where: alone it says nothing, and the new service would be empty. */
const OF_A_FORK = ["recovery_target_time", "recovery_basebackup_name", "project_to_fork_from"];

/** What is wrong with where a new service takes its data from. */
export function originIssues(input: Readonly<Record<string, unknown>>): InputIssue[] {
  const config = isObject(input["user_config"]) ? input["user_config"] : {};
  const isFork = (config["service_to_fork_from"] ?? null) !== null;
  const links = [input["service_integrations"] ?? []].flat().filter(isObject);
  const isReplica =
    input["replica_of"] !== undefined || links.some((link) => link["integration_type"] === "read_replica");
  if (isFork && isReplica) {
    const message = "makes a fork, and a read replica is asked for beside it: a service is one of them";
    return [{ field: "user_config.service_to_fork_from", message }];
  }
  if (isFork) return [];
  const message = "is about a fork: name its source in service_to_fork_from, else the new service is empty";
  return OF_A_FORK.filter((name) => (config[name] ?? null) !== null).map((name) => ({
    field: `user_config.${name}`,
    message,
  }));
}
