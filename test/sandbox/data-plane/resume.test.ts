import { describe, expect, test } from "vitest";
import { Instance } from "../../../src/sandbox/instance.js";
import { services } from "../../../src/sandbox/model/service.js";
import { resumeEndpoints } from "../../../src/sandbox/service/endpoint.js";
import { toService } from "../../../src/sandbox/service/view.js";

/** A world in which the demo PostgreSQL was served by an engine when it was saved. */
function savedWorld() {
  const { world } = new Instance({ speed: "real", seed: "a" });
  const endpoint = {
    host: "localhost",
    port: 20_001,
    copy_of: null,
    engine: "PostgreSQL 15",
    accepts: true,
    problem: null,
  };
  const key = "sandbox-demo/demo-pg";
  services(world).patch(key, { endpoint });
  return { world, service: () => toService(world, services(world).get(key) ?? services(world).patch(key, {}), true) };
}

describe("a service of an earlier run", () => {
  test("waits for its engine, which may have another version now", () => {
    const { world, service } = savedWorld();
    resumeEndpoints(world, { pg: "PostgreSQL 17" });
    expect(services(world).get("sandbox-demo/demo-pg")?.endpoint).toMatchObject({ port: 20_001, accepts: false });
    expect(service().metadata).toMatchObject({ data_plane: "PostgreSQL 17" });
    expect(service().service_uri).toContain("@localhost:20001/");
  });

  test.each([{}, { pg: null }])("names no port at which nothing listens, with engines %j", (engines) => {
    const { world, service } = savedWorld();
    resumeEndpoints(world, engines);
    expect(service().service_uri).toContain("@demo-pg-sandbox-demo.h.aivencloud.com:");
    expect(service().metadata).toMatchObject({ data_plane: "none: only the control plane is emulated" });
  });
});
