import { readdirSync, readFileSync } from "node:fs";
import type { INodeProperties } from "n8n-workflow";
import { describe, expect, it } from "vitest";
import { AivenTrigger } from "../../src/n8n/nodes/Aiven/AivenTrigger.node.js";
import { isShown } from "./fake-node.js";
import { NODES } from "./nodes.js";

const FOLDER = new URL("../../docs/workflows/", import.meta.url);
const OURS = "n8n-nodes-aiven.";
const TYPES = new Map([...NODES, new AivenTrigger()].map((type) => [type.description.name, type.description]));

interface Template {
  readonly nodes: readonly { name: string; type: string; parameters: Record<string, unknown> }[];
  readonly connections: Readonly<Record<string, Record<string, { node: string }[][]>>>;
}

const templates = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .map((name) => [name, JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as Template] as const);

describe("the workflow templates", () => {
  it.each(templates)("%s uses nodes and parameters that exist", (_, { nodes }) => {
    const own = nodes.filter(({ type }) => type.startsWith(OURS));
    expect(own.length).toBeGreaterThan(0);
    for (const { name, type, parameters } of own) {
      const description = TYPES.get(type.slice(OURS.length).replace(/Tool$/, ""));
      expect(description, type).toBeDefined();
      const shown = description?.properties.filter((property) => isShown(property, parameters)) ?? [];
      const offered = [...shown.map((property) => property.name), "pollTimes", "descriptionType"];
      expect(
        Object.keys(parameters).filter((key) => !offered.includes(key)),
        name,
      ).toEqual([]);
      const collection = shown.find((property) => property.name === "fields")?.options as INodeProperties[] | undefined;
      const fields = Object.keys((parameters["fields"] as object | undefined) ?? {});
      expect(
        fields.filter((key) => !collection?.some((property) => property.name === key)),
        name,
      ).toEqual([]);
    }
  });

  it.each(templates)("%s says how to set it up, and is begun by something of its own", (_, { nodes }) => {
    const types = nodes.map(({ type }) => type);
    expect(types).toContain("n8n-nodes-base.stickyNote");
    expect(types.filter((type) => /(?:schedule|form|aiven|chat)Trigger$|\.webhook$/.test(type))).toHaveLength(1);
  });

  it.each(templates)("%s lets only those in who know a credential", (_, { nodes }) => {
    for (const { type, parameters } of nodes) {
      if (/\.(webhook|formTrigger)$/.test(type)) expect(parameters["authentication"]).toMatch(/Auth$/);
    }
  });

  it.each(templates)(
    "%s goes on by a form or a POST, so that who only opens a link changes nothing",
    (_, { nodes }) => {
      for (const { type, parameters } of nodes) {
        if (type === "n8n-nodes-base.wait") expect([parameters["resume"], parameters["httpMethod"]]).toSatisfy(isSafe);
      }
    },
  );

  it.each(templates)("%s connects nodes that it has, and holds no credential", (_, { nodes, connections }) => {
    const names = nodes.map(({ name }) => name);
    const targets = Object.values(connections).flatMap((kinds) =>
      Object.values(kinds)
        .flat(2)
        .map(({ node }) => node),
    );
    expect([...Object.keys(connections), ...targets].filter((name) => !names.includes(name))).toEqual([]);
    expect(JSON.stringify(nodes)).not.toMatch(/aivenv1|AVNS_/);
  });
});

function isSafe([resume, method]: readonly unknown[]): boolean {
  return resume === "form" || (resume === "webhook" && method === "POST");
}
