import { found } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { requireOrganization } from "../model/organization.js";
import {
  REPOSITORIES,
  type Repository,
  requireVcsIntegration,
  startVcsIntegration,
  type VcsIntegrationRow,
  vcsIntegrationsOf,
} from "../model/vcs-integration.js";
import type { Call, Handlers, World } from "../world.js";

export { effects } from "../model/vcs-integration.js";

interface InOrganization {
  readonly organization_id: string;
  readonly vcs_integration_id: string;
}
type InRepository = InOrganization & { readonly remote_repository_id: string };

export const handlers: Handlers = {
  ApplicationVcsIntegrationInitialize: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    startVcsIntegration(call.world, organization_id);
    recordInOrganization(call, organization_id, "vcs_integration_initialize", "Began to connect a GitHub account");
    const state = call.world.hex(`vcs state ${organization_id}`, 32);
    return { redirect_url: `https://github.com/login/oauth/authorize?client_id=sandbox&state=${state}` };
  },

  ApplicationVcsIntegrationList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    const rows = vcsIntegrationsOf(call.world, organization_id);
    return { vcs_integrations: rows.map((row) => ({ ...row, remote_configure_url: null })) };
  },

  ApplicationVcsIntegrationRepositoryList: ({ search = "", ...input }, call) => {
    const integration = requireIntegration(call, input);
    const rows = REPOSITORIES.filter(({ name }) => name.includes(search.toLowerCase()));
    return { next: null, previous: null, repositories: rows.map((row) => toRepository(call.world, integration, row)) };
  },

  ApplicationVcsIntegrationRepositoryBranchList: ({ limit, ...input }, call) => {
    const { repository } = requireRepository(call, input);
    const branches = repository.branches.map((name) => ({ commit_sha: shaOf(call.world, repository, name), name }));
    return { branches: branches.slice(0, limit), next: null, previous: null };
  },

  ApplicationVcsIntegrationRepositoryContainerManifestFileList: (input, call) => {
    const { repository } = requireCommit(call, input);
    return {
      container_manifest_files: Object.keys(repository.manifests).map((file_path) => ({
        container_manifest_type: manifestType(file_path),
        file_path,
        file_sha: call.world.hex(`file ${repository.name} ${file_path}`, 40),
      })),
    };
  },

  ApplicationVcsIntegrationRepositoryContainerManifestScan: (input, call) => {
    const { repository } = requireCommit(call, input);
    const file_path = input.file_path.replace(/^\.\//, "");
    const raw = Object.hasOwn(repository.manifests, file_path) ? repository.manifests[file_path] : undefined;
    const raw_contents = found(raw, `File ${input.file_path} does not exist`);
    return {
      file_scan: {
        container_manifest_type: manifestType(file_path),
        raw_contents: [{ file_path, raw_contents }],
        scanned_attributes: attributesOf(file_path, raw_contents),
        service_suggestions: raw_contents.includes("image: postgres")
          ? [{ service_integrations: [], service_name: `${repository.name}-pg`, service_type: "pg", user_config: {} }]
          : [],
      },
    };
  },
};

function requireIntegration(call: Call, { organization_id, vcs_integration_id }: InOrganization): VcsIntegrationRow {
  requireOrganization(call, organization_id);
  return requireVcsIntegration(call.world, organization_id, vcs_integration_id);
}

function requireRepository(call: Call, input: InRepository): { repository: Repository } {
  requireIntegration(call, input);
  const repository = REPOSITORIES.find((row) => idOf(call.world, row) === input.remote_repository_id);
  return { repository: found(repository, `Repository ${input.remote_repository_id} does not exist`) };
}

/** A repository at a commit, or a branch, that there is. */
function requireCommit(call: Call, input: InRepository & { readonly commit_sha: string }): { repository: Repository } {
  const { repository } = requireRepository(call, input);
  const known = repository.branches.find((name) =>
    [name, shaOf(call.world, repository, name)].includes(input.commit_sha),
  );
  found(known, `Commit ${input.commit_sha} does not exist`);
  return { repository };
}

function idOf(world: World, { name }: Repository): string {
  return String(Number.parseInt(world.hex(`repository ${name}`, 7), 16));
}

function shaOf(world: World, { name }: Repository, branch: string): string {
  return world.hex(`commit ${name} ${branch}`, 40);
}

function toRepository(
  world: World,
  { vcs_account_name, vcs_integration_id, vcs_type }: VcsIntegrationRow,
  row: Repository,
) {
  const full_name = `${vcs_account_name}/${row.name}`;
  return {
    default_branch_name: row.branches[0] ?? null,
    full_name,
    name: row.name,
    remote_repository_id: idOf(world, row),
    source_url: `https://github.com/${full_name}.git`,
    vcs_integration_id,
    vcs_type,
  };
}

function manifestType(file_path: string): "compose" | "containerfile" {
  return file_path.endsWith("Dockerfile") ? "containerfile" : "compose";
}

/** What a manifest tells about running it: the ports that it names. */
function attributesOf(file_path: string, contents: string) {
  return contents.split("\n").flatMap((line, index) => {
    const value = /^\s*(?:EXPOSE\s+|ports:.*:)(\d+)/.exec(line)?.[1];
    if (value === undefined) return [];
    return [
      { attribute_type: "port", description: "Port that it listens on", file_path, line_number: index + 1, value },
    ];
  });
}
