import { SERVICE_PART_TARGETS } from "./inside-service.js";
import { KAFKA_TARGETS } from "./kafka.js";
import { ACCOUNT_TARGETS, ORGANIZATION_TARGETS } from "./organization.js";
import { PROJECT_TARGETS } from "./project.js";

/** How to look at everything that can be lost, by the name that the words of operations use. */
export const TARGETS = {
  ...SERVICE_PART_TARGETS,
  ...KAFKA_TARGETS,
  ...PROJECT_TARGETS,
  ...ORGANIZATION_TARGETS,
  ...ACCOUNT_TARGETS,
};

export type TargetName = keyof typeof TARGETS;
