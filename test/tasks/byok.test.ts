import { expect } from "vitest";
import { CLOUD, serviceOf, task } from "./conversation.js";

const KEY = { provider: "gcp", resource: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" };

task({
  id: "byok",
  title: "Encrypt a service with a customer's key",
  needs: ["CMKAccessorsList", "CMKCreate", "CMKAccessCheckTrigger", "ServiceCreate"],
  budget: { calls: 5, tokens: 1_200 },
  async talk({ call, find, api }) {
    await find(
      "accessors of customer managed keys; register customer managed key; check access to customer managed key; create service",
      "CMKAccessorsList",
      "CMKCreate",
      "CMKAccessCheckTrigger",
      "ServiceCreate",
    );
    expect(await call("aiven_read", { operation: "CMKAccessorsList" })).toMatchObject({
      accessors: { gcp: { access_group: expect.any(String) } },
    });
    const { cmk } = await call("aiven_write", { operation: "CMKCreate", input: KEY });
    const cmk_id = (cmk as { id: string }).id;
    const spec = { service_name: "safe-pg", service_type: "pg", plan: "startup-4", cloud: CLOUD, project_vpc_id: null };
    await call("aiven_write", {
      calls: [
        { operation: "CMKAccessCheckTrigger", input: { cmk_id } },
        { operation: "ServiceCreate", input: { ...spec, cmk_id } },
      ],
    });
    await call("aiven_wait", { for: "service", input: { service_name: "safe-pg" }, timeout_s: 600 });
    expect(await serviceOf(api, "safe-pg")).toMatchObject({ state: "RUNNING", cmk_id });
  },
});
