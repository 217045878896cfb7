import type { Schema } from "../../src/core/catalogue/schema.js";

/** An operation that the provider's own tools call and its description lacks. Facts only. */
export interface Addition {
  readonly operationId: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path with its version: "/v1/…" or "/v2/…". */
  readonly path: string;
  /** The provider's tag that it belongs to, or one of ours for a new family: Application, OAuth, Custom files. */
  readonly tag: string;
  readonly scopes?: readonly string[];
  /** False where no token is needed. */
  readonly auth?: false;
  readonly deprecated?: true;
  readonly experimental?: true;
  readonly query?: Readonly<Record<string, Schema>>;
  /** JSON body, an object schema. */
  readonly body?: Schema;
  /** Instead of `body`: the fields of a form; the file part is a binary string. */
  readonly multipart?: Schema;
  /** JSON answer; absent where the answer is empty, only a message, or not JSON. */
  readonly response?: Schema;
  /** Content type of the answer when it is not JSON. */
  readonly produces?: string;
  /** Which public client or document evidences it. */
  readonly source: string;
  /** Day on which the source was read. */
  readonly date: string;
}

const date = "2026-11-23";
const str: Schema = { type: "string" };
const bool: Schema = { type: "boolean" };
const num: Schema = { type: "number" };
const int: Schema = { type: "integer" };
/** Limits of topics that are not set are answered as 2^63 - 1. */
const int64: Schema = { type: "integer", format: "int64" };
const strOrNull: Schema = { type: "string", nullable: true };
const file: Schema = { type: "string", format: "binary" };
/** An object of which no key is evidenced. */
const any: Schema = { type: "object", additionalProperties: true };

const list = (items: Schema): Schema => ({ type: "array", items });
const oneOf = (...values: string[]): Schema => ({ type: "string", enum: values });
const obj = (properties: Record<string, Schema>, ...required: string[]): Schema => ({
  type: "object",
  properties,
  ...(required.length > 0 ? { required } : {}),
});

const service = "/v1/project/{project}/service/{service_name}";
const google = `${service}/privatelink/google`;
const oauthClient = "/v1/account/{account_id}/oauth_client";
const vcsIntegrations = "/v1/organization/{organization_id}/application/vcs-integrations";
const repository = `${vcsIntegrations}/{vcs_integration_id}/repositories/{remote_repository_id}`;
const customClouds = "/v1/organization/{organization_id}/custom-cloud-environments";
const terraform = `${customClouds}/{custom_cloud_environment_id}/infra-templates/terraform`;
const inkless = "/v1/organization/{organization_id}/projects/{project}/inkless";
const kafkaConnect = "/v1/organization/{organization_id}/kafka-connect";
const plugin = `${kafkaConnect}/custom-plugins/{plugin_name}`;
const pluginFile = `${kafkaConnect}/custom-plugin-files/{plugin_file_id}`;
const pluginClass = `${kafkaConnect}/custom-plugin-classes/{plugin_class_name}`;

const googlePrivatelink = obj({ google_service_attachment: str, state: oneOf("creating", "active", "deleting") });
const googleConnection = obj({
  privatelink_connection_id: str,
  psc_connection_id: str,
  state: oneOf("pending-user-approval", "user-approved", "connected", "active"),
  user_ip_address: { type: "string", maxLength: 15 },
});

const configSource = oneOf(
  ...["unknown_config", "topic_config", "dynamic_broker_config", "dynamic_default_broker_config"],
  ...["static_broker_config", "default_config", "dynamic_broker_logger_config"],
);
const setting = (value: Schema, synonym: Schema = value): Schema =>
  obj(
    {
      source: configSource,
      synonyms: list(obj({ name: str, source: configSource, value: synonym }, "name", "source", "value")),
      value,
    },
    "source",
    "value",
  );
const settings = (value: Schema, ...names: string[]) => Object.fromEntries(names.map((name) => [name, setting(value)]));

