import type { Plan } from "../data/plans.js";
import { badRequest } from "../errors.js";

/**
 * The disk of a service in megabytes, null for what its plan gives. Throws when the plan does not allow the size:
 * fixed, too small, beyond its cap, or between its steps.
 */
export function chooseDisk(plan: Plan, disk_space_mb: number | undefined): number | null {
  if (disk_space_mb === undefined || disk_space_mb === plan.disk_space_mb) return null;
  const { disk_space_mb: least, disk_space_cap_mb: most, disk_space_step_mb: step, service_plan } = plan;
  if (step === 0) throw badRequest(`Disk space is not configurable for plan '${service_plan}'`);
  if (disk_space_mb < least || disk_space_mb > most) {
    throw badRequest(
      `Invalid disk_space_mb ${disk_space_mb}: must be between ${least} and ${most} in plan '${service_plan}'`,
    );
  }
  if ((disk_space_mb - least) % step !== 0) {
    throw badRequest(
      `Invalid disk_space_mb ${disk_space_mb}: must be ${least} and a multiple of ${step} in plan '${service_plan}'`,
    );
  }
  return disk_space_mb;
}
