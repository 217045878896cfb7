import { expect } from "vitest";
import { CLOUD, listOf, task } from "./conversation.js";

const CONNECT = { service_name: "demo-connect" };
const DEBEZIUM = "io.debezium.connector.postgresql.PostgresConnector";
const link = { integration_type: "kafka_connect", source_service: "demo-kafka", dest_service: "demo-connect" };

task({
  id: "debezium",
  title: "Set up change data capture from PostgreSQL with Debezium",
  needs: [
    "ServiceCreate",
    "ServiceIntegrationCreate",
    "ServiceIntegrationGet",
    "ServiceUserCreate",
    "ServiceKafkaConnectGetAvailableConnectors",
    "ServiceGet",
    "ServiceKafkaConnectCreateConnector",
    "ServiceKafkaConnectGetConnectorStatus",
  ],
  budget: { calls: 4, tokens: 2_500 },
  async talk({ call, find, api, project }) {
    await find(
      "create a service; connect kafka connect to kafka; create service user; available connector plugins; create kafka connector",
      "ServiceCreate",
      "ServiceIntegrationCreate",
      "ServiceUserCreate",
      "ServiceKafkaConnectGetAvailableConnectors",
      "ServiceKafkaConnectCreateConnector",
    );
    const spec = { service_type: "kafka_connect", plan: "startup-4", cloud: CLOUD, project_vpc_id: null };
    const login = { username: "debezium", access_control: { pg_allow_replication: true } };
    const { results } = await call("aiven_write", {
      calls: [
        { operation: "ServiceCreate", input: { ...CONNECT, ...spec } },
        { operation: "ServiceIntegrationCreate", input: link },
        { operation: "ServiceUserCreate", input: { service_name: "demo-pg", ...login } },
      ],
      wait: true,
    });
    expect(results).toMatchObject([{ wait: { outcome: "done" } }, { wait: { outcome: "done" } }, {}]);
    const plugins = { operation: "ServiceKafkaConnectGetAvailableConnectors", input: CONNECT };
    const available = listOf(await call("aiven_read", { ...plugins, fields: ["class"] }), "plugins");
    expect(available.map((plugin) => plugin["class"])).toContain(DEBEZIUM);
    const connector = {
      name: "orders-cdc",
      "connector.class": DEBEZIUM,
      "tasks.max": "1",
      "database.hostname": "$ref:demo-pg/host",
      "database.port": "$ref:demo-pg/port",
      "database.user": "debezium",
      "database.password": "$ref:demo-pg/users/debezium/password",
      "database.dbname": "$ref:demo-pg/dbname",
      "database.sslmode": "require",
      "plugin.name": "pgoutput",
      "topic.prefix": "cdc",
    };
    const created = await call("aiven_write", {
      operation: "ServiceKafkaConnectCreateConnector",
      input: { ...CONNECT, ...connector },
      wait: true,
    });
    expect(created).toMatchObject({ wait: { outcome: "done", state: "RUNNING" } });
    const user = { project, service_name: "demo-pg", service_username: "debezium", include_secrets: true };
    const { password = "" } = (await api.ok("ServiceUserGet", user)).user;
    expect(password).toMatch(/^AVNS_/);
    expect(JSON.stringify([results, created])).not.toContain(password);
    const { service_integrations } = await api.ok("ServiceIntegrationList", { project, ...CONNECT });
    expect(service_integrations).toMatchObject([{ ...link, active: true }]);
    const { connectors } = await api.ok("ServiceKafkaConnectList", { project, ...CONNECT });
    const { service } = await api.ok("ServiceGet", { project, service_name: "demo-pg" });
    expect(connectors).toMatchObject([
      {
        config: {
          "database.hostname": service.service_uri_params?.["host"],
          "database.port": service.service_uri_params?.["port"],
          "database.password": password,
        },
      },
    ]);
    const where = { project, ...CONNECT, connector_name: "orders-cdc" };
    const { status } = await api.ok("ServiceKafkaConnectGetConnectorStatus", where);
    expect(status).toMatchObject({ state: "RUNNING", tasks: [{ state: "RUNNING" }] });
  },
});
