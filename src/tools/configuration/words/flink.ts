import type { ParameterPaths } from "../../../core/configuration/generated/paths.js";
import type { WordsByPath } from "../words.js";

/** Words for Flink. */
export const flink: WordsByPath<ParameterPaths["services"]["flink"]> = {
  custom_code: {
    text: "Lets the service run your own JARs besides SQL.",
    aka: ["upload a jar", "java application", "datastream api"],
  },
  flink_version: { marks: ["one-way"], text: "Version of Flink.", aka: ["which flink"] },
  number_of_task_slots: {
    text: "Tasks that each node can run side by side.",
    unit: "slots per node",
    effect: "The slots share the node's memory; too many run out of it. Running jobs restart.",
    aka: ["parallelism", "not enough slots", "noresourceavailableexception"],
  },
  pekko_ask_timeout_s: {
    text: "How long Flink's parts wait for an answer of each other.",
    unit: "s",
    effect: "Raise when large jobs fail to start with an ask timeout.",
    aka: ["akka ask timeout", "job submission times out"],
  },
  pekko_framesize_b: {
    text: "Largest message between Flink's parts.",
    unit: "bytes",
    aka: ["akka framesize", "oversized payload"],
  },
};
