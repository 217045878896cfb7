import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { missingServer } from "../../src/cli/sandbox.js";
import { startSandbox } from "../../src/sandbox/index.js";
import { outcomeOf, runCli, spawnCli } from "../child.js";

describe("sandbox", () => {
  it("prints one line with url, token and project, serves, and ends on SIGTERM", async () => {
    const child = spawnCli(["sandbox", "--port", "0", "--speed", "fast"]);
    const outcome = outcomeOf(child);
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    const { url, token, project, ...rest } = JSON.parse(String(line)) as Record<string, string>;
    expect(rest).toEqual({});
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await fetch(`${url}/v1/project`, { headers: { authorization: `aivenv1 ${token}` } });
    expect(await response.json()).toMatchObject({ projects: [{ project_name: project }] });
    // This one has no state: its answer is made from its shape, which the package reads late.
    const emissions = await fetch(`${url}/v1/project/${project}/sustainability/emissions`, {
      headers: { authorization: `aivenv1 ${token}` },
    });
    expect(await emissions.json()).toEqual({ emissions: {} });
    expect((await fetch(`${url}/v1/project`)).status).toBe(401);
    child.kill("SIGTERM");
    expect(await outcome).toEqual({ code: 0, signal: null, stdout: `${line}\n`, stderr: "" });
  });

  it("says why a service has no server behind it", () => {
    expect(missingServer("valkey", "linux")).toMatch(/^No valkey-server or redis-server on this machine: of valkey/);
    expect(missingServer("pg", "win32")).toMatch(/^Windows has no data plane, WSL has: of pg services only/);
  });

  it("says when its port is taken", async () => {
    const sandbox = await startSandbox();
    const { port } = new URL(sandbox.url);
    const { code, stdout, stderr } = await runCli(["sandbox", "--port", port]);
    await sandbox.close();
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(port);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each(["0.0.0.0", "::", "192.168.0.1", "127.0.0.1.example.com"])(
    "does not listen beyond loopback: %s",
    async (host) => {
      const child = spawnCli(["sandbox", "--host", host]);
      const { code, stdout, stderr } = await outcomeOf(child);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain("--host must be a loopback address");
    },
  );
});
