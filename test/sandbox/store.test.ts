import { describe, expect, test } from "vitest";
import { Store } from "../../src/sandbox/store.js";

interface Row {
  readonly n: number;
}

describe("what is remembered", () => {
  test("is made again only when a table that was read for it has changed", () => {
    const store = new Store();
    const owner = store.table<Row>("things").put("a/1", { n: 1 });
    store.table<Row>("parts").put("a/1/x", { n: 10 });
    let made = 0;
    const sum = () =>
      store.remembered(owner, "sum", () => {
        made++;
        return store
          .table<Row>("parts")
          .under("a/1/")
          .reduce((total, { n }) => total + n, owner.n);
      });
    expect([sum(), sum(), made]).toEqual([11, 11, 1]);
    store.table<Row>("others").put("b", { n: 5 });
    expect([sum(), made]).toEqual([11, 1]);
    store.table<Row>("parts").put("a/1/y", { n: 100 });
    expect([sum(), made]).toEqual([111, 2]);
    store.table<Row>("parts").delete("a/1/x");
    expect([sum(), made]).toEqual([101, 3]);
    store.replay([{ table: "parts", key: "a/1/y", row: { n: 200 } }]);
    expect([sum(), made]).toEqual([201, 4]);
  });

  test("depends on what was remembered within it", () => {
    const store = new Store();
    const owner = store.table<Row>("things").put("a", { n: 1 });
    const parts = store.table<Row>("parts");
    const inner = () => store.remembered(owner, "inner", () => parts.size);
    const outer = () => store.remembered(owner, "outer", () => inner() * 2);
    inner();
    expect(outer()).toBe(0);
    parts.put("x", { n: 1 });
    expect(outer()).toBe(2);
  });
});

describe("writes", () => {
  test("can be taken back, and are then not kept either", () => {
    const store = new Store();
    store.keepChanges();
    const rows = store.table<Row>("rows");
    rows.put("a", { n: 1 });
    const { writes } = store.traced(() => {
      rows.put("a", { n: 2 });
      rows.put("b", { n: 3 });
      rows.delete("a");
    });
    store.undo(writes);
    expect([...rows.entries()]).toEqual([["a", { n: 1 }]]);
    expect(store.takeChanges()).toEqual([{ table: "rows", key: "a", row: { n: 1 } }]);
  });

  test("that are done blindly leave all as it was, with what was hidden", () => {
    const store = new Store();
    const rows = store.table<Row>("rows");
    rows.put("a", { n: 1 });
    const seen = store.blindly([{ table: "rows", key: "a" }], () => {
      rows.put("b", { n: 2 });
      return [...rows.entries()].map(([key]) => key);
    });
    expect(seen).toEqual(["b"]);
    expect([...rows.entries()]).toEqual([["a", { n: 1 }]]);
  });
});
