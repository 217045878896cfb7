import { expect } from "vitest";
import { task } from "./conversation.js";

const KAFKA = { service_name: "demo-kafka" };
const LOGIN = { service_name: "demo-pg", service_username: "debezium" };
const PASSWORD = "Chosen-by-the-user-1";

task({
  id: "debezium",
  title: "Set up change data capture from PostgreSQL with Debezium",
  budget: { calls: 7, tokens: 2_500 },
  // The user has made a login for the connector, and keeps its password.
  async before(api) {
    const { project } = api;
    await api.ok("ServiceUserCreate", { project, service_name: "demo-pg", username: "debezium" });
    const change = { operation: "reset-credentials", new_password: PASSWORD } as const;
    await api.ok("ServiceUserCredentialsModify", { project, ...LOGIN, ...change });
  },
  async talk({ call, find, api, project }) {
    await find(
      "enable kafka connect on kafka; available connector plugins; create kafka connector; connector status",
      "ServiceUpdate",
      "ServiceKafkaConnectGetAvailableConnectors",
      "ServiceKafkaConnectCreateConnector",
    );
    const on = { ...KAFKA, user_config: { kafka_connect: true } };
    await call("aiven_write", { operation: "ServiceUpdate", input: on, wait: true });
    const { connect } = await call("aiven_service", { service_name: "demo-pg" });
    const [pg] = connect as { host: string; port: number }[];
    const plugins = { operation: "ServiceKafkaConnectGetAvailableConnectors", input: KAFKA };
    const available = await call("aiven_read", { ...plugins, fields: ["class"] });
    const debezium = "io.debezium.connector.postgresql.PostgresConnector";
    expect(JSON.stringify(available)).toContain(debezium);
    const connector = {
      name: "orders-cdc",
      "connector.class": debezium,
      "tasks.max": "1",
      "database.hostname": pg?.host,
      "database.port": String(pg?.port),
      "database.user": "debezium",
      "database.password": "$ref:demo-pg/users/debezium/password",
      "database.dbname": "defaultdb",
      "database.sslmode": "require",
      "plugin.name": "pgoutput",
      "topic.prefix": "cdc",
    };
    const created = await call("aiven_write", {
      operation: "ServiceKafkaConnectCreateConnector",
      input: { ...KAFKA, ...connector },
      wait: true,
    });
    expect(created).toMatchObject({ wait: { outcome: "done", state: "RUNNING" } });
    expect(JSON.stringify(created)).not.toContain(PASSWORD);
    const where = { project, ...KAFKA, connector_name: "orders-cdc" };
    const { status } = await api.ok("ServiceKafkaConnectGetConnectorStatus", where);
    expect(status).toMatchObject({ state: "RUNNING", tasks: [{ state: "RUNNING" }] });
  },
});
