import { pem } from "../model/pem.js";
import { requireProject } from "../model/project.js";
import type { Handlers } from "../world.js";

export const handlers: Handlers = {
  // One authority for all projects of an organization, as for the real ones that were made of late.
  ProjectKmsGetCA: ({ project }, call) => {
    const { organization_id } = requireProject(call, project);
    return { certificate: pem(call.world, "CERTIFICATE", `authority of ${organization_id}`) };
  },
};
