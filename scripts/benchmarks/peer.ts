import type { OperationId } from "../../src/core/catalogue/index.js";

/**
 * Aiven's own server as published: figures of its list were measured by hand on Node 20 with o200k, and its operations are
 * those of its tool manifests. The npm registry has no package of it that this script could measure.
 */
export const PEER = { name: "mcp-aiven", version: "1.15.0", tools: 52, listTokens: 28_555 } as const;

/** Operations of the API behind its tools, its opt-in connection details included. */
const OPERATIONS: ReadonlySet<OperationId> = new Set<OperationId>([
  "ProjectList",
  "ProjectGet",
  "ListProjectClouds",
  "ServiceList",
  "ServiceGet",
  "ServiceCreate",
  "ServiceUpdate",
  "ProjectServicePlanList",
  "ProjectServicePlanPriceGet",
  "ProjectGetServiceLogs",
  "ProjectGetEventLogs",
  "ServiceMetricsFetch",
  "ServiceQueryActivity",
  "PGServiceAvailableExtensions",
  "PGServiceQueryStatistics",
  "ServicePGBouncerCreate",
  "ServicePGBouncerUpdate",
  "ServicePGBouncerDelete",
  "ServiceKafkaTopicList",
  "ServiceKafkaTopicCreate",
  "ServiceKafkaTopicGet",
  "ServiceKafkaTopicUpdate",
  "ServiceKafkaTopicDelete",
  "ServiceKafkaTopicMessageList",
  "ServiceKafkaTopicMessageProduce",
  "ServiceKafkaConnectGetAvailableConnectors",
  "ServiceKafkaConnectList",
  "ServiceKafkaConnectCreateConnector",
  "ServiceKafkaConnectEditConnector",
  "ServiceKafkaConnectGetConnectorStatus",
  "ServiceKafkaConnectPauseConnector",
  "ServiceKafkaConnectResumeConnector",
  "ServiceKafkaConnectRestartConnector",
  "ServiceKafkaConnectDeleteConnector",
  "ServiceSchemaRegistrySubjects",
  "ServiceSchemaRegistrySubjectVersionGet",
  "ServiceIntegrationList",
  "ServiceIntegrationCreate",
  "ServiceIntegrationGet",
  "ServiceIntegrationUpdate",
  "ServiceIntegrationDelete",
  "ServiceIntegrationTypes",
  "ServiceIntegrationEndpointTypes",
]);

/** What a task needs and no tool of the peer calls. */
export function lackingInPeer(needs: readonly OperationId[]): OperationId[] {
  return needs.filter((operation) => !OPERATIONS.has(operation));
}
