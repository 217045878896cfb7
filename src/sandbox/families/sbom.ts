import { badRequest, found } from "../errors.js";
import { projects, requireProject } from "../model/project.js";
import { servicesOf } from "../model/service.js";
import type { Handlers, World } from "../world.js";

/** A link to a report, which needs no token; keyed `project/cookie`. */
interface SbomLinkRow {
  readonly project: string;
  readonly file_format: string;
  readonly expiry_time: string;
}

const VALID_MS = 3600_000;

/** What is installed in a project: its services, as there are no packages below them here. */
export const handlers: Handlers = {
  ProjectGenerateSbomDownloadUrl: ({ project, file_format }, call) => {
    requireProject(call, project);
    if (file_format !== "csv" && file_format !== "spdx") throw badRequest(`Invalid file format '${file_format}'`);
    const cookie = call.world.id("", 40);
    const expiry_time = call.world.clock.timestamp(call.world.clock.now() + VALID_MS);
    links(call.world).put(`${project}/${cookie}`, { project, file_format, expiry_time });
    return { download_url: `/project/${project}/download-sbom/${file_format}/${cookie}` };
  },

  ProjectDownloadSBOMReport: ({ project, file_format, download_cookie }, { world }) => {
    const row = links(world).get(`${project}/${download_cookie}`);
    const valid = row?.file_format === file_format && Date.parse(row.expiry_time) > world.clock.now();
    found((valid && projects(world).get(project)) || undefined, "Report does not exist");
    const csv = file_format === "csv";
    const text = csv ? csvOf(world, project) : JSON.stringify(spdxOf(world, project));
    return { contentType: csv ? "text/csv" : "text/json", bytes: new TextEncoder().encode(text) };
  },
};

function links(world: World) {
  return world.table<SbomLinkRow>("sbom_links");
}

function csvOf(world: World, project: string): string {
  const lines = servicesOf(world, project).map(({ service_name, service_type, plan }) =>
    [service_name, service_type, plan].join(","),
  );
  return ["service_name,service_type,plan", ...lines, ""].join("\n");
}

function spdxOf(world: World, project: string) {
  return {
    spdxVersion: "SPDX-2.3",
    SPDXID: "SPDXRef-DOCUMENT",
    name: project,
    creationInfo: { created: world.now() },
    packages: servicesOf(world, project).map(({ service_name, service_type }) => ({
      SPDXID: `SPDXRef-${service_name}`,
      name: service_type,
    })),
  };
}
