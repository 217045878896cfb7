import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Clock } from "../../src/sandbox/clock.js";
import { startSandbox } from "../../src/sandbox/index.js";
import { Keeper } from "../../src/sandbox/state/keeper.js";
import { World } from "../../src/sandbox/world.js";
import { openSandbox, pgSpec, type TestApi } from "./api.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sandbox-state-"));
});
afterAll(() => rm(folder, { recursive: true }));

let made = 0;
function newFile(): string {
  made += 1;
  return join(folder, `${made}.state`);
}

const newWorld = () => new World({ clock: new Clock("paused"), seed: "s", effects: {} });

async function usernames(api: TestApi): Promise<string[]> {
  const { service } = await api.ok("ServiceGet", { project: api.project, service_name: "demo-pg" });
  return (service.users ?? []).map(({ username }) => username);
}

const addUser = (api: TestApi, username: string) =>
  api.ok("ServiceUserCreate", { project: api.project, service_name: "demo-pg", username });

describe("a state file", () => {
  test("brings back everything: rows, token, time, speed, what is pending, and counters", async () => {
    const state = newFile();
    const first = await openSandbox({ state, speed: "paused", seed: "mine" });
    await first.ok("ServiceCreate", pgSpec(first.project, "new"));
    first.sandbox.advance(3600_000);
    await first.ok("ServiceCreate", pgSpec(first.project, "newer"));
    const { full_token } = await first.ok("AccessTokenCreate", { description: "a" });
    const before = await first.ok("ServiceList", { project: first.project, include_secrets: true });
    const { token } = first.sandbox;
    const now = first.sandbox.now();
    await first.sandbox.close();

    await using second = await openSandbox({ state, speed: undefined });
    expect([second.sandbox.token, second.sandbox.now(), second.sandbox.speed]).toEqual([token, now, "paused"]);
    expect(await second.ok("ServiceList", { project: second.project, include_secrets: true })).toEqual(before);
    await second.ok("UserInfo", {}, full_token);
    const another = await second.ok("AccessTokenCreate", { description: "b" });
    expect(another.full_token).not.toBe(full_token);
    second.sandbox.advance(3600_000);
    const { service } = await second.ok("ServiceGet", { project: second.project, service_name: "newer" });
    expect(service.state).toBe("RUNNING");
  });

  test("drops a last line that was not written to its end, wherever it stops, and goes on from there", async () => {
    const state = newFile();
    const first = await openSandbox({ state });
    await addUser(first, "one");
    const whole = await readFile(state);
    await addUser(first, "two");
    const longer = await readFile(state);
    await first.sandbox.close();
    expect(longer.length).toBeGreaterThan(whole.length);
    for (let at = whole.length; at < longer.length; at += 97) {
      await writeFile(state, longer.subarray(0, at));
      const api = await openSandbox({ state });
      expect(await usernames(api)).toEqual(["avnadmin", "one"]);
      await addUser(api, "three");
      await api.sandbox.close();
      await using again = await openSandbox({ state });
      expect(await usernames(again)).toEqual(["avnadmin", "one", "three"]);
    }
  });

  test("is shortened as it grows, and says the same", async () => {
    const state = newFile();
    const sizes: number[] = [];
    const header = {
      format: "aiven-mcp sandbox state",
      version: 1,
      seed: "s",
      scenario: "",
      token: "",
      project: "",
    } as const;
    const world = newWorld();
    const keeper = new Keeper(state);
    keeper.keep(world, header);
    for (let n = 0; n < 60; n++) {
      world.table("texts").put(`a/${n % 3}`, { text: String(n).repeat(100_000) });
      keeper.commit();
      sizes.push((await stat(state)).size);
    }
    keeper.close();
    expect(Math.max(...sizes)).toBeLessThan(5 * 1024 * 1024);
    expect(sizes.some((size, index) => size < (sizes[index - 1] ?? 0))).toBe(true);

    const again = new Keeper(state);
    const restored = newWorld();
    for (const { changes } of again.saved?.batches ?? []) restored.store.replay(changes);
    again.close();
    expect([...restored.store.snapshot()]).toEqual([...world.store.snapshot()]);
  });

  test("holds what a reset has made of it", async () => {
    const state = newFile();
    const first = await openSandbox({ state });
    first.sandbox.reset("empty");
    await first.sandbox.close();
    await using second = await openSandbox({ state });
    expect(await second.ok("ProjectList", {})).toMatchObject({ projects: [] });
  });

  test("is refused where it is another's, of another kind, damaged or made with something else", async () => {
    const state = newFile();
    const first = await openSandbox({ state });
    await expect(startSandbox({ state })).rejects.toThrow(`is in use by the process ${process.pid}`);
    await first.sandbox.close();
    await expect(startSandbox({ state, seed: "other" })).rejects.toThrow('made with seed "aiven", not "other"');
    await expect(startSandbox({ state, scenario: "acme" })).rejects.toThrow('made with scenario "demo", not "acme"');

    const text = await readFile(state, "utf8");
    const lines = text.split("\n");
    await writeFile(state, lines.with(1, "{oops").join("\n"));
    await expect(startSandbox({ state })).rejects.toThrow("line 2 is not JSON");
    await writeFile(state, "my diary\n");
    await expect(startSandbox({ state })).rejects.toThrow("cannot be used");
    expect(await readFile(state, "utf8")).toBe("my diary\n");
    await writeFile(state, text);
    await using again = await openSandbox({ state });
    expect(await usernames(again)).toEqual(["avnadmin"]);
  });

  test("is taken over from a process that is gone", async () => {
    const state = newFile();
    await appendFile(`${state}.lock`, JSON.stringify({ pid: 2 ** 30, since: 0 }));
    await using api = await openSandbox({ state });
    expect((await stat(state)).mode & 0o077, "nobody else may read it").toBe(0);
    await addUser(api, "app");
  });
});

