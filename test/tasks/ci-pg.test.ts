import { expect } from "vitest";
import { CLOUD, serviceOf, task } from "./conversation.js";

task({
  id: "ci-pg",
  title: "Ephemeral PostgreSQL for a CI run",
  budget: { calls: 5, tokens: 600 },
  async talk({ call, destroy, api, project }) {
    const service_name = "pg-ci-4711";
    await call("aiven_provision", {
      service_name,
      service_type: "pg",
      plan: "startup-4",
      cloud: CLOUD,
      network: "public",
    });
    expect(await call("aiven_wait", { for: "service", input: { service_name }, timeout_s: 600 })).toMatchObject({
      outcome: "done",
    });
    const { connect, users, databases } = await call("aiven_service", { service_name });
    const { service_uri_params: params } = await serviceOf(api, service_name);
    expect(connect).toContainEqual(expect.objectContaining({ host: params?.["host"], port: Number(params?.["port"]) }));
    expect([users, databases]).toEqual([["avnadmin"], ["defaultdb"]]);
    await destroy({ operation: "ServiceDelete", input: { service_name } });
    expect(await api.refused("ServiceGet", { project, service_name })).toMatchObject({ status: 404 });
  },
});
