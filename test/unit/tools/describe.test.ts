import { describe, expect, it } from "vitest";
import type { Schema } from "../../../src/core/catalogue/index.js";
import { callShape, describeOperation, TOOL_OF_RISK, typeOf } from "../../../src/tools/describe.js";
import { inputSchema, validate } from "../../../src/tools/input.js";
import { allOperations, requireOperation } from "../../../src/tools/operation.js";

const EACH = allOperations().map((operation) => [operation.id, operation] as const);

describe("describeOperation", () => {
  it("tells what an assistant needs to call it rightly", () => {
    expect(describeOperation(requireOperation("ServiceDelete"))).toMatchObject({
      operation: "ServiceDelete",
      tool: "aiven_destroy",
      family: "service",
      http: "DELETE /v1/project/{project}/service/{service_name}",
      risk: "destructive",
      input: { project: expect.stringMatching(/^string.*, required\. /), service_name: expect.any(String) },
    });
  });

  it("tells which arguments destroy, what is handed out, and what to use instead", () => {
    expect(describeOperation(requireOperation("ServiceUpdate"))["destructive_when"]).toContainEqual(
      expect.stringMatching(/^powered: powers the service off/),
    );
    expect(describeOperation(requireOperation("AccessTokenCreate"))["hands_out"]).toEqual(["full_token"]);
    expect(describeOperation(requireOperation("ProjectGet"))["deprecated"]).toBe("use OrganizationProjectsGet");
    expect(describeOperation(requireOperation("ProjectTicketList"))["deprecated"]).toBe("no successor");
    expect(describeOperation(requireOperation("ServiceGet"))["deprecated"]).toBeUndefined();
  });

  it("opens a door for further fields where there is a body", () => {
    expect(describeOperation(requireOperation("ServiceUpdate"))["input"]).toHaveProperty("extra");
    expect(describeOperation(requireOperation("ServiceGet"))["input"]).not.toHaveProperty("extra");
    expect(describeOperation(requireOperation("ServiceKafkaConnectCreateConnector"))["input"]).toHaveProperty("*");
  });

  it.each(EACH)("tells every field of %s, those of the path first and then the required", (_, operation) => {
    const { input } = describeOperation(operation) as { input: Record<string, unknown> };
    const { fields, required = [], path } = operation.facts;
    const names = Object.keys(input).filter((name) => !["*", "extra"].includes(name));
    expect([...names].sort()).toEqual(Object.keys(fields).sort());
    const rank = (name: string) => (path.includes(`{${name}}`) ? 0 : required.includes(name) ? 1 : 2);
    expect(names.map(rank)).toEqual(names.map(rank).sort());
    for (const name of names) {
      const line = input[name];
      const text = typeof line === "string" ? line : (line as { _: string })._;
      expect(text.includes(", required."), name).toBe(required.includes(name));
    }
  });
});

describe("callShape", () => {
  it("leaves out the project that is meant anyway", () => {
    const operation = requireOperation("ServiceGet");
    expect(callShape(operation, "dev")).toEqual({
      tool: "aiven_read",
      operation: "ServiceGet",
      input: { service_name: "<service_name>" },
    });
    expect(callShape(operation)).toMatchObject({ input: { project: "<project>", service_name: "<service_name>" } });
    expect(callShape(requireOperation("ProjectList"))).toEqual({ tool: "aiven_read", operation: "ProjectList" });
  });

  it("leaves a choice to the caller", () => {
    const { input } = callShape(requireOperation("UserGroupMembersUpdate"));
    expect(input).toMatchObject({ operation: "<add_members|remove_members>" });
    const integration = callShape(requireOperation("ServiceIntegrationCreate"), "dev");
    expect(integration["input"]).toEqual({ integration_type: "<integration_type>" });
  });

  it.each(EACH)("of %s names the tool that takes it, and is whole", (_, operation) => {
    const { tool, input = {} } = callShape(operation) as { tool: string; input?: Record<string, unknown> };
    expect(tool).toBe(TOOL_OF_RISK[operation.words.risk]);
    expect(Object.keys(input)).toEqual([...(operation.facts.required ?? [])]);
    const plain = Object.values(operation.facts.fields).every(
      ({ minLength, maxLength = 99, minItems, format, required, enum: values = [] }) =>
        !minLength && maxLength > 50 && !minItems && format !== "binary" && !required && values.length < 2,
    );
    // Placeholders say what belongs there; where nothing is asked of a value they are valid themselves.
    const leavesChoice = JSON.stringify(input).includes("|");
    if (plain && !leavesChoice) expect(validate(inputSchema(operation), input)).toEqual(input);
  });
});

describe("typeOf", () => {
  it.each<[Schema, string]>([
    [{ type: "string" }, "string"],
    [{ type: "string", maxLength: 63 }, "string ≤ 63"],
    [{ type: "string", minLength: 1 }, "string ≥ 1"],
    [{ type: "string", minLength: 8, maxLength: 256 }, "string 8–256"],
    [{ type: "string", minLength: 36, maxLength: 36 }, "string of 36"],
    [{ type: "string", enum: ["a", "b"] }, '"a" | "b"'],
    [{ type: "string", nullable: true }, "string or null"],
    [{ type: "boolean", default: false }, "boolean, default false"],
    [{ type: "integer", minimum: 1, maximum: 100 }, "integer 1–100"],
    [{ type: "integer", format: "int64" }, "64-bit integer (beyond 2^53 as a string)"],
    [{ type: "array", items: { type: "string" }, maxItems: 3 }, "list of string ≤ 3"],
    [{ type: "array" }, "list of anything"],
    [{ type: "object", properties: { a: {} } }, "object"],
    [{ type: "object", additionalProperties: true }, "map"],
    [{}, "anything"],
  ])("%j is %s", (schema, text) => {
    expect(typeOf(schema)).toBe(text);
  });
});
