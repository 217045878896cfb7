import { describe, expect, it } from "vitest";
import { ConfigError } from "../../../src/core/errors.js";
import { meantBy, patternNames, requireMeant } from "../../../src/tools/operation-patterns.js";
import { thrownBy } from "../node/config-files.js";

describe("patterns of operations", () => {
  it.each([
    ["ServiceDelete", ["ServiceDelete"]],
    ["servicedelete", ["ServiceDelete"]],
    ["sql", ["aiven_sql"]],
    ["ServiceKafkaQuota*", expect.arrayContaining(["ServiceKafkaQuotaCreate", "ServiceKafkaQuotaDelete"])],
    ["ServiceDelet", []],
  ])("%s means %j", (pattern, ids) => {
    expect(meantBy(pattern).map(({ id }) => id)).toEqual(ids);
  });

  it("name families and ids, each once", () => {
    const names = patternNames();
    expect(names).toEqual(expect.arrayContaining(["kafka", "ServiceDelete", "aiven_sql"]));
    expect(new Set(names).size).toBe(names.length);
  });

  it("are refused where one means nothing, with the nearest that does", () => {
    expect(() => requireMeant(["pg", "Service*", "!ServiceDelete", "aiven_sql"])).not.toThrow();
    const refused = thrownBy(() => requireMeant(["pg", "!ServiceDelet"]));
    expect(refused).toBeInstanceOf(ConfigError);
    expect(String(refused)).toContain('"ServiceDelet" means no operation (did you mean ServiceDelete?)');
  });
});
