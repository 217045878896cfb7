import { describe, it } from "vitest";
import type { Client } from "../../src/core/client.js";
import type { UserConfig } from "../../src/core/configuration/generated/types.js";

declare const client: Client;
const ONE = { project: "demo", service_name: "one" };
const NEW = { ...ONE, plan: "startup-4" };

describe("user_config", () => {
  it("is of the type that is named, and so is the service", () => {
    client.call<"ServiceCreate", "pg">("ServiceCreate", {
      ...NEW,
      service_type: "pg",
      user_config: { pg: { jit: true }, work_mem: null },
    });
    const user_config = { pg: { jit: true } };
    // @ts-expect-error a pg is no kafka
    client.call<"ServiceCreate", "pg">("ServiceCreate", { ...NEW, service_type: "kafka", user_config });
    // @ts-expect-error planx is not a field
    client.call<"ServiceCreate", "pg">("ServiceCreate", { ...NEW, service_type: "pg", planx: "p" });
    // @ts-expect-error jit is a boolean
    client.call<"ServiceUpdate", "pg">("ServiceUpdate", { ...ONE, user_config: { pg: { jit: "yes" } } });
    // @ts-expect-error there is no such parameter
    client.call<"ServiceUpdate", "pg">("ServiceUpdate", { ...ONE, user_config: { pg: { jitt: true } } });
    // @ts-expect-error it is none of kafka's
    client.call<"ServiceUpdate", "kafka">("ServiceUpdate", { ...ONE, user_config: { work_mem: 8 } });
  });

  it("is anything where no type is named", () => {
    client.call("ServiceCreate", { ...NEW, service_type: "newest", user_config: { anything: 1 } });
    client.call("ServiceUpdate", { ...ONE, user_config: { anything: 1 } });
  });

  it("is of the type of an integration or an endpoint", () => {
    const id = "0190e6c5-1f6b-7f00-8000-000000000000";
    client.call<"ServiceIntegrationUpdate", "kafka_connect">("ServiceIntegrationUpdate", {
      project: "demo",
      integration_id: id,
      // @ts-expect-error the group is a text
      user_config: { kafka_connect: { group_id: 5 } },
    });
    client.call<"ServiceIntegrationEndpointCreate", "datadog">("ServiceIntegrationEndpointCreate", {
      project: "demo",
      endpoint_name: "dd",
      endpoint_type: "datadog",
      // @ts-expect-error the key is missing
      user_config: {},
    });
  });

  it("can be written apart", () => {
    const user_config: UserConfig["pg"] = { ip_filter: ["10.0.0.0/8", { network: "::1/128", description: "me" }] };
    client.call<"ServiceUpdate", "pg">("ServiceUpdate", { ...ONE, user_config });
  });
});