/** The same topic as in the answer of ServiceKafkaTopicGet. */
const topic = obj(
  {
    cleanup_policy: { type: "string", maxLength: 64 },
    config: obj({
      ...settings(str, "cleanup_policy", "message_format_version"),
      ...settings(bool, "diskless_enable", "message_downconversion_enable", "preallocate", "remote_storage_enable"),
      ...settings(bool, "unclean_leader_election_enable"),
      ...settings(int64, "delete_retention_ms", "file_delete_delay_ms", "flush_messages", "flush_ms"),
      ...settings(int64, "index_interval_bytes", "local_retention_bytes", "local_retention_ms", "max_message_bytes"),
      ...settings(int64, "max_compaction_lag_ms", "message_timestamp_after_max_ms", "message_timestamp_before_max_ms"),
      ...settings(int64, "message_timestamp_difference_max_ms", "min_compaction_lag_ms", "min_insync_replicas"),
      ...settings(int64, "retention_bytes", "retention_ms", "segment_bytes", "segment_index_bytes"),
      ...settings(int64, "segment_jitter_ms", "segment_ms"),
      compression_type: setting(oneOf("snappy", "gzip", "lz4", "producer", "uncompressed", "zstd"), str),
      message_timestamp_type: setting(oneOf("CreateTime", "LogAppendTime"), str),
      min_cleanable_dirty_ratio: setting(num),
    }),
    min_insync_replicas: int,
    owner_user_group_id: str,
    partitions: list(
      obj({
        consumer_groups: list(obj({ group_name: str, offset: int })),
        earliest_offset: int,
        isr: int,
        latest_offset: int,
        partition: int,
        remote_size: int,
        size: int,
      }),
    ),
    replication: int,
    retention_bytes: int,
    retention_hours: int,
    state: oneOf("ACTIVE", "CONFIGURING", "DELETING"),
    tags: list(obj({ key: str, value: str }, "key", "value")),
    topic_description: str,
    topic_name: str,
  },
  "topic_name",
);

/** Who changed it last may be missing. */
const created = { created_at: str, created_by: str, updated_at: str, updated_by: str };
const createdKeys = ["created_at", "created_by", "updated_at"];

const customPluginSource = "go-client-codegen handler/kafkaconnectcustomplugin (limited availability)";
const customPlugin = obj(
  {
    plugin_id: str,
    plugin_name: str,
    plugin_description: str,
    service_type: oneOf("kafka_connect"),
    ...created,
  },
  ...["plugin_id", "plugin_name", "service_type", ...createdKeys],
);
const customPluginClass = obj(
  {
    plugin_class: str,
    plugin_class_type: oneOf("sink", "source", "transformation"),
    title: str,
    description: str,
    author: str,
    doc_url: str,
    ...created,
  },
  ...["plugin_class", "plugin_class_type", "title", ...createdKeys],
);
const customPluginClasses = obj({ plugin_classes: list(customPluginClass) }, "plugin_classes");
/** Hash and size are there once the file is READY, the error once it is FAILED. */
const customPluginFileFields = {
  plugin_file_id: str,
  plugin_id: str,
  plugin_name: str,
  plugin_version: str,
  file_status: oneOf("INITIAL", "READY", "FAILED"),
  file_description: str,
  file_sha256: str,
  file_size: int,
  verify_error_code: int,
  verify_error_message: str,
  ...created,
};
const pluginFileKeys = ["plugin_file_id", "plugin_id", "plugin_name", "plugin_version", "file_status", ...createdKeys];
const customPluginFile = obj(customPluginFileFields, ...pluginFileKeys);
const customPluginFiles = obj({ plugin_files: list(customPluginFile) }, "plugin_files");
const customPluginContentType = oneOf("application/java-archive", "application/zip");

const oauthClientAnswer = obj({ client_id: str, name: str, description: strOrNull });
const oauthRedirect = obj({ redirect_id: str, redirect_uri: str });

/** The same answer as that of ListServiceVersions. */
const serviceVersions = obj(
  {
    service_versions: list(
      obj({
        aiven_end_of_life_time: str,
        availability_end_time: str,
        availability_start_time: str,
        end_of_life_help_article_url: str,
        major_version: str,
        service_type: str,
        state: oneOf("available", "eol", "preview", "terminated", "unavailable"),
        termination_time: str,
        upgrade_to_service_type: str,
        upgrade_to_version: str,
        upstream_end_of_life_time: str,
      }),
    ),
  },
  "service_versions",
);

