import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { INodeProperties, INodeTypeDescription } from "n8n-workflow";
import type { Instance } from "../instance.js";
import { expectEqual } from "../report.js";

const PACKAGE = "n8n-nodes-aiven";
/** What all of our nodes and their twins as tools may add to what n8n's editor loads. */
const MOST_BYTES = 1_200_000;

/** n8n loads every node as the package describes it, with its icons, its place in the editor and its twin for agents. */
export async function checkTypes(instance: Instance): Promise<string> {
  const file = join(instance.folder, "nodes.json");
  const { code, output } = await instance.command("export:nodes", `--output=${file}`);
  if (code !== 0) throw new Error(output.slice(-3000));
  const exported = (JSON.parse(readFileSync(file, "utf8")) as INodeTypeDescription[]).filter(({ name }) =>
    name.startsWith(`${PACKAGE}.`),
  );
  const byName = new Map(exported.map((type) => [type.name, type]));
  const expected = await instance.describe();
  const names = expected.flatMap(({ name, usableAsTool }) => [name, ...(usableAsTool ? [`${name}Tool`] : [])]);
  expectEqual("the list of nodes", [...byName.keys()].sort(), names.map((name) => `${PACKAGE}.${name}`).sort());
  for (const description of expected) {
    const found = byName.get(`${PACKAGE}.${description.name}`);
    if (!found) continue;
    expectEqual(`${found.name}: displayName`, found.displayName, description.displayName);
    expectEqual(`${found.name}: description`, found.description, description.description);
    compareProperties(found.name, found.properties, description.properties);
    if (typeof found.iconUrl !== "object") throw new Error(`${found.name} has no icons`);
    if (!found.codex?.categories?.length) throw new Error(`${found.name} has no category`);
  }
  const bytes = exported.reduce((sum, type) => sum + JSON.stringify(type).length, 0);
  if (bytes > MOST_BYTES) throw new Error(`the nodes add ${bytes} bytes to types/nodes.json, more than ${MOST_BYTES}`);
  return `${exported.length} types, ${Math.round(bytes / 1000)} kB`;
}

function compareProperties(name: string, found: INodeProperties[], expected: INodeProperties[]): void {
  const own = found.filter((property) => property.name !== "pollTimes").map(withoutCustomCall);
  expectEqual(`${name}: number of properties`, own.length, expected.length);
  for (const [index, property] of expected.entries()) {
    expectEqual(`${name}: ${property.name}`, own[index], JSON.parse(JSON.stringify(property)));
  }
}

/** n8n offers its own call of any path beside the resources and operations. */
function withoutCustomCall(property: INodeProperties): INodeProperties {
  if (!["resource", "operation"].includes(property.name) || !property.options) return property;
  const options = property.options.filter((option) => !("value" in option) || option.value !== "__CUSTOM_API_CALL__");
  return { ...property, options };
}
