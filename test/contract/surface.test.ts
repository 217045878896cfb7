import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { redactText } from "../../src/core/redact.js";
import { instructions } from "../../src/mcp/server.js";
import { createSurface } from "../../src/mcp/surface.js";
import { DEFAULT_POLICY, type Mode } from "../../src/tools/policy.js";
import { faultsOf, MAX_CHARS, SHORT_NAME } from "./client-lint.js";

const SNAPSHOTS = fileURLToPath(new URL("../snapshots/tools/", import.meta.url));
const MODES: readonly Mode[] = ["read-only", "write", "full"];
const PROJECTS = [[], ["demo"], ["demo", "staging", "production"]];
const MAX_TOKENS = 2_500;

const surfaces = MODES.flatMap((mode) => PROJECTS.map((projects) => ({ mode, projects })));
const { tools } = createSurface({ ...DEFAULT_POLICY, connectDir: "secrets" });

describe("a tool's face changes only when somebody means it", () => {
  const files = new Map(tools.map((tool) => [`${tool.name}.json`, `${JSON.stringify(tool, null, 2)}\n`]));

  // Those of native tools have a folder of their own.
  const snapshots = () => readdirSync(SNAPSHOTS).filter((name) => name.endsWith(".json"));

  if (process.env["UPDATE_SNAPSHOTS"]) {
    for (const name of snapshots()) rmSync(SNAPSHOTS + name);
    for (const [name, text] of files) writeFileSync(SNAPSHOTS + name, text);
  }

  it("there is one snapshot for each tool and none else", () => {
    expect(snapshots().sort()).toEqual([...files.keys()].sort());
  });

  it.each([...files])("%s", (name, text) => {
    expect(JSON.parse(text), "UPDATE_SNAPSHOTS=1 rewrites them").toEqual(
      JSON.parse(readFileSync(SNAPSHOTS + name, "utf8")),
    );
    expect(text).toBe(readFileSync(SNAPSHOTS + name, "utf8"));
    expect(redactText(text)).toBe(text);
  });
});

describe.each(surfaces)("in mode $mode with projects $projects", ({ mode, projects }) => {
  const surface = createSurface({ mode, projects });

  it.each(surface.tools.map((tool) => [tool.name, tool] as const))("every client accepts %s", (_, tool) => {
    expect(faultsOf(tool, SHORT_NAME)).toEqual([]);
  });

  it("the list costs few tokens", () => {
    expect(encode(JSON.stringify(surface.tools)).length).toBeLessThanOrEqual(MAX_TOKENS);
  });

  it.each([undefined, { token: "t0ken", source: "test" }])(
    "the instructions are whole in every client",
    (credential) => {
      const text = instructions({ credential, policy: { ...DEFAULT_POLICY, mode, projects }, tools: ["default"] });
      expect(text.length).toBeLessThan(MAX_CHARS);
      expect(text.startsWith("SANDBOX")).toBe(credential === undefined);
      expect(text).not.toContain("t0ken");
    },
  );
});
