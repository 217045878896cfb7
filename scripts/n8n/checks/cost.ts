import type { Sandbox } from "../../../src/sandbox/index.js";
import type { Client } from "../client.js";
import { expectEqual } from "../report.js";
import { AIVEN_CREDENTIAL, byName, chain, START, type Step } from "../workflow.js";

const ITEMS = 200;
const ROUNDS = 3;
const MOST = 1.5;

const REPEAT: Step = {
  name: "Items",
  type: "n8n-nodes-base.code",
  typeVersion: 2,
  parameters: { jsCode: `return Array.from({ length: ${ITEMS} }, (_, number) => ({ json: { number } }));` },
};

/** The same GETs by our node and by n8n's own for HTTP, in turns. The best times are compared: what else the machine does only adds. */
export async function checkCost(client: Client, sandbox: Sandbox): Promise<string> {
  sandbox.reset();
  const ours: Step = {
    name: "Measured",
    type: "n8n-nodes-aiven.aiven",
    parameters: {
      resource: "Service",
      operation: "ServiceGet",
      project: byName(sandbox.project),
      service_name: byName("demo-pg"),
      simplify: false,
    },
    credentials: AIVEN_CREDENTIAL,
  };
  const theirs: Step = {
    name: "Measured",
    type: "n8n-nodes-base.httpRequest",
    typeVersion: 4.2,
    parameters: {
      url: `${sandbox.url}/v1/project/${sandbox.project}/service/demo-pg`,
      authentication: "predefinedCredentialType",
      nodeCredentialType: "aivenApi",
      options: {},
    },
    credentials: AIVEN_CREDENTIAL,
  };
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.theirs.push(await measure(client, sandbox, theirs));
    times.ours.push(await measure(client, sandbox, ours));
  }
  const [own, other] = [Math.min(...times.ours), Math.min(...times.theirs)];
  const told = `${own} ms by our node, ${other} ms by HTTP Request: ${(own / other).toFixed(2)} times`;
  if (own > MOST * other) throw new Error(`${told}, more than ${MOST}`);
  return told;
}

async function measure(client: Client, sandbox: Sandbox, step: Step): Promise<number> {
  sandbox.requests.clear();
  const { status, error, nodes } = await client.run(chain("Cost", [START, REPEAT, step]), START.name);
  const measured = nodes.get("Measured");
  expectEqual("the run", [status, error, measured?.items.length], ["success", undefined, ITEMS]);
  const gets = sandbox.requests.list().filter(({ operation }) => operation === "ServiceGet").length;
  expectEqual("the number of GETs", gets, ITEMS);
  return measured?.ms ?? 0;
}
