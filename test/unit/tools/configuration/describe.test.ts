import { describe, expect, it } from "vitest";
import { type Kind, loadKind } from "../../../../src/core/configuration/index.js";
import { listParameters } from "../../../../src/core/configuration/paths.js";
import { describeConfiguration } from "../../../../src/tools/configuration/describe.js";

const MAX_CHARS = 4_500;
const NAMES: readonly (readonly [Kind, string])[] = [
  ["services", ""],
  ["retired", ""],
  ["integrations", "integration:"],
  ["endpoints", "endpoint:"],
];

const types = (
  await Promise.all(
    NAMES.map(async ([kind, prefix]) =>
      Object.entries(await loadKind(kind)).map(([type, facts]) => ({ kind, type: prefix + type, facts })),
    ),
  )
).flat();

const toText = (answer: unknown) =>
  JSON.stringify(answer, (_, value) => (typeof value === "bigint" ? String(value) : value));

describe("a description", () => {
  it.each(types)("of each parameter of $kind $type tells its path, meaning and items, and is short", async (of) => {
    const { kind, type, facts } = of;
    const wrong = await Promise.all(
      listParameters(facts).map(async ([path, parameter]) => {
        const answer = await describeConfiguration(undefined, { type, config: path });
        const inner = listParameters(parameter.items ?? parameter);
        const told = [answer["parameters"] ?? [], answer["more"] ?? []].flat();
        const isWhole =
          answer["path"] === path &&
          typeof answer["type"] === "string" &&
          (kind === "retired" || typeof answer["meaning"] === "string") &&
          (inner.length === 0 || told.length > 0) &&
          toText(answer).length <= MAX_CHARS;
        return isWhole ? [] : [answer];
      }),
    );
    expect(wrong.flat()).toEqual([]);
  });

  it("is of as many parameters as there are", () => {
    const count = types.reduce((sum, { facts }) => sum + listParameters(facts).length, 0);
    expect(count).toBeGreaterThanOrEqual(1_700);
  });

  it.each(["ip_filter[].network", "ip_filter[0].network", "ip_filter.network"])(
    "%s is of one parameter",
    async (config) => {
      expect(await describeConfiguration(undefined, { type: "pg", config })).toMatchObject({
        path: "ip_filter[].network",
        meaning: expect.stringContaining("address"),
      });
    },
  );

  it("of a list tells what its items hold", async () => {
    const answer = await describeConfiguration(undefined, { type: "integration:clickhouse_kafka", config: "tables" });
    expect(answer["parameters"]).toContainEqual(expect.stringMatching(/^tables\[\]\.columns: list of object/));
    expect(await describeConfiguration(undefined, { type: "pg", config: "ip_filter" })).toMatchObject({
      type: "list of object or string",
    });
  });

  it.each([
    ["postgres", "pg"],
    ["Apache Kafka", "kafka"],
    ["kafka-connect", "kafka_connect"],
  ])("of %s is of %s", async (type, of) => {
    expect(await describeConfiguration(undefined, { type })).toMatchObject({ of });
  });

  it("of a path in the field that the API has it in is of that parameter", async () => {
    const answer = await describeConfiguration(undefined, { type: "pg", config: "user_config.pg.jit" });
    expect(answer).toMatchObject({ path: "pg.jit" });
  });

  it("of a bare name is of a service type, also a retired one, and says of what else", async () => {
    expect(await describeConfiguration(undefined, { type: "m3aggregator" })).toMatchObject({
      retired: { successor: "thanos" },
      also: ["integration:m3aggregator"],
    });
    expect(await describeConfiguration(undefined, { type: "datadog" })).toMatchObject({
      kind: "integrations",
      also: ["endpoint:datadog"],
    });
  });
});
