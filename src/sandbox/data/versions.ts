import { RETIRED_TYPES } from "../../core/configuration/retired.js";
import { own } from "../../core/own.js";

/** A major version of a service type, with the dates of its life; a date that is not known is left out. */
export interface ServiceVersion {
  readonly service_type: string;
  readonly major_version: string;
  /**
   * As of November 2026. Fixed, not reckoned from the clock: with the years no version would be left, and the sandbox
   * could create nothing.
   */
  readonly state: "available" | "eol" | "terminated";
  /** Since when, until when services could be created with it, and when it is removed. Dates without time. */
  readonly from?: string;
  readonly creatableUntil?: string;
  readonly end?: string;
  readonly upgrade?: { readonly service_type: string; readonly version: string };
}

type Row = readonly [
  version: string,
  state: ServiceVersion["state"],
  from?: string | undefined,
  creatableUntil?: string | undefined,
  end?: string | undefined,
];

/** Versions by age. Dates of pg and of kafka to 4.0 are the provider's; of what came later they are plausible. */
const VERSIONS: Readonly<Record<string, readonly Row[]>> = {
  clickhouse: [
    ["25.3", "eol", "2025-06-10", "2026-05-31", "2026-08-31"],
    ["25.8", "available", "2025-11-18", "2026-12-31", "2027-02-28"],
    ["26.3", "available", "2026-06-16", "2027-06-30", "2027-08-31"],
  ],
  flink: [
    ["1.16", "eol", "2023-01-01", "2024-08-21", "2024-11-21"],
    ["1.19", "available", "2024-05-21"],
    ["1.20", "available", "2025-03-11"],
  ],
  grafana: [["11", "available", "2024-09-03"]],
  kafka: [
    ["3.7", "eol", "2024-04-17", "2025-01-17", "2025-04-17"],
    ["3.8", "eol", "2024-09-06", "2026-06-03", "2026-09-03"],
    ["3.9", "available", "2025-03-20", "2027-06-30", "2027-09-30"],
    ["4.0", "eol", "2025-09-18", "2026-06-18", "2026-09-18"],
    ["4.1", "available", "2026-02-10", "2027-05-10", "2027-08-10"],
    ["4.2", "available", "2026-07-14", "2027-10-14", "2028-01-14"],
  ],
  mysql: [
    ["8", "eol", "2018-09-24", "2026-04-30", "2026-10-31"],
    ["8.4", "available", "2026-01-20", "2031-10-30", "2032-04-30"],
  ],
  opensearch: [
    ["1", "eol", "2022-05-19", "2025-11-30", "2026-05-31"],
    ["2", "eol", "2022-08-02", "2026-03-31", "2026-09-30"],
    ["2.19", "available", "2025-09-15"],
    ["3.3", "available", "2026-01-27"],
    ["3.6", "available", "2026-08-04"],
  ],
  pg: [
    ["13", "eol", "2021-02-15", "2025-05-13", "2025-11-13"],
    ["14", "eol", "2021-11-11", "2026-05-12", "2026-11-12"],
    ["15", "available", "2022-12-12", "2027-05-12", "2027-11-11"],
    ["16", "available", "2024-01-09", "2028-05-09", "2028-11-09"],
    ["17", "available", "2024-12-09", "2029-05-08", "2029-11-08"],
    ["18", "available", "2025-09-25", "2030-05-07", "2030-11-07"],
  ],
  valkey: [
    ["8.1", "available", "2025-06-17"],
    ["9.0", "eol", "2025-12-09", "2026-08-31", "2026-10-31"],
    ["9.1", "available", "2026-06-02"],
  ],
};

/** Every version of every type that has versions, and the last one of each retired type. */
export const SERVICE_VERSIONS: readonly ServiceVersion[] = [
  ...Object.entries(VERSIONS).flatMap(([service_type, rows]) => rows.map((row) => toVersion(service_type, row))),
  ...Object.entries(RETIRED_TYPES).map(([service_type, { successor, end_of_life, last_version }]) => ({
    service_type,
    major_version: last_version,
    state: "terminated" as const,
    end: end_of_life,
    upgrade: { service_type: successor, version: newestAvailable(successor) ?? "" },
  })),
];

function toVersion(service_type: string, [major_version, state, from, creatableUntil, end]: Row): ServiceVersion {
  return {
    service_type,
    major_version,
    state,
    ...(from ? { from } : {}),
    ...(creatableUntil ? { creatableUntil } : {}),
    ...(end ? { end } : {}),
  };
}

function newestAvailable(service_type: string): string | undefined {
  return own(VERSIONS, service_type)?.findLast(([, state]) => state === "available")?.[0];
}

/** The versions of a type by age; empty for types without versions. */
export function versionsOf(service_type: string): readonly ServiceVersion[] {
  return SERVICE_VERSIONS.filter((version) => version.service_type === service_type);
}

/** The newest version of a type that a new service may have. */
export function latestVersion(service_type: string): string | undefined {
  return newestAvailable(service_type);
}
