import { readdir, stat } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { type Kind, loadFacts, loadKind, type Parameter } from "../../../../src/core/configuration/index.js";
import { listParameters, parameterAt } from "../../../../src/core/configuration/paths.js";

const KINDS: readonly Kind[] = ["services", "integrations", "endpoints", "retired"];

const all = (
  await Promise.all(
    KINDS.map(async (kind) =>
      Object.entries(await loadKind(kind)).flatMap(([type, facts]) =>
        listParameters(facts).map(([path, parameter]) => ({ kind, type, path, parameter })),
      ),
    ),
  )
).flat();

function count(kind: Kind, type: string, mark: keyof Parameter): number {
  return all.filter((entry) => entry.kind === kind && entry.type === type && entry.parameter[mark]).length;
}

describe("the facts of configurations", () => {
  it("cover every type and parameter", async () => {
    const types = await Promise.all(KINDS.map(async (kind) => [kind, Object.keys(await loadKind(kind)).length]));
    expect(Object.fromEntries(types)).toEqual({ services: 12, integrations: 31, endpoints: 22, retired: 7 });
    process.stdout.write(`${all.length} parameters\n`);
    expect(all.length).toBeGreaterThanOrEqual(1_700);
  });

  it.each([
    ["services", "secret", 36],
    ["endpoints", "secret", 23],
  ] as const)("mark in %s what is %s", (kind, mark, expected) => {
    expect(all.filter((entry) => entry.kind === kind && entry.parameter[mark])).toHaveLength(expected);
  });

  it.each([
    ["pg", 21],
    ["mysql", 8],
    ["opensearch", 2],
    ["valkey", 2],
    ["kafka", 1],
  ])("mark what restarts a %s", (type, expected) => {
    expect(count("services", type, "restart")).toBe(expected);
  });

  it("keep the digits of what a double cannot hold", async () => {
    const mysql = (await loadFacts("services", "mysql")) as Parameter;
    const bounds = listParameters(mysql).flatMap(([, { max }]) => (typeof max === "bigint" ? [max] : []));
    expect(bounds).toContain(18446744073709551615n);
  });

  it("have every alternative of a parameter under one path", async () => {
    const opensearch = (await loadFacts("services", "opensearch")) as Parameter;
    expect(parameterAt(opensearch, "custom_repos[].settings.sas_token")).toMatchObject({ secret: true });
    expect(parameterAt(opensearch, "custom_repos[0].settings.bucket")).toBeDefined();
    expect(parameterAt(opensearch, "custom_repos[].settings.nothing")).toBeUndefined();
  });

  it("hold no prose", () => {
    const prose = ["title", "description", "example", "user_error"];
    expect(all.filter(({ parameter }) => prose.some((word) => word in parameter)).map(({ path }) => path)).toEqual([]);
  });

  it("take less than 150 kB", async () => {
    const folder = "src/core/configuration/generated";
    const names = await readdir(folder, { recursive: true });
    const facts = names.filter((name) => name.endsWith(".ts") && !/^(types|paths)\.ts$/.test(name));
    const sizes = await Promise.all(facts.map((name) => stat(`${folder}/${name}`)));
    const bytes = sizes.reduce((sum, { size }) => sum + size, 0);
    process.stdout.write(`${bytes} bytes of facts\n`);
    expect(bytes).toBeLessThan(150_000);
  });
});
