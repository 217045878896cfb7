import type { FamilyWords } from "../words.js";

/** What identifies an integration and tells whether it works. */
const INTEGRATION_VIEW = [
  "service_integration.service_integration_id",
  "service_integration.integration_type",
  "service_integration.source_service",
  "service_integration.source_endpoint",
  "service_integration.dest_service",
  "service_integration.dest_endpoint",
  "service_integration.enabled",
  "service_integration.active",
  "service_integration.integration_status.status_user_desc",
  "service_integration.integration_status.state.errors",
] as const;

/** Lists in an integration's settings that stand for things in a service: what is left out is gone. */
const LISTS = ["tables", "databases", "grants"];

const setsLists = (value: unknown) =>
  typeof value === "object" && value !== null && Object.keys(value).some((name) => LISTS.includes(name));

export const integration: FamilyWords<"integration"> = {
  ServiceIntegrationCreate: {
    title: "Create a service integration",
    summary:
      "Connects a service with another service or with an integration endpoint, so that data, logs or metrics flow.",
    aka: [
      "hook two databases together",
      "ship logs to OpenSearch",
      "monitor with Grafana or Datadog",
      "read Kafka or postgres from ClickHouse",
      "attach Kafka Connect or MirrorMaker",
      "switch on disk autoscaling",
      "give an app its database",
    ],
    risk: "write",
    marks: ["async"],
    wait: "integration",
    view: INTEGRATION_VIEW,
    secrets: ["service_integration.user_config"],
    notes: [
      "Give one source and one destination, each a service or an endpoint; which side is which depends on the type: ServiceIntegrationTypes tells (the source of metrics and logs is the watched service).",
      "It is not active at once, and reading it can answer 404 at first.",
      "A read replica is a service of its own: ServiceCreate with the integration in service_integrations.",
      "autoscaler lets the provider enlarge the disk, and the bill, up to the endpoint's cap.",
    ],
    fields: {
      dest_endpoint_id: "Endpoint as destination, in place of dest_service; see ServiceIntegrationEndpointList.",
      dest_service: "Service as destination, in place of dest_endpoint_id.",
      source_endpoint_id: "Endpoint as source, in place of source_service; see ServiceIntegrationEndpointList.",
      source_service: "Service as source, in place of source_endpoint_id.",
      user_config: "Settings of the integration, as ServiceIntegrationTypes defines them; left out, defaults.",
    },
  },
  ServiceIntegrationDelete: {
    title: "Delete a service integration",
    summary: "Disconnects two services, or a service and an endpoint: what flows between them stops.",
    aka: [
      "unlink, detach",
      "stop shipping logs or metrics",
      "promote a read replica",
      "make the replica standalone and writable",
      "turn autoscaling off",
    ],
    risk: "destructive",
    marks: ["disruptive"],
    notes: [
      "Deleting a read_replica integration promotes the replica to a writable service of its own.",
      "Connectors, dashboards and tables that rely on the integration stop working.",
    ],
  },
  ServiceIntegrationEndpointCreate: {
    title: "Create an integration endpoint",
    summary: "Stores the address and credentials of an outside system in a project, for integrations to use.",
    aka: [
      "Datadog API key",
      "register an external postgres, MySQL or Kafka",
      "CloudWatch, rsyslog or Prometheus target",
      "BigQuery or S3 access",
      "disk autoscaler cap",
      "where to send logs",
    ],
    risk: "write",
    view: [
      "service_integration_endpoint.endpoint_id",
      "service_integration_endpoint.endpoint_name",
      "service_integration_endpoint.endpoint_type",
    ],
    secrets: ["service_integration_endpoint.endpoint_config", "service_integration_endpoint.user_config"],
    notes: [
      "Nothing flows yet: ServiceIntegrationCreate connects a service to it.",
      "A disk autoscaler is endpoint_type autoscaler with user_config {autoscaling: [{type: autoscale_disk, cap_gb}]}.",
    ],
    fields: {
      endpoint_name: "Name of the endpoint, 1 to 40 characters.",
      endpoint_type: "Kind of outside system; see ServiceIntegrationEndpointTypes.",
      user_config: "Address and credentials, as ServiceIntegrationEndpointTypes defines them for the type.",
    },
  },
  ServiceIntegrationEndpointDelete: {
    title: "Delete an integration endpoint",
    summary: "Deletes the stored address and credentials of an outside system from a project.",
    aka: ["forget the Datadog key", "remove an external database", "unregister a log target"],
    risk: "destructive",
    notes: ["See first which integrations use it: ServiceIntegrationList shows them per service."],
  },
  ServiceIntegrationEndpointGet: {
    title: "Get an integration endpoint",
    summary: "Answers with one integration endpoint of a project: name, type and settings.",
    aka: ["which Datadog site do we send to", "external database details", "check the rsyslog address"],
    risk: "read",
    secrets: ["service_integration_endpoint.endpoint_config", "service_integration_endpoint.user_config"],
    notes: ["Without include_secrets a secret may read <redacted>; never write such a value back."],
  },
  ServiceIntegrationEndpointList: {
    title: "List integration endpoints",
    summary: "Lists the integration endpoints of a project with id, name and type.",
    aka: ["external systems we are connected to", "log and metric targets", "registered outside databases"],
    risk: "read",
    view: [
      "service_integration_endpoints[].endpoint_id",
      "service_integration_endpoints[].endpoint_name",
      "service_integration_endpoints[].endpoint_type",
    ],
    secrets: ["service_integration_endpoints[].endpoint_config", "service_integration_endpoints[].user_config"],
  },
  ServiceIntegrationEndpointTypes: {
    title: "List integration endpoint types",
    summary: "Lists the kinds of outside systems that integrations can reach, with the settings each of them takes.",
    aka: ["does it work with Splunk, Datadog or New Relic", "supported external targets", "endpoint settings schema"],
    risk: "read",
    view: ["endpoint_types[].endpoint_type", "endpoint_types[].title", "endpoint_types[].service_types"],
    notes: ["Ask for the field user_config_schema to see the settings of a type; it is long."],
  },
  ServiceIntegrationEndpointUpdate: {
    title: "Update an integration endpoint",
    summary: "Changes address or credentials of an integration endpoint, for every integration that uses it.",
    aka: ["new Datadog key", "rotate an external password", "change the log target", "raise the autoscaler cap"],
    risk: "write",
    marks: ["disruptive"],
    view: [
      "service_integration_endpoint.endpoint_id",
      "service_integration_endpoint.endpoint_name",
      "service_integration_endpoint.endpoint_type",
    ],
    secrets: ["service_integration_endpoint.endpoint_config", "service_integration_endpoint.user_config"],
    notes: [
      "A value that was read as <redacted> must not be sent back.",
      "Only user_config can change, not name and type.",
    ],
    fields: { user_config: "Settings to change, as ServiceIntegrationEndpointTypes defines them for the type." },
  },
  ServiceIntegrationGet: {
    title: "Get a service integration",
    summary: "Answers with one integration: its two sides, whether it is active, its errors and settings.",
    aka: ["is the connection working", "why do no logs arrive", "metrics missing in Grafana", "link broken"],
    risk: "read",
    view: [...INTEGRATION_VIEW, "service_integration.user_config"],
    secrets: ["service_integration.user_config"],
    notes: ["Right after ServiceIntegrationCreate it can answer 404 or active false."],
  },
  ServiceIntegrationList: {
    title: "List a service's integrations",
    summary:
      "Lists the integrations of a service with their two sides and whether they work, and those that could be made.",
    aka: [
      "what is it connected to",
      "does it have a replica",
      "where do its logs go",
      "linked services, dependencies",
      "what breaks if I remove it",
    ],
    risk: "read",
    view: [
      "service_integrations[].service_integration_id",
      "service_integrations[].integration_type",
      "service_integrations[].source_service",
      "service_integrations[].source_endpoint",
      "service_integrations[].dest_service",
      "service_integrations[].dest_endpoint",
      "service_integrations[].enabled",
      "service_integrations[].active",
      "service_integrations[].integration_status.status_user_desc",
    ],
    secrets: ["service_integrations[].user_config"],
    notes: ["Rows without service_integration_id and with enabled false do not exist: they are possible integrations."],
  },
  ServiceIntegrationTypes: {
    title: "List integration types",
    summary:
      "Lists the kinds of integrations, which service types fit at either side, and the settings each of them takes.",
    aka: [
      "what can I connect kafka to",
      "possible data pipelines",
      "source and destination of a link",
      "supported connections",
    ],
    risk: "read",
    view: [
      "integration_types[].integration_type",
      "integration_types[].source_service_types",
      "integration_types[].source_description",
      "integration_types[].dest_service_types",
      "integration_types[].dest_description",
    ],
    notes: ["Ask for the field user_config_schema to see the settings of a type; it is long."],
  },
  ServiceIntegrationUpdate: {
    title: "Update a service integration",
    summary: "Changes the settings of an integration; its two sides and its type stay.",
    aka: [
      "read another topic into ClickHouse",
      "log index retention",
      "Datadog tags or topic filter",
      "add a table to the pipeline",
    ],
    risk: "write",
    gates: [
      {
        field: "user_config",
        when: setsLists,
        because:
          "replaces the whole list: tables, databases or grants that are not in it are dropped from the integration",
      },
    ],
    marks: ["disruptive"],
    view: [...INTEGRATION_VIEW, "service_integration.user_config"],
    secrets: ["service_integration.user_config"],
    notes: ["Lists are replaced whole: read ServiceIntegrationGet and send the old entries along with the new."],
    fields: { user_config: "Settings to change, as ServiceIntegrationTypes defines them; lists are replaced whole." },
  },
};
