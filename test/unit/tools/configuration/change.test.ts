import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Parameter } from "../../../../src/core/configuration/index.js";
import { composeChange } from "../../../../src/tools/configuration/change.js";
import {
  differences,
  leastChange,
  showDifference,
  withoutSecrets,
} from "../../../../src/tools/configuration/difference.js";

const FACTS: Parameter = {
  type: "object",
  properties: {
    ip_filter: { type: "array", items: { type: ["string", "object"] } },
    pg: { type: "object", properties: { jit: { type: "boolean" }, temp_file_limit: { type: "integer" } } },
    compactor: { type: "object", properties: { "retention.days": { type: "integer" } } },
    log_bytes: { type: "integer", max: 9_223_372_036_854_775_807n },
    password: { type: "string", secret: true },
  },
};
const PRESENT = { ip_filter: ["10.0.0.0/8", { network: "192.0.2.0/24", description: "office" }], pg: { jit: true } };

const compose = (wanted: Parameters<typeof composeChange>[2]) => composeChange(FACTS, PRESENT, wanted);

describe("composeChange", () => {
  it.each([
    ["a value deep inside", { set: { "pg.jit": false } }, { pg: { jit: false } }],
    ["a key with a dot in it", { set: { "compactor.retention.days": 3 } }, { compactor: { "retention.days": 3 } }],
    ["what is unset", { unset: ["pg.jit"] }, { pg: { jit: null } }],
    [
      "an item more, with those that are there",
      { add: { ip_filter: "1.2.3.4" } },
      { ip_filter: [...PRESENT.ip_filter, "1.2.3.4"] },
    ],
    ["an item that is there, once", { add: { ip_filter: "10.0.0.0/8" } }, { ip_filter: PRESENT.ip_filter }],
    [
      "an item with another description, in its place",
      { add: { ip_filter: { network: "10.0.0.0/8", description: "all" } } },
      { ip_filter: [{ network: "10.0.0.0/8", description: "all" }, PRESENT.ip_filter[1]] },
    ],
    ["an item less, known by its address", { remove: { ip_filter: "192.0.2.0/24" } }, { ip_filter: ["10.0.0.0/8"] }],
    [
      "an item more and one less",
      { add: { ip_filter: "1.2.3.4" }, remove: { ip_filter: "10.0.0.0/8" } },
      { ip_filter: [PRESENT.ip_filter[1], "1.2.3.4"] },
    ],
    [
      "a number of more digits than JSON keeps",
      { set: { log_bytes: "9223372036854775806" } },
      { log_bytes: 9_223_372_036_854_775_806n },
    ],
  ])("sends %s", (_, wanted, sent) => {
    expect(compose(wanted)).toEqual({ config: sent, issues: [] });
  });

  it("leaves what it does not know to the check of the whole", () => {
    expect(compose({ set: { "pg.jitt": true } })).toEqual({ config: { pg: { jitt: true } }, issues: [] });
  });

  it("says what is not in a list, and that items are not set one by one", () => {
    expect(compose({ remove: { ip_filter: ["10.0.0.0/9"] } }).issues).toMatchObject([
      { field: "remove.ip_filter", nearest: "10.0.0.0/8", allowed: ["10.0.0.0/8", "192.0.2.0/24"] },
    ]);
    expect(compose({ set: { "ip_filter[0]": "1.2.3.4" } }).issues).toMatchObject([
      { field: "set.ip_filter[0]", message: expect.stringContaining("add and remove") },
    ]);
  });

  it.each([
    [{ set: { "pg.jit": true, pg: { temp_file_limit: 1 } } }, "set.pg"],
    [{ set: { pg: { temp_file_limit: 1 }, "pg.jit": true } }, "set.pg.jit"],
    [{ set: { "pg.jit": true }, unset: ["pg.jit"] }, "unset.pg.jit"],
    [{ set: { ip_filter: [] }, add: { ip_filter: "1.2.3.4" } }, "add.ip_filter"],
    [{ unset: ["pg"], set: { "pg.jit": true } }, "unset.pg"],
  ])("refuses what contradicts itself: %j", (wanted, field) => {
    expect(compose(wanted).issues).toMatchObject([{ field, message: expect.stringContaining("are about the same") }]);
  });

  it("puts an item that is named twice into a list once", () => {
    const { config } = compose({ add: { ip_filter: ["::1", "::1", { network: "::1" }] } });
    expect(config).toEqual({ ip_filter: [...PRESENT.ip_filter, { network: "::1" }] });
  });

  it("takes 1,500 items at once, and shows of them how many and the first", () => {
    const many = Array.from({ length: 1500 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
    const { config } = compose({ add: { ip_filter: many } });
    const [shown] = differences(FACTS, PRESENT, config).map(showDifference);
    expect(shown).toMatchObject({ items: "2 → 1502", added: many.slice(0, 20), added_count: 1500, removed: [] });
  });

  it("changes nothing of what it was given", () => {
    const before = structuredClone(PRESENT);
    compose({ set: { "pg.jit": false }, add: { ip_filter: "1.2.3.4" } });
    expect(PRESENT).toEqual(before);
  });
});

const config = fc.record(
  {
    ip_filter: fc.uniqueArray(fc.ipV4(), { maxLength: 4 }),
    pg: fc.record({ jit: fc.boolean(), temp_file_limit: fc.nat() }, { requiredKeys: [] }),
    log_bytes: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
  },
  { requiredKeys: [] },
);

describe("differences", () => {
  it("are none of what is as wanted, and else are all that has to be sent", () => {
    fc.assert(
      fc.property(config, config, (present, change) => {
        const least = leastChange(differences(FACTS, present, change));
        expect(differences(FACTS, change, least)).toEqual([]);
        expect(differences(FACTS, present, least)).toEqual(differences(FACTS, present, change));
        expect(differences(FACTS, change, change)).toEqual([]);
      }),
    );
  });

  it("hide secrets, and tell of a list what comes and what goes", () => {
    const shown = differences(
      FACTS,
      { ...PRESENT, password: "old" },
      { password: "new", ip_filter: ["10.0.0.0/8", "::/0"] },
    );
    expect(shown.map(showDifference)).toEqual([
      { path: "password", before: "<redacted>", after: "<redacted>" },
      { path: "ip_filter", items: "2 → 2", added: ["::/0"], removed: [PRESENT.ip_filter[1]] },
    ]);
  });

  it.each(["__proto__", "constructor", "toString"])("take %s for a name like any other", (name) => {
    const change = JSON.parse(`{"${name}":{"polluted":1}}`);
    expect(leastChange(differences({}, {}, change))).toEqual(change);
    expect("polluted" in {}).toBe(false);
  });

  it("hide secrets under keys that have no name of their own", () => {
    const facts: Parameter = {
      type: "object",
      properties: {
        named: { type: "object", properties: {}, additional: { type: "string", secret: true } },
        matched: {
          type: "object",
          properties: {},
          patternProperties: { "^p_": { properties: { word: { secret: true } } } },
        },
      },
    };
    const change = { named: { any: "s3cret" }, matched: { p_1: { word: "s3cret" } } };
    const found = differences(facts, {}, change);
    expect(JSON.stringify(found.map(showDifference))).not.toContain("s3cret");
    expect(JSON.stringify(withoutSecrets(facts, change))).not.toContain("s3cret");
  });
});
