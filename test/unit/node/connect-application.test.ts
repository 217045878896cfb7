import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readApplication, writeApplication } from "../../../src/node/connect-application.js";
import { read } from "../../../src/tools/perform.js";
import { rejection } from "../../fake-world.js";
import { sandboxDoor } from "../tools/doors.js";

const folder = mkdtempSync(join(tmpdir(), "aiven-forms-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function doorWith(service_type: string, user_config = {}) {
  const door = await sandboxDoor();
  const plan = { clickhouse: "startup-16", kafka: "business-4" }[service_type] ?? "startup-4";
  await read(door, "ServiceCreate", {
    service_name: "it",
    service_type,
    plan,
    cloud: "google-europe-west1",
    user_config,
  });
  await read(door, "ServiceGet", { service_name: "it" });
  return door;
}

describe("connection details of an application", () => {
  it("reach MySQL from Prisma encrypted, with the server checked", async () => {
    const { variables, files } = await readApplication(await doorWith("mysql"), { service_name: "it", form: "prisma" });
    const url = new URL(variables["DATABASE_URL"] ?? "");
    expect(Object.fromEntries(url.searchParams)).toEqual({ sslcert: "it.ca.pem", sslaccept: "strict" });
    expect(files["it.ca.pem"]).toMatch(/^-----BEGIN CERTIFICATE/);
  });

  it("reach ClickHouse over HTTPS from JDBC, whose driver speaks nothing else, by a certificate that it knows", async () => {
    const door = await doorWith("clickhouse");
    const { variables, files } = await readApplication(door, { service_name: "it", form: "jdbc" });
    const { service } = await read(door, "ServiceGet", { service_name: "it" });
    const https = service.components?.find(({ component }) => component === "clickhouse_https");
    expect(variables["JDBC_URL"]).toMatch(
      new RegExp(`^jdbc:clickhouse://it-[^:]*:${https?.port}/\\?ssl=true&sslmode=strict$`),
    );
    expect(files).toEqual({});
    const env = await readApplication(door, { service_name: "it" });
    expect(env.variables).toMatchObject({ CLICKHOUSE_HTTPS_PORT: String(https?.port) });
  });

  it("tell passwords for Kafka only with the port that takes them", async () => {
    const request = { service_name: "it", form: "kafkajs" };
    const certified = await readApplication(await doorWith("kafka"), request);
    expect(Object.keys(certified.variables)).toEqual([
      "KAFKA_BROKERS",
      "KAFKA_SSL_CA_FILE",
      "KAFKA_SSL_CERT_FILE",
      "KAFKA_SSL_KEY_FILE",
    ]);
    const door = await doorWith("kafka", { kafka_authentication_methods: { sasl: true } });
    const { variables, use } = await readApplication(door, request);
    const { service } = await read(door, "ServiceGet", { service_name: "it" });
    const brokers = (service.components ?? [])
      .filter(({ component }) => component === "kafka")
      .map(({ host, port, kafka_authentication_method: method }) => [method, `${host}:${port}`]);
    expect(Object.fromEntries(brokers)).toEqual({
      certificate: variables["KAFKA_BROKERS"],
      sasl: variables["KAFKA_SASL_BROKERS"],
    });
    expect(variables).toMatchObject({ KAFKA_USERNAME: "avnadmin", KAFKA_PASSWORD: expect.stringMatching(/^AVNS_/) });
    expect(use).toContain("KAFKA_SASL_BROKERS");
  });

  it("bring the project's authority only where it signs", async () => {
    const { variables, files } = await readApplication(await doorWith("opensearch"), { service_name: "it" });
    expect(files).toEqual({});
    expect(variables).not.toHaveProperty("OPENSEARCH_CA_FILE");
    expect(variables["OPENSEARCH_URI"]).toMatch(/^https:\/\/avnadmin:/);
  });

  it("are read by a shell as they are", async () => {
    const door = await sandboxDoor();
    const new_password = `a b#'c"d$e`;
    await door.client.call("ServiceUserCredentialsModify", {
      project: door.project ?? "",
      service_name: "demo-pg",
      service_username: "avnadmin",
      operation: "reset-credentials",
      new_password,
    });
    await writeApplication(door, folder, { service_name: "demo-pg", file: "it.env" });
    const script = 'set -a; . ./it.env; set +a; printf %s "$PGPASSWORD"';
    expect(execFileSync("sh", ["-c", script], { cwd: folder, encoding: "utf8" })).toBe(new_password);
  });

  it("say what is wrong with a folder", async () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    const error = await rejection(writeApplication(await sandboxDoor(), join(file, "x"), { service_name: "demo-pg" }));
    expect(error).toMatchObject({ name: "ConfigError", hint: expect.stringContaining("AIVEN_CONNECT_DIR") });
    expect((error as Error).message).toMatch(/^Nothing can be written into .*a-file.* \(E[A-Z]+\)$/);
  });

  it("are of users and services that there are", async () => {
    const door = await sandboxDoor();
    const user = await rejection(readApplication(door, { service_name: "demo-pg", user: "avnadmn" }));
    expect(user).toMatchObject({ issues: [{ field: "user", nearest: "avnadmin", allowed: ["avnadmin"] }] });
    const service = await rejection(readApplication(door, { service_name: "demo-pgg" }));
    expect(service).toMatchObject({ status: 404, hint: expect.stringContaining("did you mean demo-pg?") });
  });

  it("come with a word when nothing answers there", async () => {
    const door = await sandboxDoor();
    await door.client.call("ServiceUpdate", {
      project: door.project ?? "",
      service_name: "demo-valkey",
      powered: false,
    });
    const { warning } = await readApplication(door, { service_name: "demo-valkey" });
    expect(warning).toBe("demo-valkey is POWEROFF: nothing answers");
    expect(await readApplication(door, { service_name: "demo-pg" })).not.toHaveProperty("warning");
  });
});
