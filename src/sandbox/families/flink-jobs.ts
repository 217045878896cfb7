import { found } from "../errors.js";
import { type FlinkDeploymentRow, flinkDeploymentsOf, slotsOf } from "../model/flink-deployment.js";
import { requireAnswering } from "../model/service.js";
import type { Handlers } from "../world.js";

/** What Flink's own REST interface tells of the jobs, which are the deployments that were started. */
export const handlers: Handlers = {
  ServiceFlinkJobsList: (input, call) => {
    const service = requireAnswering(call, input, "Flink jobs", "flink");
    const jobs = flinkDeploymentsOf(call.world, service).flatMap((row) =>
      row.job_id ? [{ id: row.job_id, status: statusOf(row) }] : [],
    );
    return { jobs };
  },

  ServiceFlinkJobDetails: (input, call) => {
    const service = requireAnswering(call, input, "Flink jobs", "flink");
    const row = flinkDeploymentsOf(call.world, service).find(({ job_id }) => job_id === input.job_id);
    const { application_name, parallelism, started, ended, ...rest } = found(row, `Job ${input.job_id} does not exist`);
    const now = Math.round(call.world.clock.now());
    const begin = Math.round(started ?? now);
    const isRunning = ended === null;
    return {
      duration: Math.round(ended ?? now) - begin,
      "end-time": isRunning ? -1 : Math.round(ended),
      isStoppable: false,
      jid: input.job_id,
      maxParallelism: -1,
      name: application_name,
      now,
      plan: { jid: input.job_id, name: application_name, nodes: [] },
      "start-time": begin,
      state: statusOf(rest),
      "status-counts": { RUNNING: isRunning ? parallelism : 0, FINISHED: isRunning ? 0 : parallelism },
      timestamps: { RUNNING: begin },
      vertices: [],
    };
  },

  ServiceFlinkOverview: (input, call) => {
    const service = requireAnswering(call, input, "Flink jobs", "flink");
    const jobs = flinkDeploymentsOf(call.world, service).filter(({ job_id }) => job_id !== null);
    const count = (status: string) => jobs.filter((row) => statusOf(row) === status).length;
    const { total, used } = slotsOf(call.world, service);
    return {
      "flink-commit": call.world.hex("flink commit", 7),
      "flink-version": `${service.user_config["flink_version"]}.0`,
      "jobs-cancelled": count("CANCELED"),
      "jobs-failed": count("FAILED"),
      "jobs-finished": count("FINISHED"),
      "jobs-running": jobs.filter(({ ended }) => ended === null).length,
      "slots-available": Math.max(0, total - used),
      "slots-total": total,
      taskmanagers: service.nodes.filter(({ state }) => state === "running").length,
    };
  },
};

/** The status of the job itself, which knows nothing of what was asked of its deployment. */
function statusOf({ status }: Pick<FlinkDeploymentRow, "status">) {
  switch (status) {
    case "CANCELLING_REQUESTED":
    case "SAVING_AND_STOP_REQUESTED":
    case "SAVING_AND_STOP":
      return "RUNNING";
    case "DELETE_REQUESTED":
    case "DELETING":
      return "CANCELED";
    default:
      return status;
  }
}
