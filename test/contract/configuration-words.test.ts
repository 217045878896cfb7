import { describe, expect, it } from "vitest";
import { type Kind, loadKind } from "../../src/core/configuration/index.js";
import { parameterPaths } from "../../src/core/configuration/paths.js";
import { withValue } from "../../src/tools/configuration/change.js";
import { endpoints } from "../../src/tools/configuration/words/endpoints.js";
import { everyType } from "../../src/tools/configuration/words/every-type.js";
import { integrations } from "../../src/tools/configuration/words/integrations.js";
import { services } from "../../src/tools/configuration/words/services.js";
import { loadWords, type TypeWords, type WordsByPath } from "../../src/tools/configuration/words.js";
import { requireOperation } from "../../src/tools/operation.js";
import { gatesOf } from "../../src/tools/risk.js";

const KINDS: readonly Kind[] = ["services", "integrations", "endpoints", "retired"];
const LIVE: readonly Kind[] = ["services", "integrations", "endpoints"];

interface Type {
  readonly kind: Kind;
  readonly type: string;
  readonly paths: readonly string[];
  readonly words: TypeWords;
}

const types: readonly Type[] = (
  await Promise.all(
    KINDS.map(async (kind) =>
      Promise.all(
        Object.entries(await loadKind(kind)).map(async ([type, facts]) => ({
          kind,
          type,
          paths: parameterPaths(facts),
          words: await loadWords(kind, type),
        })),
      ),
    ),
  )
).flat();

const live = types.filter(({ kind }) => LIVE.includes(kind));
const ofServices = await Promise.all(
  Object.entries(services).map(async ([type, load]) => [type, await load()] as const),
);
const own: Readonly<Record<string, Readonly<Record<string, WordsByPath>>>> = {
  services: Object.fromEntries(ofServices),
  integrations,
  endpoints,
};
const all = types.flatMap(({ kind, type, paths, words }) =>
  paths.flatMap((path) => {
    const said = words.get(path);
    return said ? [{ at: `${kind}.${type}: ${path}`, ...said }] : [];
  }),
);

describe("the words of configuration parameters", () => {
  it("are about parameters that there are", () => {
    const odd = live.flatMap(({ kind, type, paths }) =>
      Object.keys(own[kind]?.[type] ?? {}).filter((path) => !paths.includes(path)),
    );
    expect(odd).toEqual([]);
    const known = new Set(types.flatMap(({ paths }) => paths));
    const nowhere = Object.keys(everyType).filter((path) => !known.has(path) && !/^\w+_access\./.test(path));
    expect(nowhere).toEqual([]);
  });

  it("are there for every parameter of every live type", () => {
    const silent = live.flatMap(({ kind, type, paths, words }) =>
      paths.filter((path) => !words.get(path)).map((path) => `${kind}.${type}: ${path}`),
    );
    expect(silent).toEqual([]);
  });

  it("are there for the parameters of retired types that are not of their engine alone", () => {
    const silent = types
      .filter(({ kind }) => kind === "retired")
      .flatMap(({ type, paths, words }) =>
        paths.filter((path) => !/[.[]/.test(path) && !words.get(path)).map((path) => `${type}: ${path}`),
      );
    expect(silent).toEqual([]);
  });

  it("are short, whole sentences", () => {
    const wrong = all.filter(({ text, effect = "Fine." }) => !isSentence(text, 110) || !isSentence(effect, 160));
    expect(wrong).toEqual([]);
  });

  it("have units that are short and phrases that differ", () => {
    const wrong = all.filter(
      ({ unit = "s", aka = [] }) =>
        !/^\S.{0,29}$/.test(unit) || new Set(aka).size !== aka.length || aka.some((said) => said.length < 2),
    );
    expect(wrong).toEqual([]);
  });

  it("are not the same for two parameters of a group", () => {
    const twice = live.flatMap(({ kind, type, paths, words }) => {
      const seen = new Map<string, string>();
      return paths.flatMap((path) => {
        const key = `${groupOf(path)} ${words.get(path)?.text}`;
        const before = seen.get(key);
        seen.set(key, path);
        return before === undefined ? [] : [`${kind}.${type}: ${before}, ${path}`];
      });
    });
    expect(twice).toEqual([]);
  });

  it("that say that a parameter of a service cannot be taken back have somebody approve it", () => {
    const update = requireOperation("ServiceUpdate");
    const oneWay = live.flatMap(({ kind, type, words }) =>
      Array.from(words, ([path, { marks = [] }]) => ({ kind, type, path, marks })).filter(
        (one) => one.kind === "services" && one.marks.includes("one-way"),
      ),
    );
    const unasked = oneWay.filter(({ path }) => {
      const user_config = withValue({}, path.split("."), path.endsWith("_version") ? "99" : true);
      return gatesOf(update, { project: "p", service_name: "s", user_config }).length === 0;
    });
    expect(oneWay.length).toBeGreaterThan(8);
    expect(unasked).toEqual([]);
  });

  it("are many", () => {
    const texts = new Set(all.map(({ text }) => text));
    const parameters = types.reduce((sum, { paths }) => sum + paths.length, 0);
    process.stdout.write(`${texts.size} texts for ${all.length} of ${parameters} parameters\n`);
    expect(texts.size).toBeGreaterThan(800);
  });
});

function isSentence(text: string, longest: number): boolean {
  return text.length <= longest && /^\S.*[.]$/.test(text);
}

/** `s3_migration.bucket` → `s3_migration`: the same thing may mean the same in several groups. */
function groupOf(path: string): string {
  return path.slice(0, Math.max(path.indexOf("."), 0));
}
