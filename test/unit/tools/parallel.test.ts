import { describe, expect, it } from "vitest";
import { mapLimited } from "../../../src/tools/parallel.js";
import { rejection } from "../../fake-world.js";

/** A task that is done when it is told to be. */
function gate() {
  const waiting: (() => void)[] = [];
  let running = 0;
  let most = 0;
  return {
    most: () => most,
    waiting,
    async pass<T>(value: T): Promise<T> {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => waiting.push(resolve));
      running -= 1;
      return value;
    },
  };
}

describe("mapLimited", () => {
  it("has so many under way at once and no more, and starts the next when one is done", async () => {
    const { pass, waiting, most } = gate();
    const all = mapLimited([1, 2, 3, 4, 5], 2, pass);
    expect(waiting).toHaveLength(2);
    while (waiting.length > 0) {
      waiting.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await all).toEqual([1, 2, 3, 4, 5]);
    expect(most()).toBe(2);
  });

  it("keeps the order, whichever is done first", async () => {
    const { pass, waiting } = gate();
    const all = mapLimited(["a", "b", "c"], 3, pass);
    for (const done of waiting.reverse()) done();
    expect(await all).toEqual(["a", "b", "c"]);
  });

  it("answers with nothing for nothing", async () => {
    expect(await mapLimited([], 3, async () => 1)).toEqual([]);
  });

  it("ends with the first failure", async () => {
    const error = new Error("x");
    const started: number[] = [];
    const task = async (item: number) => {
      started.push(item);
      if (item === 2) throw error;
      return item;
    };
    expect(await rejection(mapLimited([1, 2, 3, 4, 5, 6], 1, task))).toBe(error);
    expect(started).toEqual([1, 2]);
  });
});
