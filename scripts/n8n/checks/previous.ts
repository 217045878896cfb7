import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Sandbox } from "../../../src/sandbox/index.js";
import type { Instance } from "../instance.js";
import { expectEqual } from "../report.js";
import { readTemplate } from "../workflow.js";
import type { World } from "../world.js";

const ID = "powerOffAtNight0";

/** One workflow in the n8n of before, by its command line. */
export async function checkExecute(instance: Instance, sandbox: Sandbox, world: World): Promise<void> {
  sandbox.reset();
  const file = join(instance.folder, "workflow.json");
  writeFileSync(file, JSON.stringify([{ ...readTemplate("power-off-at-night"), id: ID, active: false }]));
  for (const args of [
    ["import:workflow", `--input=${file}`],
    ["execute", `--id=${ID}`],
  ]) {
    const { code, output } = await instance.command(...args);
    if (code !== 0) throw new Error(output.slice(-3000));
  }
  const expected = { "demo-kafka": "POWEROFF", "demo-pg": "POWEROFF", "demo-valkey": "POWEROFF" };
  expectEqual("the states", await world.each("state"), expected);
}
