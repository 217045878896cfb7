import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { describe, expect, it, onTestFinished } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const GENERATOR = join(ROOT, "scripts/catalogue/main.ts");
/** The provider's description is not ours to distribute; whoever has it, points to it. */
const DESCRIPTION = process.env["AIVEN_OPENAPI"] ?? resolve(ROOT, "../shared/aiven/openapi.json");
const absent = !existsSync(DESCRIPTION);
/** A run of so many words is no coincidence. */
const RUN = 8;

if (absent)
  process.stderr.write("Skipped: set AIVEN_OPENAPI to the provider's description to compare with its prose.\n");

describe.skipIf(absent)("with the provider's description (AIVEN_OPENAPI)", () => {
  it("no text of ours shares a run of eight words", () => {
    const theirs = runsOfDescription();
    expect(theirs.size).toBeGreaterThan(5_000);
    const copied = sources().flatMap((path) =>
      textsOf(path).flatMap((text) =>
        runsOf(text)
          .filter((run) => theirs.has(run))
          .map((run) => `${path}: "${run}"`),
      ),
    );
    expect(copied).toEqual([]);
  });

  it("the pinned facts are what it gives today", async () => {
    const { stdout } = await generate("--from", DESCRIPTION, "--check");
    expect(stdout).toContain("files fresh");
  });

  it("the generator refuses a keyword that it has not been taught, and names its place", async () => {
    const description = JSON.parse(readFileSync(DESCRIPTION, "utf8"));
    description.paths["/project/{project}/service"].post.requestBody = {
      content: { "application/json": { schema: { type: "object", properties: { plan: { oneOf: [] } } } } },
    };
    const directory = mkdtempSync(join(tmpdir(), "aiven-mcp-openapi-"));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const file = join(directory, "openapi.json");
    writeFileSync(file, JSON.stringify(description));
    await expect(generate("--from", file, "--check")).rejects.toThrow(
      /ServiceCreate\/body\/properties\/plan: .*"oneOf"/,
    );
  });
});

describe("the texts of this project", () => {
  it("are found by this test", () => {
    expect(sources().length).toBeGreaterThan(60);
    expect(textsOf("src/tools/operations/pg.ts").some((text) => text.split(" ").length > RUN)).toBe(true);
    expect(runsOf("One two three four five six seven-eight, nine.")).toHaveLength(2);
  });
});

function generate(...args: string[]) {
  return promisify(execFile)(process.execPath, ["--import", "tsx", GENERATOR, ...args], { cwd: ROOT });
}

/** Everything that reaches a user as text, and everything that is generated from the description. */
function sources(): string[] {
  return ["src/tools", "src/core", "src/mcp", "src/cli"].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `${room}/${name}`),
  );
}

/** Texts of several words in a source file: literals and comments. */
function textsOf(path: string): string[] {
  const source = readFileSync(join(ROOT, path), "utf8");
  const texts: string[] = source.match(/\/\*\*[\s\S]*?\*\/|\/\/.*/g) ?? [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.ESNext));
  return texts.filter((text) => text.includes(" "));
}

function runsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9']+/g) ?? [];
  return words.slice(RUN - 1).map((_, index) => words.slice(index, index + RUN).join(" "));
}

function runsOfDescription(): Set<string> {
  const runs = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (typeof value !== "string") visit(value);
      else if (/^(title|description|summary|example)$/.test(key)) for (const run of runsOf(value)) runs.add(run);
    }
  };
  visit(JSON.parse(readFileSync(DESCRIPTION, "utf8")));
  return runs;
}
