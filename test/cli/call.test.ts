import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.js";
import { type Outcome, runCli, spawnCli, type Variables } from "../child.js";
import { raw, serveApi } from "../server/api-server.js";

let sandbox: Sandbox;
let variables: Variables;
beforeAll(async () => {
  sandbox = await startSandbox({ speed: "instant" });
  variables = { AIVEN_WEB_URL: sandbox.url, AIVEN_TOKEN: sandbox.token, AIVEN_PROJECT: sandbox.project };
});
afterAll(() => sandbox.close());

const PG = JSON.stringify({ service_name: "demo-pg" });
const TOKEN = "canary-t0ken-of-the-tests";

/** Runs a call in the sandbox; its token must be in nothing that it says. */
async function call(args: readonly string[], more: Variables = {}): Promise<Outcome> {
  const outcome = await runCli(["call", ...args], { ...variables, ...more });
  expect(outcome.stdout + outcome.stderr).not.toContain(sandbox.token);
  return outcome;
}

describe("call", () => {
  it("prints the answer on one line for a program, indented for a person, without secrets", async () => {
    const line = await call(["ServiceGet", PG, "--json"]);
    expect(line).toMatchObject({ code: 0, stderr: "" });
    expect(line.stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(JSON.parse(line.stdout)).toMatchObject({ service: { service_name: "demo-pg", service_uri: "<redacted>" } });
    const indented = await call(["ServiceGet", PG]);
    expect(JSON.parse(indented.stdout)).toEqual(JSON.parse(line.stdout));
    expect(indented.stdout).toContain('\n    "state": "RUNNING"');
    expect(line.stdout).not.toContain("AVNS_");
  });

  it("hands out a secret only where that is wanted", async () => {
    const input = JSON.stringify({ description: "made by a test" });
    // It concerns no project, so none may be all that is allowed.
    const anywhere = { AIVEN_PROJECT: "" };
    const refused = await call(["AccessTokenCreate", input, "--json"], anywhere);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain("--reveal");
    const revealed = await call(["AccessTokenCreate", input, "--json", "--reveal"], anywhere);
    expect(revealed.code).toBe(0);
    expect(JSON.parse(revealed.stdout).full_token).toMatch(/^[\w+/]{60,}/);
  });

  it("puts its answer through a filter, and says what is wrong with that", async () => {
    const filter = (program: string) => call(["ServiceList", "--json", "--filter", program]);
    expect(await filter("[.services[].plan] | unique")).toMatchObject({ stdout: '["business-4","startup-4"]\n' });
    expect(await filter(".services | length")).toMatchObject({ code: 0, stdout: "3\n" });
    const wrong = await filter(".services[");
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toMatch(/filter jq: syntax error.* at line 1: .services\[\n/);
  });

  it("needs no input where nothing is required, and prints an empty answer as an object", async () => {
    expect(JSON.parse((await call(["ProjectList", "--json"])).stdout)).toHaveProperty("projects");
  });

  it("does what destroys only with the target's name, and says before what would be lost", async () => {
    const input = JSON.stringify({ service_name: "demo-valkey" });
    const asked = await call(["ServiceDelete", input]);
    expect(asked).toMatchObject({ code: 2, stdout: "" });
    expect(asked.stderr).toMatch(
      /--confirm must be "demo-valkey" for this to be done\n[\s\S]*service: valkey on startup-4/,
    );
    expect(await call(["ServiceDelete", input, "--confirm", "demo-pg"])).toMatchObject({ code: 2 });
    expect((await call(["ServiceList", "--json"])).stdout).toContain("demo-valkey");
    expect(await call(["ServiceDelete", input, "--confirm", "demo-valkey", "--json"])).toMatchObject({ code: 0 });
    expect((await call(["ServiceList", "--json"])).stdout).not.toContain("demo-valkey");
  });

  it.each([
    ["{}", "service_name is required"],
    ['{"service_nam": "x", "service_name": "y"}', "service_nam is not a field here (did you mean service_name?)"],
    ['{"service_name": 5}', "service_name must be a string"],
    ['{"service_name": ".."}', 'service_name must not be ".."'],
    ["[1]", "input must be a JSON object"],
    ["null", "input must be a JSON object"],
    ["service_name=x", "input is not JSON"],
    ["7", "input must be a JSON object"],
  ])("tells what is wrong with the input %s, by code 2", async (input, expected) => {
    const { code, stdout, stderr } = await call(["ServiceGet", input]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`InputError: ${expected}`);
  });

  it("warns of what a configuration restarts", async () => {
    const input = { service_name: "demo-pg", user_config: { pg: { max_connections: 200 } } };
    const { code, stderr } = await runCli(["call", "ServiceUpdate", JSON.stringify(input)]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/Warning: user_config\.pg\.max_connections restarts the service/);
  });

  it("quotes nothing of an input that is not JSON: it can hold a password", async () => {
    const input = '{"service_name": "demo-pg", "username": "u", "password": hunter2hunter2}';
    const { stderr } = await call(["ServiceUserCreate", input]);
    expect(stderr).toContain("input is not JSON");
    expect(stderr).toContain('in cmd of Windows "{\\"project\\": \\"demo\\"}"');
    expect(stderr).not.toContain("hunter2");
  });

  it("tells how a project is named, and what to do in words of the command line", async () => {
    const { stderr } = await call(["ServiceGet", '{"service_name": "demo-pg"}'], { AIVEN_PROJECT: "" });
    expect(stderr).toMatch(/^InputError: project is required\nName it with --project or AIVEN_PROJECT; /);
    const unknown = await call(["Nonsense"]);
    expect(unknown.stderr).toContain("Find operations with aiven-mcp search.");
  });

  it("obeys the operator's rules, by code 2", async () => {
    const user = JSON.stringify({ service_name: "demo-pg", username: "anna" });
    const refused = await call(["ServiceUserCreate", user, "--mode", "read-only"]);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toMatch(/^PolicyError: .*read-only\n.*AIVEN_MODE=write/);
    const foreign = JSON.stringify({ project: "not-your-project" });
    expect((await call(["ServiceList", foreign])).stderr).toMatch(/^PolicyError: /);
  });

  it("is refused by the API by code 1, with what to do", async () => {
    const missing = await call(["ServiceGet", '{"service_name": "demo-gp"}']);
    expect(missing).toMatchObject({ code: 1, stdout: "" });
    expect(missing.stderr).toMatch(/^ApiError: Service demo-gp does not exist\n.*did you mean demo-pg/);
    const refused = await call(["ProjectList"], { AIVEN_TOKEN: "n0t-a-token" });
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toMatch(/^ApiError: .*\n.*AIVEN_TOKEN/);
    expect(refused.stderr).not.toContain("n0t-a-token");
  });

  it("says on stderr that it is the sandbox when there is no token, and fails with --no-sandbox", async () => {
    const { code, stdout, stderr } = await runCli(["call", "ServiceGet", PG, "--json"]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "No token: this is the sandbox, nothing is real or billed.\n",
    });
    expect(JSON.parse(stdout)).toHaveProperty("service");
    const refused = await runCli(["call", "ServiceGet", PG, "--no-sandbox"]);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(/^ConfigError: There is no Aiven token\n.*AIVEN_TOKEN/);
  });

  it("hands a download to a pipe byte by byte", async () => {
    const pdf = Buffer.from("%PDF-1.4\n\u0000\u00ff\n");
    const api = await serveApi([raw(200, pdf, { "content-type": "application/pdf" })]);
    const input = JSON.stringify({ organization_id: "o", credit_memo_id: "c" });
    const child = spawnCli(["call", "OrganizationBillingCreditMemoPdfGet", input], {
      AIVEN_WEB_URL: api.url,
      AIVEN_TOKEN: TOKEN,
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    await once(child, "close");
    expect(Buffer.concat(chunks)).toEqual(pdf);
  });
});