/** Operations that users can call and that the provider's description lacks. */
export const additions: readonly Addition[] = [
  // Private links
  {
    operationId: "ServicePrivatelinkAWSRefresh",
    method: "POST",
    path: `${service}/privatelink/aws/refresh`,
    tag: "Service",
    source: "aiven-client privatelink_client.py",
    date,
  },
  {
    operationId: "ServicePrivatelinkAzureRefresh",
    method: "POST",
    path: `${service}/privatelink/azure/refresh`,
    tag: "Service",
    source: "aiven-client privatelink_client.py",
    date,
  },
  {
    // The API wants an empty object as the body and refuses none at all.
    operationId: "ServicePrivatelinkGoogleCreate",
    method: "POST",
    path: google,
    tag: "Service",
    response: googlePrivatelink,
    source: "go-client-codegen permissions.yaml; aiven-go-client gcp_privatelink.go; terraform aiven_gcp_privatelink",
    date,
  },
  {
    operationId: "ServicePrivatelinkGoogleGet",
    method: "GET",
    path: google,
    tag: "Service",
    response: googlePrivatelink,
    source: "go-client-codegen permissions.yaml; aiven-go-client gcp_privatelink.go; terraform aiven_gcp_privatelink",
    date,
  },
  {
    operationId: "ServicePrivatelinkGoogleUpdate",
    method: "PUT",
    path: google,
    tag: "Service",
    response: googlePrivatelink,
    source: "aiven-go-client gcp_privatelink.go (sends no body; go-client-codegen does not have it)",
    date,
  },
  {
    operationId: "ServicePrivatelinkGoogleDelete",
    method: "DELETE",
    path: google,
    tag: "Service",
    response: any,
    source: "go-client-codegen permissions.yaml; aiven-client privatelink_client.py",
    date,
  },
  {
    operationId: "ServicePrivatelinkGoogleRefresh",
    method: "POST",
    path: `${google}/refresh`,
    tag: "Service",
    source: "go-client-codegen permissions.yaml; aiven-client privatelink_client.py",
    date,
  },
  {
    operationId: "ServicePrivatelinkGoogleConnectionList",
    method: "GET",
    path: `${google}/connections`,
    tag: "Service",
    response: obj({ connections: list(googleConnection) }, "connections"),
    source: "go-client-codegen permissions.yaml; aiven-go-client gcp_privatelink.go; terraform connection approval",
    date,
  },
  {
    // The provider's id says "create"; what it does is approve.
    operationId: "ServicePrivatelinkGoogleConnectionCreate",
    method: "POST",
    path: `${google}/connections/{privatelink_connection_id}/approve`,
    tag: "Service",
    body: obj({ user_ip_address: { type: "string", maxLength: 15 } }, "user_ip_address"),
    response: googleConnection,
    source: "go-client-codegen permissions.yaml; aiven-go-client gcp_privatelink.go; terraform connection approval",
    date,
  },

  // Kafka
  {
    operationId: "ServiceKafkaTopicListV2",
    method: "POST",
    path: "/v2/project/{project}/service/{service_name}/topic",
    tag: "Service: Kafka",
    experimental: true,
    body: obj({ topic_names: list(str) }, "topic_names"),
    response: obj({ topics: list(topic) }),
    source: "go-client-codegen openapi_patch.yaml",
    date,
  },
  {
    operationId: "InklessOfferingList",
    method: "GET",
    path: `${inkless}/offerings`,
    tag: "Service: Kafka",
    query: { ingress: str },
    response: any,
    source: "aiven-client inkless offering list (the query parameter is named after its flag)",
    date,
  },
  {
    operationId: "InklessPricingRateList",
    method: "GET",
    path: `${inkless}/pricing/rates`,
    tag: "Service: Kafka",
    query: { cloud_name: str, cloud_provider: str, offering_name: str },
    response: any,
    source: "aiven-client inkless offering rates (the query parameters are named after its flags)",
    date,
  },
  {
    operationId: "KafkaConnectCustomPluginList",
    method: "GET",
    path: `${kafkaConnect}/custom-plugins`,
    tag: "Service: Kafka",
    experimental: true,
    response: obj({ plugins: list(customPlugin) }, "plugins"),
    source: customPluginSource,
    date,
  },
  {
    operationId: "KafkaConnectCustomPluginGet",
    method: "GET",
    path: plugin,
    tag: "Service: Kafka",
    experimental: true,
    response: customPlugin,
    source: customPluginSource,
    date,
  },
  {
    operationId: "KafkaConnectCustomPluginUpdate",
    method: "PUT",
    path: plugin,
    tag: "Service: Kafka",
    experimental: true,
    body: obj({ plugin_description: str }),
    response: customPlugin,
    source: customPluginSource,
    date,
  },
  {
    operationId: "KafkaConnectCustomPluginDelete",
    method: "DELETE",
    path: plugin,
    tag: "Service: Kafka",
    experimental: true,
    source: customPluginSource,
    date,
  },
  {
    operationId: "KafkaConnectCustomPluginFileListByName",
    method: "GET",
    path: `${plugin}/files`,
    tag: "Service: Kafka",
    experimental: true,
    response: customPluginFiles,
    source: customPluginSource,
    date,
  },
  {
    operationId: "KafkaConnectCustomPluginClassListByName",
    method: "GET",
    path: `${plugin}/classes`,
    tag: "Service: Kafka",
    experimental: true,
    response: customPluginClasses,
    source: customPluginSource,
    date,
  },
  {
    operationId: "KafkaConnectCustomPluginFileList",
    method: "GET",
    path: `${kafkaConnect}/custom-plugin-files`,
    tag: "Service: Kafka",
    experimental: true,
    response: customPluginFiles,
    source: customPluginSource,
    date,
  },
  {
    // The file itself goes by PUT to `upload_info.url`, which is not the API's host.
    operationId: "KafkaConnectCustomPluginFileCreate",
    method: "POST",
    path: `${kafkaConnect}/custom-plugin-files`,
    tag: "Service: Kafka",
    experimental: true,
    body: obj(
      {
        plugin_name: { type: "string", minLength: 1, maxLength: 64 },
        plugin_version: { type: "string", minLength: 1, maxLength: 32 },
        service_type: oneOf("kafka_connect"),
        content_type: { ...customPluginContentType, default: "application/java-archive" },
        plugin_description: str,
        file_description: { type: "string", maxLength: 256 },
      },
      "plugin_name",
      "plugin_version",
      "service_type",
    ),
    response: obj(
      {
        ...customPluginFileFields,
        upload_info: obj(
          {
            url: strOrNull,
            content_type: customPluginContentType,
            max_file_size_bytes: int,
            upload_expiry_seconds: int,
          },
          "content_type",
          "max_file_size_bytes",
          "upload_expiry_seconds",
        ),
      },
      ...pluginFileKeys,
      "upload_info",
    ),
    source: `${customPluginSource}; terraform aiven_kafka_connect_custom_plugin_file (lengths, upload)`,
    date,
  },
  {
    operationId: "KafkaConnectCustomPluginFileGet",
    method: "GET",
    path: pluginFile,
    tag: "Service: Kafka",
    experimental: true,
    response: obj(
      { ...customPluginFileFields, plugin_classes: list(customPluginClass) },
      ...pluginFileKeys,
      "plugin_classes",
    ),
    source: customPluginSource,
    date,
  },
  {
    operationId: "KafkaConnectCustomPluginFileUpdate",
    method: "PUT",
    path: pluginFile,
    tag: "Service: Kafka",
    experimental: true,
    body: obj({ file_description: { type: "string", maxLength: 256 } }),
    response: customPluginFile,
    source: `${customPluginSource}; terraform aiven_kafka_connect_custom_plugin_file (length)`,
    date,
  },
  {
    operationId: "KafkaConnectCustomPluginFileDelete",
    method: "DELETE",
    path: pluginFile,
    tag: "Service: Kafka",
    experimental: true,
    source: customPluginSource,
    date,
  },
  {
    operationId: "KafkaConnectCustomPluginFileClassList",
    method: "GET",
    path: `${pluginFile}/classes`,
    tag: "Service: Kafka",
    experimental: true,
    response: customPluginClasses,
    source: customPluginSource,
    date,
  },
  {
    operationId: "KafkaConnectCustomPluginClassList",
    method: "GET",
    path: `${kafkaConnect}/custom-plugin-classes`,
    tag: "Service: Kafka",
    experimental: true,
    response: customPluginClasses,
    source: customPluginSource,
    date,
  },
  {
    operationId: "KafkaConnectCustomPluginClassGet",
    method: "GET",
    path: pluginClass,
    tag: "Service: Kafka",
    experimental: true,
    response: customPluginClass,
    source: customPluginSource,
    date,
  },
  {
    operationId: "KafkaConnectCustomPluginClassUpdate",
    method: "PUT",
    path: pluginClass,
    tag: "Service: Kafka",
    experimental: true,
    body: obj({ title: str, description: str, author: str, doc_url: str }),
    response: customPluginClass,
    source: customPluginSource,
    date,
  },

  // Services
  {
    operationId: "ServiceCredentialsReset",
    method: "PUT",
    path: `${service}/credentials/reset`,
    tag: "Service",
    response: obj({ service: any }, "service"),
    source: "aiven-client common_client.py reset_service_credentials",
    date,
  },
  {
    operationId: "AccountServiceVersionList",
    method: "GET",
    path: "/v1/account/{account_id}/service_versions",
    tag: "Account",
    response: serviceVersions,
    source: "aiven-client service versions",
    date,
  },
  {
    operationId: "ConsoleFreePlanAvailabilityGet",
    method: "GET",
    path: "/v1/console/free-plan-availability",
    tag: "Cloud platforms",
    response: obj({
      free_plan_cloud_preferences: list(obj({ cloud_name: str, weight: num })),
      free_plan_cloud_providers: list(str),
    }),
    source: "mcp-aiven src/tools/api-tool.ts",
    date,
  },

  // Custom files
  {
    operationId: "ServiceCustomFileList",
    method: "GET",
    path: `${service}/file`,
    tag: "Custom files",
    response: any,
    source: "aiven-client common_client.py custom_file_list",
    date,
  },
  {
    operationId: "ServiceCustomFileGet",
    method: "GET",
    path: `${service}/file/{file_id}`,
    tag: "Custom files",
    produces: "application/octet-stream",
    source: "aiven-client common_client.py custom_file_get",
    date,
  },
  {
    operationId: "ServiceCustomFileUpload",
    method: "POST",
    path: `${service}/file`,
    tag: "Custom files",
    multipart: obj(
      { file, filename: str, filetype: oneOf("hyphenation_patterns", "stopwords", "synonyms", "wordnet") },
      "file",
      "filename",
      "filetype",
    ),
    response: any,
    source: "aiven-client common_client.py custom_file_upload, common_cli.py; aiven-client#473 (hyphenation_patterns)",
    date,
  },
  {
    operationId: "ServiceCustomFileUpdate",
    method: "PUT",
    path: `${service}/file/{file_id}`,
    tag: "Custom files",
    multipart: obj({ file }, "file"),
    response: any,
    source: "aiven-client common_client.py custom_file_update",
    date,
  },

  // Aiven Apps
  {
    operationId: "ApplicationMetricsGet",
    method: "GET",
    path: `${service}/application/metrics`,
    tag: "Application",
    response: any,
    source: "mcp-aiven",
    date,
  },
  {
    operationId: "ApplicationRedeploy",
    method: "POST",
    path: `${service}/application/redeploy`,
    tag: "Application",
    produces: "none",
    source: "mcp-aiven",
    date,
  },
  {
    operationId: "ApplicationVcsIntegrationInitialize",
    method: "POST",
    path: "/v1/organization/{organization_id}/application/vcs-integration-initialize",
    tag: "Application",
    body: obj({ vcs_type: oneOf("github") }, "vcs_type"),
    response: obj({ redirect_url: str }, "redirect_url"),
    source: "mcp-aiven",
    date,
  },
  {
    operationId: "ApplicationVcsIntegrationList",
    method: "GET",
    path: vcsIntegrations,
    tag: "Application",
    response: obj(
      {
        vcs_integrations: list(
          obj({
            create_time: str,
            remote_configure_url: strOrNull,
            vcs_account_name: str,
            vcs_integration_id: str,
            vcs_type: str,
          }),
        ),
      },
      "vcs_integrations",
    ),
    source: "mcp-aiven src/tools/applications/handlers.ts; aiven-client service application vcs-integration list",
    date,
  },
  {
    operationId: "ApplicationVcsIntegrationRepositoryList",
    method: "GET",
    path: `${vcsIntegrations}/{vcs_integration_id}/repositories`,
    tag: "Application",
    query: { cursor: str, search: str },
    response: obj(
      {
        next: strOrNull,
        previous: strOrNull,
        repositories: list(
          obj({
            default_branch_name: strOrNull,
            full_name: str,
            name: str,
            remote_repository_id: str,
            source_url: str,
            vcs_integration_id: str,
            vcs_type: str,
          }),
        ),
      },
      "repositories",
    ),
    source: "mcp-aiven src/tools/applications/handlers.ts; aiven-client service application repository list",
    date,
  },
  {
    operationId: "ApplicationVcsIntegrationRepositoryBranchList",
    method: "GET",
    path: `${repository}/branches`,
    tag: "Application",
    query: { cursor: str, limit: int },
    response: obj(
      { branches: list(obj({ commit_sha: str, name: str })), next: strOrNull, previous: strOrNull },
      "branches",
    ),
    source: "mcp-aiven src/tools/applications/handlers.ts; aiven-client service application branch list",
    date,
  },
  {
    operationId: "ApplicationVcsIntegrationRepositoryContainerManifestFileList",
    method: "GET",
    path: `${repository}/refs/{commit_sha}/container-manifest-files`,
    tag: "Application",
    response: obj(
      {
        container_manifest_files: list(
          obj({ container_manifest_type: oneOf("compose", "containerfile"), file_path: str, file_sha: str }),
        ),
      },
      "container_manifest_files",
    ),
    source: "mcp-aiven src/tools/applications/handlers.ts; aiven-client service application container-manifest list",
    date,
  },
  {
    // Raw contents are base64.
    operationId: "ApplicationVcsIntegrationRepositoryContainerManifestScan",
    method: "POST",
    path: `${repository}/refs/{commit_sha}/scan-container-manifest`,
    tag: "Application",
    body: obj({ branch: str, file_path: str, repository_url: str }, "branch", "file_path", "repository_url"),
    response: obj(
      {
        file_scan: obj({
          container_manifest_type: oneOf("compose", "containerfile"),
          raw_contents: list(obj({ file_path: str, raw_contents: str })),
          scanned_attributes: list(
            obj({ attribute_type: str, description: str, file_path: str, line_number: int, value: str }),
          ),
          service_suggestions: list(
            obj({ service_integrations: list(any), service_name: str, service_type: str, user_config: any }),
          ),
        }),
      },
      "file_scan",
    ),
    source: "mcp-aiven src/tools/applications/handlers.ts; aiven-client service application container-manifest scan",
    date,
  },

  // OAuth clients
  {
    operationId: "AccountOAuthClientCreate",
    method: "POST",
    path: oauthClient,
    tag: "OAuth",
    body: obj({ name: str, description: strOrNull }, "name"),
    response: oauthClientAnswer,
    source: "aiven-client account_client.py create_oauth2_client",
    date,
  },
  {
    operationId: "AccountOAuthClientList",
    method: "GET",
    path: oauthClient,
    tag: "OAuth",
    response: obj({ oauth2_clients: list(oauthClientAnswer) }, "oauth2_clients"),
    source: "aiven-client account_client.py list_oauth2_clients",
    date,
  },
  {
    operationId: "AccountOAuthClientGet",
    method: "GET",
    path: `${oauthClient}/{client_id}`,
    tag: "OAuth",
    response: oauthClientAnswer,
    source: "aiven-client account_client.py get_oauth2_client, account_cli.py",
    date,
  },
  {
    operationId: "AccountOAuthClientUpdate",
    method: "PATCH",
    path: `${oauthClient}/{client_id}`,
    tag: "OAuth",
    body: obj({ name: strOrNull, description: strOrNull }),
    response: oauthClientAnswer,
    source: "aiven-client account_client.py update_oauth2_client, account_cli.py",
    date,
  },
  {
    operationId: "AccountOAuthClientDelete",
    method: "DELETE",
    path: `${oauthClient}/{client_id}`,
    tag: "OAuth",
    source: "aiven-client account_client.py delete_oauth2_client",
    date,
  },
  {
    operationId: "AccountOAuthClientRedirectCreate",
    method: "POST",
    path: `${oauthClient}/{client_id}/redirect`,
    tag: "OAuth",
    body: obj({ redirect_uri: str }, "redirect_uri"),
    response: oauthRedirect,
    source: "aiven-client account_client.py create_oauth2_client_redirect, account_cli.py",
    date,
  },
  {
    operationId: "AccountOAuthClientRedirectList",
    method: "GET",
    path: `${oauthClient}/{client_id}/redirect`,
    tag: "OAuth",
    response: obj({ redirects: list(oauthRedirect) }, "redirects"),
    source: "aiven-client account_client.py list_oauth2_client_redirects, account_cli.py",
    date,
  },
  {
    operationId: "AccountOAuthClientRedirectDelete",
    method: "DELETE",
    path: `${oauthClient}/{client_id}/redirect/{redirect_id}`,
    tag: "OAuth",
    source: "aiven-client account_client.py delete_oauth2_client_redirect",
    date,
  },
  {
    // The only answer with the whole secret, under the key `secret`.
    operationId: "AccountOAuthClientSecretCreate",
    method: "POST",
    path: `${oauthClient}/{client_id}/secret`,
    tag: "OAuth",
    response: obj({ secret: str, secret_id: str, secret_suffix: str }),
    source: "aiven-client account_client.py create_oauth2_client_secret, account_cli.py",
    date,
  },
  {
    operationId: "AccountOAuthClientSecretList",
    method: "GET",
    path: `${oauthClient}/{client_id}/secret`,
    tag: "OAuth",
    response: obj({ secrets: list(obj({ secret_id: str, secret_suffix: str })) }, "secrets"),
    source: "aiven-client account_client.py list_oauth2_client_secrets, account_cli.py",
    date,
  },
  {
    operationId: "AccountOAuthClientSecretDelete",
    method: "DELETE",
    path: `${oauthClient}/{client_id}/secret/{secret_id}`,
    tag: "OAuth",
    source: "aiven-client account_client.py delete_oauth2_client_secret",
    date,
  },

  // Custom clouds
  {
    operationId: "CustomCloudEnvironmentList",
    method: "GET",
    path: customClouds,
    tag: "Custom Cloud",
    response: any,
    source: "aiven-client common_client.py byoc_list",
    date,
  },
  {
    operationId: "CustomCloudEnvironmentTerraformTemplateGet",
    method: "GET",
    path: `${terraform}/template`,
    tag: "Custom Cloud",
    response: obj({ template: str }, "template"),
    source: "aiven-client common_client.py byoc_terraform_get_template",
    date,
  },
  {
    operationId: "CustomCloudEnvironmentTerraformVariablesGet",
    method: "GET",
    path: `${terraform}/variables`,
    tag: "Custom Cloud",
    response: obj({ variables: str }, "variables"),
    source: "aiven-client common_client.py byoc_terraform_get_vars",
    date,
  },

  // Users
  {
    operationId: "UserCreate",
    method: "POST",
    path: "/v1/user",
    tag: "Users",
    auth: false,
    body: obj({ email: str, password: str, real_name: str, tenant: str }, "email", "password", "real_name"),
    response: obj({ token: str, user: any }, "token"),
    source: "aiven-client client.py create_user",
    date,
  },

  // Projects
  {
    operationId: "ProjectEmissionsGet",
    method: "GET",
    path: "/v1/project/{project}/sustainability/emissions",
    tag: "Project",
    // Days as YYYYMMDD.
    query: { since: str, until: str },
    response: obj({ emissions: any }, "emissions"),
    source: "aiven-client sustainability_client.py, sustainability_cli.py",
    date,
  },
  {
    operationId: "ProjectServicePlanEmissionsGet",
    method: "GET",
    path:
      "/v1/project/{project}/sustainability/emissions-project" +
      "/service-types/{service_type}/plans/{service_plan}/clouds/{cloud}",
    tag: "Project",
    response: obj({ emissions: any }, "emissions"),
    source: "aiven-client sustainability_client.py, sustainability_cli.py",
    date,
  },
  {
    operationId: "ProjectAccessList",
    method: "GET",
    path: "/v1/project/{project}/access",
    tag: "Project",
    deprecated: true,
    response: obj(
      { resource_access_list: list(obj({ create_time: str, role: str, update_time: str, user_group_id: str })) },
      "resource_access_list",
    ),
    source: "aiven-go-client project_organization_groups.go",
    date,
  },
  {
    operationId: "ProjectAccessGroupSet",
    method: "PUT",
    path: "/v1/project/{project}/access/groups/{user_group_id}",
    tag: "Project",
    deprecated: true,
    body: obj({ role: str }, "role"),
    source: "aiven-go-client project_organization_groups.go",
    date,
  },
  {
    operationId: "ProjectAccessGroupDelete",
    method: "DELETE",
    path: "/v1/project/{project}/access/groups/{user_group_id}",
    tag: "Project",
    deprecated: true,
    source: "aiven-go-client project_organization_groups.go",
    date,
  },
];
