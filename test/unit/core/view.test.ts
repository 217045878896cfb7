import { describe, expect, it } from "vitest";
import { pathSteps } from "../../../src/core/path-tree.js";
import { dropEmpty, isObject, project, resolveFields, toColumns } from "../../../src/core/view.js";

const ANSWER = {
  services: [
    { service_name: "pg", state: "RUNNING", users: [{ username: "a", password: "x" }], plan: "p" },
    { service_name: "kafka", state: "POWEROFF", users: [], plan: "q" },
  ],
  message: "ok",
};

describe("pathSteps", () => {
  it.each([
    ["service.state", ["service", "state"]],
    ["services[].users[].password", ["services", "[]", "users", "[]", "password"]],
    ["[].state", ["[]", "state"]],
    ["[][]", ["[]", "[]"]],
    ["", []],
  ])("%s", (path, steps) => {
    expect(pathSteps(path)).toEqual(steps);
  });
});

describe("project", () => {
  it.each([
    ["a leaf", ["message"], { message: "ok" }],
    ["a leaf of each item", ["services[].state"], { services: [{ state: "RUNNING" }, { state: "POWEROFF" }] }],
    ["a list of lists", ["services[].users[].username"], { services: [{ users: [{ username: "a" }] }, { users: [] }] }],
    [
      "everything below a path",
      ["services[].users"],
      { services: [{ users: [{ username: "a", password: "x" }] }, { users: [] }] },
    ],
    ["everything, although a path goes further down", ["services", "services[].state"], { services: ANSWER.services }],
    ["nothing for a path that is absent", ["nope.deeper"], {}],
    ["nothing of a list for a path that does not say each item", ["services.state"], { services: undefined }],
    ["the same of every key of a map", ["services[].*"], { services: ANSWER.services }],
    ["nothing of a text", ["message.length"], { message: undefined }],
    ["nothing for no paths", [], {}],
  ])("keeps %s", (_, paths, expected) => {
    expect(project(ANSWER, paths)).toEqual(expected);
  });

  it("takes * for every key of a map, beside keys that are named", () => {
    const types = { pg: { plans: ["a"], title: "PG", n: 1 }, kafka: { plans: [], title: "K", n: 2 } };
    expect(project({ types }, ["types.*.title"])).toEqual({ types: { pg: { title: "PG" }, kafka: { title: "K" } } });
    expect(project({ types }, ["types.kafka", "types.*.n"])).toEqual({ types: { kafka: types.kafka, pg: { n: 1 } } });
    expect(project({ types }, ["types.kafka.title", "types.*.n"])).toEqual({
      types: { kafka: { title: "K" }, pg: { n: 1 } },
    });
    expect(project({ types: {} }, ["types.*.title"])).toEqual({ types: {} });
  });

  it("answers in the order of the paths", () => {
    const kept = project(ANSWER, ["message", "services[].state", "services[].service_name"]);
    expect(JSON.stringify(kept)).toMatch(/^\{"message":"ok","services":\[\{"state":"RUNNING","service_name":"pg"\}/);
  });

  it("keeps nothing inherited", () => {
    expect(project({}, ["constructor", "__proto__"])).toEqual({});
  });

  it("keeps the bytes of a file whole", () => {
    const bytes = Uint8Array.of(1, 2);
    expect(project({ contentType: "a/b", bytes }, ["bytes"])).toEqual({ bytes });
  });
});

describe("resolveFields", () => {
  it.each([
    ["a full path", ["services[].state"], ["services[].state"]],
    ["the end of a path", ["state"], ["services[].state"]],
    ["an end of several steps", ["users.username"], ["services[].users[].username"]],
    ["a path without its brackets", ["services.state"], ["services[].state"]],
    ["a container", ["users"], ["services[].users"]],
    ["several, in their order", ["plan", "message"], ["services[].plan", "message"]],
  ])("finds %s", (_, names, paths) => {
    expect(resolveFields(names, ANSWER)).toMatchObject({ paths, unknown: [] });
  });

  it("takes the shortest of several ends, and all that are as short", () => {
    const value = { a: { state: 1 }, b: { state: 2 }, c: { d: { state: 3 } } };
    expect(resolveFields(["state"], value).paths).toEqual(["a.state", "b.state"]);
    expect(resolveFields(["d.state"], value).paths).toEqual(["c.d.state"]);
  });

  it("tells what matches nothing, and what there is", () => {
    const { paths, unknown, known } = resolveFields(["sate", "state", "e"], ANSWER);
    expect([paths, unknown]).toEqual([["services[].state"], ["sate", "e"]]);
    expect(known).toEqual(expect.arrayContaining(["services", "services[].users[].password", "message"]));
    expect(new Set(known).size).toBe(known.length);
  });

  it("takes an empty name for none", () => {
    expect(resolveFields(["", "[]"], ANSWER)).toMatchObject({ paths: [], unknown: ["", "[]"] });
  });

  it("finds fields that only some items have", () => {
    expect(resolveFields(["b"], { items: [{ a: 1 }, { b: 2 }] }).paths).toEqual(["items[].b"]);
  });
});

describe("dropEmpty", () => {
  it("drops nulls, empty texts, lists and objects, also those that become empty", () => {
    expect(dropEmpty({ a: null, b: "", c: [], d: {}, e: { f: { g: null } }, h: undefined })).toEqual({});
  });

  it("keeps what says something: zero, false, a blank", () => {
    expect(dropEmpty({ a: 0, b: false, c: " ", d: 0n })).toEqual({ a: 0, b: false, c: " ", d: 0n });
  });

  it("keeps the places of a list, whose count and order say something", () => {
    expect(dropEmpty({ a: [null, "", { b: null }, 1] })).toEqual({ a: [null, "", {}, 1] });
  });

  it("keeps bytes", () => {
    const bytes = new Uint8Array(0);
    expect(dropEmpty({ bytes })).toEqual({ bytes });
  });
});

describe("toColumns", () => {
  const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `t${n}`, n }));

  it("writes three like objects as columns and rows", () => {
    expect(toColumns({ topics: rows(3) })).toEqual({
      topics: {
        cols: ["name", "n"],
        rows: [
          ["t0", 0],
          ["t1", 1],
          ["t2", 2],
        ],
      },
    });
  });

  it.each([
    ["two objects", rows(2)],
    ["a list of texts", ["a", "b", "c"]],
    ["objects beside other things", [...rows(3), null]],
    ["objects without keys", [{}, {}, {}]],
    ["objects that have little in common", [{ a: 1 }, { b: 1 }, { c: 1 }]],
  ])("leaves %s as they are", (_, items) => {
    expect(toColumns({ items })).toEqual({ items });
  });

  it("writes objects inside of a cell as they are", () => {
    const items = rows(3).map((row) => ({ ...row, tags: { env: row.name } }));
    expect(toColumns({ items })).toMatchObject({
      items: { cols: ["name", "n", "tags"], rows: [0, 1, 2].map((n) => [`t${n}`, n, { env: `t${n}` }]) },
    });
  });

  it("fills what an item lacks with null", () => {
    expect(toColumns([{ a: 1, b: 2 }, { a: 1 }, { a: 1, b: 3 }])).toEqual({
      cols: ["a", "b"],
      rows: [
        [1, 2],
        [1, null],
        [1, 3],
      ],
    });
  });

  it("goes into rows and into what it leaves", () => {
    const value = toColumns([{ inner: rows(3) }, { inner: [] }]);
    expect(value).toEqual([
      {
        inner: {
          cols: ["name", "n"],
          rows: [
            ["t0", 0],
            ["t1", 1],
            ["t2", 2],
          ],
        },
      },
      { inner: [] },
    ]);
    const nested = toColumns([{ x: rows(3) }, { x: [] }, { x: [] }]) as { rows: unknown[][] };
    expect(nested.rows[0]?.[0]).toHaveProperty("cols");
  });
});

describe("isObject", () => {
  it.each([
    [{}, true],
    [[], false],
    [null, false],
    ["x", false],
    [new Uint8Array(1), false],
    [Object.create(null), true],
  ])("%j: %s", (value, expected) => {
    expect(isObject(value)).toBe(expected);
  });
});
