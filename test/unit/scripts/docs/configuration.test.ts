import { describe, expect, it } from "vitest";
import { configurationPages } from "../../../../scripts/docs/configuration.js";
import { type Kind, loadKind } from "../../../../src/core/configuration/index.js";
import { parameterPaths } from "../../../../src/core/configuration/paths.js";

const pages = new Map(await configurationPages());

function linesOf(page: string): string[] {
  return (pages.get(`docs/configuration/${page}.md`) ?? "").split("\n");
}

describe("the pages of configurations", () => {
  it.each([
    ["services", undefined],
    ["retired", undefined],
    ["integrations", "integrations"],
    ["endpoints", "endpoints"],
  ] as const)("have a row for every parameter of %s", async (kind: Kind, page: string | undefined) => {
    for (const [type, facts] of Object.entries(await loadKind(kind))) {
      const lines = linesOf(page ?? type);
      expect(parameterPaths(facts).filter((path) => !lines.some((line) => line.startsWith(`| \`${path}\` |`)))).toEqual(
        [],
      );
    }
  });

  it("tell range, default, unit and marks", () => {
    const row = (page: string, path: string) => linesOf(page).find((line) => line.startsWith(`| \`${path}\` |`));
    expect(row("pg", "pg.autovacuum_max_workers")).toMatch(
      /integer, 1 to 20 .*Unit: workers\..*\*\*restarts the service\*\*/,
    );
    expect(row("pg", "pg_version")).toContain("`13` (deprecated)");
    expect(row("valkey", "valkey_timeout")).toContain("| `300` |");
    expect(row("mysql", "admin_password")).toContain("**only at creation, secret**");
    expect(row("pgaudit", "pgaudit.log")).toBeUndefined();
    expect(row("pg", "pgaudit.log")).toContain("array of string");
  });

  it("are linked from the index", () => {
    const links = [
      ...linesOf("README")
        .join("\n")
        .matchAll(/\]\(([^)]+)\)/g),
    ].map(([, file]) => `docs/configuration/${file}`);
    expect([...links].sort()).toEqual([...pages.keys()].filter((path) => !path.endsWith("README.md")).sort());
  });
});
