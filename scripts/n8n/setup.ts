import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Sandbox } from "../../src/sandbox/index.js";
import type { Installation } from "./install.js";
import { Instance } from "./instance.js";

const PACKAGE = "dist/n8n-nodes-aiven";

/** Packs the built package; answers with the tarball. */
export function pack(folder: string): string {
  const args = ["pack", `./${PACKAGE}`, "--json", "--silent", "--pack-destination", folder];
  const [packed] = JSON.parse(execFileSync("npm", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  return join(folder, packed.filename);
}

/** An n8n with the package, and with credentials for the sandbox: a good one, and one that the API refuses. */
export async function prepareInstance(
  installation: Installation,
  folder: string,
  tarball: string,
  sandbox: Sandbox,
  modelUrl: string,
): Promise<Instance> {
  const instance = new Instance(installation, folder);
  await instance.prepare();
  await instance.install(tarball);
  const aiven = { token: sandbox.token, baseUrl: sandbox.url, project: sandbox.project, readOnly: false };
  const credentials = [
    { id: "aiven", name: "Aiven", type: "aivenApi", data: aiven },
    { id: "refused", name: "Refused", type: "aivenApi", data: { ...aiven, token: "mistyped" } },
    { id: "model", name: "Model", type: "openAiApi", data: { apiKey: "none", url: modelUrl } },
  ];
  const file = join(folder, "credentials.json");
  writeFileSync(file, JSON.stringify(credentials));
  const { code, output } = await instance.command("import:credentials", `--input=${file}`);
  if (code !== 0) throw new Error(`n8n does not import the credentials:\n${output.slice(-3000)}`);
  return instance;
}
