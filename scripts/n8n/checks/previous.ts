import type { Sandbox } from "../../../src/sandbox/index.js";
import type { Client } from "../client.js";
import type { Instance } from "../instance.js";
import { expectEqual, type Report } from "../report.js";
import { AIVEN_CREDENTIAL, readTemplate } from "../workflow.js";
import type { World } from "../world.js";
import { checkGoodToken } from "./credential.js";
import { checkOffer } from "./lists.js";

/** What an n8n is tried with. */
interface Scene {
  readonly called: string;
  readonly sandbox: Sandbox;
  readonly world: World;
}

/** The credential, a list and a template in the n8n of before. */
export async function checkPrevious(
  report: Report,
  instance: Instance,
  client: Client,
  { called, sandbox, world }: Scene,
): Promise<void> {
  sandbox.reset("demo");
  try {
    await report.check(`${called} starts`, async () => {
      await instance.start();
      await client.login();
    });
    await report.check(`${called} tests the credential`, () => checkGoodToken(client, sandbox));
    await report.check(`${called} offers services`, () => checkOffer(client));
    await report.check(`${called} runs a template`, async () => {
      const template = readTemplate("power-off-at-night");
      // By its name a credential is found where a person imports a file in the editor, which newer versions do for all.
      const nodes = template.nodes.map((node) =>
        node.credentials ? { ...node, credentials: AIVEN_CREDENTIAL } : node,
      );
      const { status, error } = await client.run({ ...template, nodes }, "Try It");
      expectEqual("the run", [status, error], ["success", undefined]);
      const expected = { "demo-kafka": "POWEROFF", "demo-pg": "POWEROFF", "demo-valkey": "POWEROFF" };
      expectEqual("the states", await world.each("state"), expected);
    });
  } finally {
    await instance.stop();
  }
}
