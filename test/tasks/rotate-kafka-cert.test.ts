import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { DAY_MS } from "../sandbox/api.js";
import { variablesOf } from "./connected.js";
import { task } from "./conversation.js";

const SERVICE = { service_name: "demo-kafka" };
const SOON_MS = 60 * DAY_MS;
const FILE = "kafka.env";

interface Certified {
  readonly username: string;
  readonly access_cert_not_valid_after_time: string;
  readonly expiring_cert_not_valid_after_time?: string;
}

task({
  id: "rotate-kafka-cert",
  title: "Renew and acknowledge Kafka client certificates",
  needs: ["ServiceGet", "ServiceUserCredentialsModify"],
  budget: { calls: 4, tokens: 800 },
  // One of the users has a renewed certificate, and its old one works for two more weeks.
  async before(api) {
    const { project } = api;
    await api.ok("ServiceUserCreate", { project, ...SERVICE, username: "orders-app" });
    await api.ok("ServiceUserCredentialsReset", { project, ...SERVICE, service_username: "avnadmin" });
  },
  async talk({ call, find, api, project, folder, now }) {
    await find("expiry of user certificates; acknowledge certificate renewal", "ServiceUserCredentialsModify");
    const fields = ["users[].username", "access_cert_not_valid_after_time", "expiring_cert_not_valid_after_time"];
    const { service } = await call("aiven_read", { operation: "ServiceGet", input: SERVICE, fields });
    const { users } = service as { users: Certified[] };
    const soon = (time: string | undefined) => time !== undefined && Date.parse(time) < now() + SOON_MS;
    const expiring = users.filter(
      (user) => soon(user.access_cert_not_valid_after_time) || soon(user.expiring_cert_not_valid_after_time),
    );
    expect(expiring.map(({ username }) => username)).toEqual(["avnadmin"]);
    await call("aiven_connect", { ...SERVICE, user: "avnadmin", form: "kafkajs", file: FILE });
    const user = { ...SERVICE, service_username: "avnadmin" };
    const change = { operation: "ServiceUserCredentialsModify", input: { ...user, operation: "acknowledge-renewal" } };
    await call("aiven_write", change);
    const shown = await api.ok("ServiceUserGet", { project, ...user, include_secrets: true });
    expect(shown.user.expiring_cert_not_valid_after_time ?? null).toBeNull();
    const { KAFKA_SSL_CERT_FILE: cert = "", KAFKA_SSL_KEY_FILE: key = "" } = variablesOf(folder, FILE);
    expect(readFileSync(join(folder, cert), "utf8").trim()).toBe(shown.user.access_cert?.trim());
    expect(readFileSync(join(folder, key), "utf8").trim()).toBe(shown.user.access_key?.trim());
  },
});
