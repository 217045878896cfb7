import { describe, expect, it } from "vitest";
import { definitions } from "../../../src/mcp/definitions.js";
import { createSurface } from "../../../src/mcp/surface.js";

/** Those that need no setting. */
const names = Object.keys(definitions).filter((name) => name !== "aiven_connect");
const propertiesOf = (projects: readonly string[], tool: string) =>
  createSurface({ mode: "write", projects }).tools.find(({ name }) => name === tool)?.inputSchema.properties;

describe("the surface", () => {
  it("is every tool in its order, in write and full alike", () => {
    expect(createSurface({ mode: "write", projects: [] }).tools.map(({ name }) => name)).toEqual(names);
    expect(createSurface({ mode: "full", projects: [] })).toEqual(createSurface({ mode: "write", projects: [] }));
  });

  it("in read-only is the reading tools, in the same order and with the same faces", () => {
    const { tools, inputs } = createSurface({ mode: "read-only", projects: [] });
    const reading = createSurface({ mode: "write", projects: [] }).tools.filter(
      (tool) => tool.annotations?.readOnlyHint,
    );
    expect(tools).toEqual(reading);
    expect(tools.length).toBeLessThan(names.length);
    expect(Object.keys(inputs)).toEqual(Object.keys(definitions));
  });

  it("knows project as a text, an enumeration of several, and not at all where there is one", () => {
    const enumeration = { type: "string", description: "Project name.", enum: ["a", "b"] };
    expect(propertiesOf([], "aiven_service")).toHaveProperty("project", {
      type: "string",
      description: "Project name.",
    });
    expect(propertiesOf(["a", "b"], "aiven_service")).toHaveProperty("project", enumeration);
    expect(propertiesOf(["a"], "aiven_service")).not.toHaveProperty("project");
    expect(propertiesOf(["a", "b"], "aiven_search")).toEqual(propertiesOf([], "aiven_search"));
  });

  it("tells by its annotations what a tool may do", () => {
    const hints = createSurface({ mode: "write", projects: [] }).tools.map(({ name, title, annotations }) => {
      expect(annotations).toMatchObject({ title, openWorldHint: false });
      return [name, annotations?.readOnlyHint, annotations?.destructiveHint];
    });
    expect(hints).toEqual(names.map((name) => [name, !CHANGING.includes(name), DESTROYING.includes(name)]));
  });
});

/** A configuration can be changed so that data is lost: with a plan, as in aiven_destroy. */
const DESTROYING = ["aiven_destroy", "aiven_configure"];
const CHANGING = ["aiven_write", "aiven_destroy", "aiven_provision", "aiven_configure"];
