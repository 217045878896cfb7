import { describe, expect, test } from "vitest";
import { openSandbox, type TestApi, toRefusal } from "./api.js";

/** How the provider's Go client sends, which Terraform and the Kubernetes operator are built on. */
function goClient(api: TestApi) {
  const service = `/v1/project/${api.project}/service`;
  const send = (method: string, path: string, body?: object): Promise<Response> =>
    api.fetch(`${path}?limit=999`, {
      method,
      headers: {
        "content-type": "application/json",
        "user-agent": "aiven-go-client/v2",
        authorization: `aivenv1 ${api.sandbox.token}`,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const ok = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await send(method, path, body);
    const text = await response.text();
    expect(response.ok, `${method} ${path}: ${response.status} ${text}`).toBe(true);
    return JSON.parse(text) as T;
  };
  return { service, send, ok };
}

interface Shown {
  readonly service: { readonly state: string; readonly backups: readonly unknown[] };
}

const POLL_MS = 5_000;
const MOST_POLLS = 240;

/** Asks until an answer is right, as Terraform does, in virtual time. */
async function poll<T>(api: TestApi, ask: () => Promise<T>, isDone: (answer: T) => boolean): Promise<T> {
  for (let n = 0; n < MOST_POLLS; n++) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    api.sandbox.advance(POLL_MS);
  }
  throw new Error("it takes longer than Terraform waits");
}

describe("what Terraform does", () => {
  test("makes a service, waits for it and its first backup, changes it, deletes it and waits until it is gone", async () => {
    await using api = await openSandbox({ speed: "paused" });
    const { service, send, ok } = goClient(api);
    const order = { service_name: "tf", service_type: "pg", plan: "startup-4", cloud: "google-europe-west1" };
    await ok("POST", service, { ...order, user_config: {}, project_vpc_id: null, service_integrations: [] });
    const get = () => ok<Shown>("GET", `${service}/tf`);
    await poll(api, get, (shown) => shown.service.state === "RUNNING" && shown.service.backups.length > 0);
    await ok("PUT", `${service}/tf`, {
      plan: "startup-4",
      powered: true,
      user_config: { pg: { log_min_duration_statement: 100 } },
    });
    await ok("PUT", `${service}/tf/tags`, { tags: { team: "x" } });
    await ok("POST", `${service}/tf/user`, { username: "app" });
    await poll(
      api,
      () => ok<{ user: { password: string } }>("GET", `${service}/tf/user/app`),
      ({ user }) => user.password !== "",
    );
    await ok("POST", `${service}/tf/db`, { database: "shop" });
    await ok("POST", `${service}/tf/connection_pool`, { pool_name: "p", database: "shop", username: "app" });
    await ok("DELETE", `${service}/tf/connection_pool/p`);
    await ok("DELETE", `${service}/tf/db/shop`);
    await ok("DELETE", `${service}/tf/user/app`);
    await ok("DELETE", `${service}/tf`);
    await poll(
      api,
      () => send("GET", `${service}/tf`),
      ({ status }) => status === 404,
    );
  });

  test("makes topics after a look whether they exist, waits for them in batches, and deletes them", async () => {
    await using api = await openSandbox({ speed: "paused" });
    const { send, ok } = goClient(api);
    const kafka = `/v1/project/${api.project}/service/demo-kafka`;
    const names = Array.from({ length: 100 }, (_, index) => `tf-${index}`);
    for (const topic_name of names) {
      expect((await send("GET", `${kafka}/topic/${topic_name}`)).status).toBe(404);
      await ok("POST", `${kafka}/topic`, { topic_name, partitions: 1, replication: 2 });
    }
    const topic_name = names[0];
    const again = await send("POST", `${kafka}/topic`, { topic_name, partitions: 1, replication: 2 });
    expect(again.status).toBe(409);
    const v2 = `/v2/project/${api.project}/service/demo-kafka/topic`;
    const batch = () => ok<{ topics: { topic_name: string; state: string }[] }>("POST", v2, { topic_names: names });
    const { topics } = await poll(api, batch, (answer) => answer.topics.every(({ state }) => state === "ACTIVE"));
    expect(topics).toHaveLength(100);
    expect((await send("POST", v2, { topic_names: [...names, "more"] })).status).toBe(400);
    await ok("PUT", `${kafka}/topic/tf-0`, { partitions: 3, tags: [{ key: "a", value: "b" }] });
    for (const name of names) await ok("DELETE", `${kafka}/topic/${name}`);
    await poll(
      api,
      () => send("GET", `${kafka}/topic/tf-99`),
      ({ status }) => status === 404,
    );
  });

  test("is told what it tries again after in the texts that it knows", async () => {
    await using api = await openSandbox();
    const { service, send } = goClient(api);
    const nowhere = await toRefusal(await send("POST", `${service}/late/user`, { username: "app" }));
    expect(nowhere.status).toBe(404);
    expect(nowhere.message).toMatch(/Service \S+ does not exist/);
    const message = "User avnadmin with component main not found";
    api.sandbox.faults.add({ fault: 404, operation: "ServiceUserGet", message });
    const user = `${service}/demo-pg/user/avnadmin`;
    expect(await toRefusal(await send("GET", user))).toMatchObject({ status: 404, message });
    expect((await send("GET", user)).status).toBe(200);
  });
});

describe("the two requests of the quickstart", () => {
  test("list projects and clouds in the shapes of the samples", async () => {
    await using api = await openSandbox();
    const projects = (await (await api.fetch("/v1/project")).json()) as Record<string, object[]>;
    expect(Object.keys(projects).sort()).toEqual(
      expect.arrayContaining(["project_membership", "project_memberships", "projects"]),
    );
    expect(Object.keys(projects["projects"]?.[0] ?? {}).length).toBeGreaterThanOrEqual(30);
    const clouds = (await (await api.fetch("/v1/clouds", { headers: {} })).json()) as { clouds: object[] };
    const fields = ["cloud_name", "cloud_description", "geo_latitude", "geo_longitude", "geo_region"];
    expect(Object.keys(clouds.clouds[0] ?? {})).toEqual(
      expect.arrayContaining([...fields, "provider", "provider_description"]),
    );
  });
});
