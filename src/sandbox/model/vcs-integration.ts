import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { Effects, World } from "../world.js";

/** An organization's access to an account of repositories; keyed `organization_id/vcs_integration_id`. */
export interface VcsIntegrationRow {
  readonly vcs_integration_id: string;
  readonly vcs_type: string;
  readonly vcs_account_name: string;
  readonly create_time: string;
}

/** A repository that every account has here, so that an application can be made of one. */
export interface Repository {
  readonly name: string;
  readonly branches: readonly string[];
  /** Files by path, those that tell how to build and run it. */
  readonly manifests: Readonly<Record<string, string>>;
}

/** How long somebody takes to allow the access at the provider of the repositories. */
const CONSENT_MS = 10_000;

const ACCOUNT = "demo-account";

const DOCKERFILE = 'FROM node:22-alpine\nWORKDIR /app\nCOPY . .\nRUN npm ci\nEXPOSE 8080\nCMD ["node", "server.js"]\n';
const COMPOSE =
  "services:\n  web:\n    build: .\n    ports: ['8080:8080']\n    environment:\n      DATABASE_URL: postgres://db/orders\n  db:\n    image: postgres:17\n";

export const REPOSITORIES: readonly Repository[] = [
  { name: "orders-api", branches: ["main", "develop"], manifests: { Dockerfile: DOCKERFILE, "compose.yaml": COMPOSE } },
  { name: "storefront", branches: ["main"], manifests: { Dockerfile: DOCKERFILE } },
];

function vcsIntegrations(world: World): Table<VcsIntegrationRow> {
  return world.table<VcsIntegrationRow>("vcs_integrations");
}

export function vcsIntegrationsOf(world: World, organization_id: string): VcsIntegrationRow[] {
  return vcsIntegrations(world).under(`${organization_id}/`);
}

export function requireVcsIntegration(world: World, organization_id: string, id: string): VcsIntegrationRow {
  const row = vcsIntegrations(world).get(`${organization_id}/${id}`);
  return found(row, `VCS integration ${id} does not exist`, "vcs_integration_not_found");
}

/** Begins to connect an organization, as if somebody then followed the link and agreed. */
export function startVcsIntegration(world: World, organization_id: string): void {
  world.schedule("vcs-connected", organization_id, CONSENT_MS);
}

export const effects: Effects = {
  "vcs-connected": (organization_id, world) => {
    if (vcsIntegrationsOf(world, organization_id).length > 0) return;
    const vcs_integration_id = world.uuid();
    const row = { vcs_integration_id, vcs_type: "github", vcs_account_name: ACCOUNT, create_time: world.now() };
    vcsIntegrations(world).put(`${organization_id}/${vcs_integration_id}`, row);
  },
};
