import type { Schema } from "../../src/core/catalogue/schema.js";

/** A request body that exists although the description gives none. */
export interface MissingBody {
  readonly operationId: string;
  readonly body: Schema;
  /** Which public client or document evidences it. */
  readonly source: string;
  /** Day on which the source was read. */
  readonly date: string;
}

/** A single field that is evidenced and absent in the description. */
export interface UndocumentedField {
  readonly operationId: string;
  readonly field: string;
  readonly in: "body" | "query";
  readonly schema: Schema;
  readonly source: string;
  readonly date: string;
}

const date = "2026-11-23";
const str: Schema = { type: "string" };
const int: Schema = { type: "integer" };

const oneOf = (...values: string[]): Schema => ({ type: "string", enum: values });
const obj = (properties: Record<string, Schema>, ...required: string[]): Schema => ({
  type: "object",
  properties,
  ...(required.length > 0 ? { required } : {}),
});

/**
 * The other operations with POST or PUT and without a body were looked up too. The clients send nothing to
 * AccountTeamMemberVerifyInvite, OrganizationUserPasswordReset, ServiceFlinkCreateJarApplicationVersion,
 * ServiceFlinkCancelApplicationDeployment, ServiceFlinkStopApplicationDeployment, ServiceKafkaConnectPauseConnector,
 * ServiceKafkaConnectRestartConnector, ServiceKafkaConnectRestartConnectorTask, ServiceKafkaConnectResumeConnector,
 * ServiceMaintenanceStart, ServicePrivatelinkAzureConnectionApproval, ServiceQueryStatisticsReset,
 * ServiceUserCredentialsReset, UserExpireTokens, UserLogout and UserVerifyEmail; for the rest nothing is evidenced.
 */
export const missingBodies: readonly MissingBody[] = [
  {
    operationId: "AccountTeamCreate",
    body: obj({ team_name: str }, "team_name"),
    source: "go-client-codegen handler/accountteam; aiven-client account_client.py",
    date,
  },
  {
    operationId: "AccountTeamMembersInvite",
    body: obj({ email: str }, "email"),
    source: "go-client-codegen handler/accountteammember; aiven-client account_client.py",
    date,
  },
  {
    operationId: "PGServiceQueryStatisticsDeprecated",
    body: obj({ limit: int, offset: int, order_by: str }),
    source: "jeffmaury/intellij-aiven, a client generated from an older description",
    date,
  },
  {
    operationId: "ProjectCreditsClaim",
    body: obj({ code: str }, "code"),
    source: "go-client-codegen handler/projectbilling; aiven-client common_client.py",
    date,
  },
  {
    operationId: "ProjectTicketCreate",
    body: obj(
      { description: str, service_name: str, severity: oneOf("critical", "high", "low"), title: str },
      "description",
      "severity",
      "title",
    ),
    source: "go-client-codegen handler/ticket (an early version); aiven-client common_client.py",
    date,
  },
  {
    operationId: "ProjectTicketInvite",
    body: obj({ user_email: str }, "user_email"),
    source: "go-client-codegen handler/ticket (an early version)",
    date,
  },
  {
    operationId: "UserAccountInvitesAccept",
    body: obj({ account_id: str, team_id: str }, "account_id"),
    source: "go-client-codegen handler/user",
    date,
  },
  {
    operationId: "UserAccountInvitesReject",
    body: obj({ account_id: str, team_id: str }),
    source: "jeffmaury/intellij-aiven, a client generated from an older description",
    date,
  },
  {
    operationId: "UserCreditCardAdd",
    body: obj({ stripe_token: str }, "stripe_token"),
    source: "go-client-codegen handler/payment (an early version); older aiven-client client.py",
    date,
  },
  {
    operationId: "UserCreditCardUpdate",
    body: obj({ exp_month: int, exp_year: int, name: str }),
    source: "go-client-codegen handler/payment (an early version); older aiven-client client.py",
    date,
  },
];

/** `permanent` and `global_default_fallback` of the schema registry stand in `corrections.ts`. */
export const undocumentedFields: readonly UndocumentedField[] = [
  {
    operationId: "ServiceUpdate",
    field: "disaster_recovery_role",
    in: "body",
    schema: oneOf("active", "failed", "passive"),
    source: "aiven-docs docs/products/postgresql/crdr; aiven-client service update",
    date,
  },
  {
    operationId: "ProjectGetServiceLogs",
    field: "log_type",
    in: "body",
    schema: oneOf("application-build", "application-run"),
    source: "mcp-aiven; aiven-client service logs --log-type",
    date,
  },
  {
    operationId: "UserAuth",
    field: "tenant",
    in: "body",
    schema: str,
    source: "aiven-client user_client.py authenticate_user",
    date,
  },
  {
    operationId: "BillingGroupInvoiceList",
    field: "sort",
    in: "query",
    schema: oneOf(
      ...["invoice_number", "period_begin", "period_end", "state", "currency", "total_inc_vat", "total_vat_zero"],
    ),
    source: "aiven-client common_client.py list_billing_group_invoices, common_cli.py",
    date,
  },
  {
    operationId: "AccountEventList",
    field: "limit",
    in: "query",
    schema: int,
    source: "go-client-codegen, which sends it with every request",
    date,
  },
  {
    operationId: "BillingGroupEventList",
    field: "limit",
    in: "query",
    schema: int,
    source: "aiven-client common_client.py get_billing_group_events",
    date,
  },
  {
    operationId: "ProjectGetEventLogs",
    field: "limit",
    in: "query",
    schema: int,
    source: "aiven-client common_client.py get_events",
    date,
  },
  {
    operationId: "ServiceDatabaseList",
    field: "limit",
    in: "query",
    schema: int,
    source: "terraform-provider-aiven#2951",
    date,
  },
  {
    operationId: "StaticIPList",
    field: "limit",
    in: "query",
    schema: int,
    source: "aiven-client common_client.py list_static_ip_addresses",
    date,
  },
];
