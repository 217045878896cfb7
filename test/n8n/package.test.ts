import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const ROOT = new URL("../../", import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");
const json = (path: string) => JSON.parse(text(path)) as Record<string, unknown> & { files: string[] };

interface Job {
  readonly "runs-on"?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly needs?: string;
  readonly strategy?: { readonly matrix: { readonly package: readonly string[] } };
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const WORKFLOWS = readdirSync(new URL(".github/workflows/", ROOT));
const read = (file: string): Workflow => parse(text(`.github/workflows/${file}`), { strict: true, uniqueKeys: true });

describe("the workflows of GitHub", () => {
  it.each(WORKFLOWS)("%s runs what is there, with no more rights than to read", (file) => {
    const { jobs, permissions, on } = read(file);
    expect([permissions, typeof on]).toEqual([{ contents: "read" }, "object"]);
    const { scripts } = json("package.json") as unknown as { scripts: object };
    for (const job of Object.values(jobs)) {
      expect(job["runs-on"]).toBe("ubuntu-latest");
      expect(job.needs === undefined || job.needs in jobs).toBe(true);
      for (const { uses, run = "" } of job.steps) {
        expect(uses ?? "actions/checkout@v4").toMatch(/^actions\/[\w-]+@v\d+$/);
        for (const [, script = ""] of run.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty([script]);
        if (run.startsWith(".ci/")) expect(text(run)).toContain("#!/usr/bin/env bash");
      }
    }
  });

  it("publish both packages with provenance, after everything has passed, from the repository that they name", () => {
    const { publish } = read("release.yml").jobs;
    expect(publish?.needs).toBe("check");
    expect(publish?.permissions).toEqual({ contents: "read", "id-token": "write" });
    expect(publish?.strategy?.matrix.package).toEqual([
      json("package.json")["name"],
      json("src/n8n/package.json")["name"],
    ]);
    expect(publish?.steps.at(-1)?.run).toContain("npm publish --provenance --access public");
    const [own, nodes] = [json("package.json"), json("src/n8n/package.json")];
    const urlOf = (manifest: Record<string, unknown>) => (manifest["repository"] as { url: string }).url;
    expect([urlOf(own), own["version"]]).toEqual([urlOf(nodes), nodes["version"]]);
  });
});

describe("the README of the n8n package", () => {
  const readme = text("src/n8n/README.md");
  const targets = [...readme.matchAll(/\]\(([^)]+)\)|^\[\w+\]: (\S+)$/gm)].map(
    ([, link, reference]) => link ?? reference ?? "",
  );

  it("leads to files that the package brings along, or to the repository", () => {
    const { files } = json("src/n8n/package.json");
    const blob = /^https:\/\/github\.com\/aiven-mcp\/aiven-mcp\/(?:blob|tree)\/main\/(.+)$/;
    expect(targets.length).toBeGreaterThan(5);
    for (const target of targets) {
      const path = blob.exec(target)?.[1] ?? `src/n8n/${target}`;
      if (!target.startsWith("https://")) expect(files).toContain(target.split("/")[0]);
      expect(() => readdirOrRead(path), target).not.toThrow();
    }
  });

  it("gets to a working power-off at night in under ten steps", () => {
    const steps = readme.slice(readme.indexOf("## Try it"), readme.indexOf("## Credential")).match(/^\d+\. /gm);
    expect(steps?.length).toBeLessThan(10);
  });
});

function readdirOrRead(path: string): unknown {
  return path.includes(".") ? text(path) : readdirSync(new URL(path, ROOT));
}
