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

export interface Credential {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A credential of ours for a sandbox. */
export function aivenCredential(
  { id, name }: Pick<Credential, "id" | "name">,
  { url, token, project }: Pick<Sandbox, "url" | "token" | "project">,
  readOnly = false,
): Credential {
  return { id, name, type: "aivenApi", data: { token, baseUrl: url, project, readOnly } };
}

/** An n8n with the package, and nothing else in it. */
export async function prepareInstance(installation: Installation, folder: string, tarball: string): Promise<Instance> {
  const instance = new Instance(installation, folder);
  await instance.prepare();
  await instance.install(tarball);
  return instance;
}

/** Gives credentials to an n8n, whether it runs or not. */
export async function importCredentials(instance: Instance, credentials: readonly Credential[]): Promise<void> {
  const file = join(instance.folder, "credentials.json");
  writeFileSync(file, JSON.stringify(credentials));
  const { code, output } = await instance.command("import:credentials", `--input=${file}`);
  if (code !== 0) throw new Error(`n8n does not import the credentials:\n${output.slice(-3000)}`);
}
