import { describe, expect, test } from "vitest";
import { openSandbox, pgSpec, type TestApi, toRefusal } from "./api.js";

/** Everything that a fresh sandbox shows, with a service more. */
async function portrait(api: TestApi): Promise<unknown> {
  const { project } = api;
  await api.ok("ServiceCreate", { ...pgSpec(project, "another"), plan: "business-8" });
  await api.ok("ServiceUserCreate", { project, service_name: "another", username: "app" });
  const { full_token } = await api.ok("AccessTokenCreate", { description: "ci" });
  return {
    token: api.sandbox.token,
    full_token,
    services: await api.ok("ServiceList", { project, include_secrets: true }),
    ca: await api.ok("ProjectKmsGetCA", { project }),
    organizations: await api.ok("UserOrganizationsList", {}),
    projects: await api.ok("ProjectList", {}),
    logs: await api.ok("ProjectGetServiceLogs", { project, service_name: "demo-pg" }),
  };
}

/** A whole hour, so that the test does not run over the end of a second of virtual time. */
const START = Date.UTC(2026, 10, 23, 10);

describe("determinism", () => {
  test("the same seed and time give the same world", async () => {
    await using one = await openSandbox({ seed: "a", start: START });
    await using two = await openSandbox({ seed: "a", start: START });
    expect(timeless(await portrait(one))).toBe(timeless(await portrait(two)));
  });

  test("another seed gives other secrets and ids, and the same prices", async () => {
    await using one = await openSandbox({ seed: "a", start: START });
    await using two = await openSandbox({ seed: "b", start: START });
    expect(one.sandbox.token).not.toBe(two.sandbox.token);
    const uri = async (api: TestApi) => (await api.ok("ServiceCreate", pgSpec(api.project, "x"))).service.service_uri;
    expect(await uri(one)).not.toBe(await uri(two));
    expect(await one.ok("ListPublicServiceTypes", {})).toEqual(await two.ok("ListPublicServiceTypes", {}));
  });

  test("the demo project has the same past whatever the speed", async () => {
    await using instant = await openSandbox({ speed: "instant", start: START });
    await using real = await openSandbox({ speed: "real", start: START });
    const states = async (api: TestApi) =>
      (await api.ok("ServiceList", { project: api.project })).services.map(({ state, service_uri }) => [
        state,
        service_uri,
      ]);
    expect(await states(instant)).toEqual(await states(real));
  });
});

/** As text, to the second left out: a test takes time. */
function timeless(value: unknown): string {
  return JSON.stringify(value).replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, (time) => time.slice(0, 14));
}

describe("requests", () => {
  test("refuses unknown paths and methods in the API's form", async () => {
    await using api = await openSandbox();
    expect((await toRefusal(await api.fetch("/v1/nothing"))).status).toBe(404);
    expect((await toRefusal(await api.fetch("/v1/project", { method: "PATCH" }))).status).toBe(405);
  });

  test("refuses query parameters of the wrong kind", async () => {
    await using api = await openSandbox();
    const refusal = await toRefusal(await api.fetch(`/v1/project/${api.project}/events?limit=many`));
    expect(refusal).toMatchObject({ status: 400, message: expect.stringContaining("limit") });
  });

  test("refuses values that are not among the allowed ones, as the real validator words it", async () => {
    await using api = await openSandbox();
    const headers = { authorization: `aivenv1 ${api.sandbox.token}`, "content-type": "application/json" };
    const body = JSON.stringify({ period: "century" });
    const path = `/v1/project/${api.project}/service/demo-pg/metrics`;
    expect(await toRefusal(await api.fetch(path, { method: "POST", headers, body }))).toMatchObject({
      status: 400,
      message: "Invalid input for period: 'century' is not one of ['hour', 'day', 'week', 'month', 'year']",
    });
  });

  test("lets all that is due happen each at its own time", async () => {
    await using api = await openSandbox({ start: START });
    await api.ok("ServiceCreate", pgSpec(api.project, "late"));
    api.sandbox.advance(3600_000);
    const { service } = await api.ok("ServiceGet", { project: api.project, service_name: "late" });
    const ran = Date.parse(service.update_time) - Date.parse(service.create_time);
    const backedUp = Date.parse(String(service.backups?.[0]?.backup_time)) - Date.parse(service.create_time);
    expect([ran, backedUp]).toEqual([150_000, 210_000]);
  });
});
