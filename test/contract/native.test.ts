import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { nativeSurfaceMaker } from "../../src/mcp/native/surface.js";
import { allOperations, type Operation } from "../../src/tools/operation.js";
import { createPolicy, DEFAULT_POLICY, type Mode } from "../../src/tools/policy.js";
import { faultsOf, LONG_NAME } from "./client-lint.js";

const SNAPSHOTS = fileURLToPath(new URL("../snapshots/tools/native/", import.meta.url));
const MODES: readonly Mode[] = ["read-only", "write", "full"];
const PROJECTS = [[], ["demo"], ["demo", "staging"]];

const operations = allOperations();
const all = nativeSurfaceMaker(["all"]);
const everything = all({ ...DEFAULT_POLICY, mode: "full" });

describe("the face of every operation's own tool changes only when somebody means it", () => {
  const families = [...new Set(operations.map(({ family }) => family))];
  const files = new Map(
    everything.tools.map((tool) => {
      const family = everything.operations.get(tool.name)?.family ?? "";
      return [`${family}/${tool.name}.json`, `${JSON.stringify(tool, null, 2)}\n`] as const;
    }),
  );

  if (process.env["UPDATE_SNAPSHOTS"]) {
    rmSync(SNAPSHOTS, { recursive: true, force: true });
    for (const family of families) mkdirSync(SNAPSHOTS + family, { recursive: true });
    for (const [name, text] of files) writeFileSync(SNAPSHOTS + name, text);
  }

  it("there is one snapshot for each tool and none else", () => {
    const found = readdirSync(SNAPSHOTS).flatMap((family) =>
      readdirSync(SNAPSHOTS + family).map((name) => `${family}/${name}`),
    );
    expect(found.sort()).toEqual([...files.keys()].sort());
  });

  it.each(families)("%s", (family) => {
    const own = [...files].filter(([name]) => name.startsWith(`${family}/`));
    expect(own).not.toEqual([]);
    for (const [name, text] of own) {
      expect(text, `${name}: UPDATE_SNAPSHOTS=1 rewrites it`).toBe(readFileSync(SNAPSHOTS + name, "utf8"));
    }
  });
});

describe.each(MODES.flatMap((mode) => PROJECTS.map((projects) => ({ mode, projects }))))(
  "in mode $mode with projects $projects",
  ({ mode, projects }) => {
    const settings = { ...DEFAULT_POLICY, mode, projects };
    const { tools, operations: published } = all(settings);
    const named = (operation: Operation) => tools.find(({ name }) => published.get(name) === operation);

    it("there is a tool for each operation that the policy does not refuse, in the catalogue's order", () => {
      const policy = createPolicy(settings);
      const allowed = operations.filter((operation) => !policy.refusal(operation));
      expect(tools.map(({ name }) => published.get(name))).toEqual(allowed);
      expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length);
      expect(tools.length).toBeGreaterThan(100);
    });

    it("every client accepts every tool", () => {
      expect(tools.flatMap((tool) => faultsOf(tool, LONG_NAME))).toEqual([]);
    });

    it("hints say what a tool may do; nothing that writes is there in read-only", () => {
      const writing = tools.filter(({ annotations }) => !annotations?.readOnlyHint);
      if (mode === "read-only") expect(writing).toEqual([]);
      else expect(writing.length).toBeGreaterThan(50);
      for (const operation of published.values()) {
        const { risk, gates } = operation.words;
        expect(named(operation)?.annotations).toMatchObject({
          readOnlyHint: risk === "read" || risk === "read-secret",
          destructiveHint: risk === "destructive" || gates !== undefined,
        });
      }
    });

    it("what may destroy takes approval, what reads what to show, and no operation has a field of that name", () => {
      for (const operation of published.values()) {
        const properties = Object.keys(named(operation)?.inputSchema.properties ?? {});
        const { risk, gates, wait } = operation.words;
        expect(properties.includes("approval")).toBe(risk === "destructive" || gates !== undefined);
        expect(properties.includes("show")).toBe(risk === "read" || risk === "read-secret");
        expect(properties.includes("wait")).toBe(wait !== undefined && risk === "write");
        for (const own of ["approval", "show", "wait", "more"]) expect(operation.facts.fields).not.toHaveProperty(own);
      }
    });

    it("project is asked for only where there is a choice", () => {
      const { properties, required } = tools.find(({ name }) => name === "service_get")?.inputSchema ?? {};
      const choice = { 0: { type: "string" }, 1: undefined, 2: { type: "string", enum: projects } }[projects.length];
      const { description: _, ...project } = (properties?.["project"] ?? {}) as { description?: string };
      expect(project).toEqual(choice ?? {});
      expect(required).toEqual(projects.length === 1 ? ["service_name"] : ["project", "service_name"]);
    });
  },
);

describe("the sets of tools", () => {
  const namesOf = (...tools: string[]) => nativeSurfaceMaker(tools)(DEFAULT_POLICY).tools.map(({ name }) => name);

  it("are a family each, in one order however they are asked for, beside the default tools or without them", () => {
    const kafka = namesOf("kafka");
    expect(kafka).toContain("service_kafka_topic_create");
    expect(kafka).not.toContain("aiven_read");
    expect(kafka).not.toContain("service_get");
    expect(namesOf("pg", "kafka")).toEqual(namesOf("kafka", "pg"));
    const beside = namesOf("kafka", "default");
    expect(beside.slice(-kafka.length)).toEqual(kafka);
    expect(beside.length - kafka.length).toBe(namesOf("default").length);
  });

  it("that there are not are refused with the nearest", () => {
    expect(() => nativeSurfaceMaker(["default", "kafak"])).toThrow('"kafak" is no set of tools (did you mean kafka?)');
  });
});
