import { expect } from "vitest";
import { DAY_MS } from "../sandbox/api.js";
import { task } from "./conversation.js";

const SERVICE = { service_name: "demo-kafka" };
const USER = { ...SERVICE, service_username: "avnadmin" };

task({
  id: "rotate-kafka-cert",
  title: "Renew and acknowledge Kafka client certificates",
  budget: { calls: 3, tokens: 800 },
  async talk({ call, find, api, project }) {
    await find("expiry of user certificates; acknowledge certificate renewal", "ServiceUserCredentialsModify");
    const fields = ["users[].username", "access_cert_not_valid_after_time", "expiring_cert_not_valid_after_time"];
    const { service } = await call("aiven_read", { operation: "ServiceGet", input: SERVICE, fields });
    const { users } = service as { users: { username: string; access_cert_not_valid_after_time: string }[] };
    const soon = Date.now() + 3 * 365 * DAY_MS;
    const expiring = users.filter((user) => Date.parse(user.access_cert_not_valid_after_time) < soon);
    expect(expiring.map(({ username }) => username)).toEqual(["avnadmin"]);
    await call("aiven_write", {
      operation: "ServiceUserCredentialsModify",
      input: { ...USER, operation: "acknowledge-renewal" },
    });
    const { user } = await api.ok("ServiceUserGet", { project, ...USER });
    expect(user.expiring_cert_not_valid_after_time ?? null).toBeNull();
    const { events } = await api.ok("ProjectGetEventLogs", { project });
    expect(events.map(({ event_desc }) => event_desc).join("\n")).toContain("acknowledge-renewal");
  },
});
