import type { ServiceSpec } from "../service/create.js";

/** What a sandbox begins with, as plain data: the shape of a scenario file. */
export interface Scenario {
  /** The user whose token the sandbox prints. */
  readonly user: PersonSpec;
  readonly organizations: readonly OrganizationSpec[];
  /** The share of each past invoice that was given back, with a credit memo. */
  readonly credit_memo_share?: number | undefined;
  /** How the configuration schema of a type differs from the bundled one, as a JSON merge patch: `{"services/pg": {…}}`. */
  readonly schemas?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
  /** Operations that the user then calls in this order, in the present: whatever the lists have no words for. */
  readonly calls?: readonly CallSpec[] | undefined;
}

export interface PersonSpec {
  readonly email: string;
  readonly password: string;
  readonly real_name: string;
}

export interface OrganizationSpec {
  readonly name: string;
  readonly tier?: "business" | "personal" | undefined;
  /** Who owns it, where it is not the user: then the user is no member of it or of its projects. */
  readonly owner?: PersonSpec | undefined;
  /** The first one is the primary one. There is always one. */
  readonly billing_groups?: readonly BillingGroupSpec[] | undefined;
  readonly projects?: readonly ProjectSpec[] | undefined;
}

export interface BillingGroupSpec {
  readonly name: string;
  readonly company?: string | undefined;
  readonly city?: string | undefined;
  readonly country_code?: string | undefined;
  readonly emails?: readonly string[] | undefined;
}

export interface ProjectSpec {
  readonly name: string;
  /** The name of one of the organization's; else its first. */
  readonly billing_group?: string | undefined;
  readonly cloud?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly tech_emails?: readonly string[] | undefined;
  /** For how many days it has existed; 30 unless told. */
  readonly age_days?: number | undefined;
  /** How many services it may have; any number unless told. */
  readonly service_limit?: number | undefined;
  readonly services?: readonly ScenarioService[] | undefined;
}

/** A service as it is ordered through the API, and what it holds. */
export interface ScenarioService extends Omit<ServiceSpec, "project" | "project_vpc_id"> {
  readonly project_vpc_id?: string | undefined;
  /** For how many days it has existed; a day less than its project unless told. */
  readonly age_days?: number | undefined;
  /** False for one that is powered off. */
  readonly powered?: boolean | undefined;
  /** How busy it is, as a share of the usual; 1 unless told, 0 for one that nobody uses. */
  readonly load?: number | undefined;
  readonly users?: readonly string[] | undefined;
  readonly databases?: readonly string[] | undefined;
  readonly topics?: readonly string[] | undefined;
  /** Updates that wait for maintenance. */
  readonly maintenance_updates?: readonly string[] | undefined;
  /** Events of alerts that stand, e.g. `user_alert_resource_usage_disk`. */
  readonly alerts?: readonly string[] | undefined;
}

export interface CallSpec {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a client of a told scenario needs to begin. */
export interface Access {
  readonly token: string;
  /** The user's first project; empty when there is none. */
  readonly project: string;
}