interface Served {
  readonly child: ChildProcess;
  readonly url: string;
  readonly token: string;
  readonly project: string;
}

async function serve(state: string): Promise<Served> {
  const args = ["dist/aiven-mcp/cli.js", "sandbox", "--speed", "paused", "--state", state];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return { child, ...JSON.parse(String(line)) };
}

const KILLS = 50;
const WRITERS = 4;

describe("kill -9", () => {
  test(`loses nothing that was acknowledged, ${KILLS} times during concurrent writes`, {
    timeout: 180_000,
  }, async () => {
    const state = newFile();
    const acknowledged = new Set<string>();
    let begun = 0;
    for (let round = 0; round <= KILLS; round++) {
      const { child, url, token, project } = await serve(state);
      const path = `${url}/v1/project/${project}/service/demo-pg`;
      const headers = { authorization: `aivenv1 ${token}`, "content-type": "application/json" };
      const { service } = (await (await fetch(path, { headers })).json()) as {
        service: { users: { username: string }[] };
      };
      const there = new Set(service.users.map(({ username }) => username));
      expect([...acknowledged].filter((username) => !there.has(username))).toEqual([]);
      // What was begun and not acknowledged may be there: not more than one request of each writer.
      expect(there.size).toBeLessThanOrEqual(1 + acknowledged.size + WRITERS * round);
      let left = 1 + ((round * 7) % 11);
      const write = async () => {
        while (child.exitCode === null && child.signalCode === null) {
          begun += 1;
          const username = `user${begun}`;
          const body = JSON.stringify({ username });
          const response = await fetch(`${path}/user`, { method: "POST", headers, body }).catch(() => undefined);
          if (!response?.ok) return;
          acknowledged.add(username);
          left -= 1;
          if (left === 0) child.kill("SIGKILL");
        }
      };
      const gone = once(child, "exit");
      if (round === KILLS) child.kill("SIGKILL");
      await Promise.all([gone, ...Array.from({ length: WRITERS }, write)]);
    }
    expect(acknowledged.size).toBeGreaterThan(KILLS);
  });

  test("a second process is refused with a clear error", async () => {
    const state = newFile();
    const { child } = await serve(state);
    const second = spawn(process.execPath, ["dist/aiven-mcp/cli.js", "sandbox", "--state", state], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    second.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = await once(second, "close");
    expect([code, said]).toEqual([1, expect.stringContaining(`is in use by the process ${child.pid}`)]);
    child.kill();
    await once(child, "exit");
  });
});
