import { OPENSEARCH_PLUGINS, PG_EXTENSIONS } from "../data/extensions.js";
import { SERVICE_VERSIONS, type ServiceVersion, versionsOf } from "../data/versions.js";
import { requireAccount } from "../model/organization.js";
import type { Handlers } from "../world.js";

export const handlers: Handlers = {
  AccountServiceVersionList: ({ account_id }, call) => {
    requireAccount(call, account_id);
    return { service_versions: SERVICE_VERSIONS.map(toVersion) };
  },

  ListServiceVersions: () => ({ service_versions: SERVICE_VERSIONS.map(toVersion) }),

  PgAvailableExtensions: () => ({
    pg: available("pg").map((version) => ({
      extensions: PG_EXTENSIONS.map(({ name, version: newest }) => ({
        default_version: newest,
        name,
        versions: [newest],
      })),
      version,
    })),
  }),

  OsAvailablePlugins: () => ({
    opensearch: available("opensearch").map((version) => ({
      plugins: OPENSEARCH_PLUGINS.map((name) => ({
        description: `Plugin ${name}`,
        name,
        url: "https://docs.opensearch.org/latest/install-and-configure/plugins/",
        version: `${version}.0`,
      })),
      version,
    })),
  }),
};

function available(service_type: string): string[] {
  return versionsOf(service_type)
    .filter(({ state }) => state === "available")
    .map(({ major_version }) => major_version);
}

function toVersion(version: ServiceVersion) {
  const { service_type, major_version, state, upgrade } = version;
  return {
    aiven_end_of_life_time: midnight(version.end),
    availability_end_time: midnight(version.creatableUntil),
    availability_start_time: midnight(version.from),
    end_of_life_help_article_url: "https://aiven.io/docs/platform/reference/eol-for-major-versions",
    major_version,
    service_type,
    state,
    termination_time: midnight(version.end),
    upgrade_to_service_type: upgrade?.service_type ?? null,
    upgrade_to_version: upgrade?.version ?? null,
    upstream_end_of_life_time: null,
  };
}

function midnight(date: string | undefined): string | null {
  return date === undefined ? null : `${date}T00:00:00Z`;
}
