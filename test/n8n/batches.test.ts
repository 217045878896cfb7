import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Aiven } from "../../src/n8n/nodes/Aiven/Aiven.node.js";
import { fakeNode } from "./fake-node.js";

// It is the same for every run, and long.
const type = new Aiven();

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

const READ = { operation: "ServiceGet", project: "p" };
const WRITE = { operation: "ServiceUpdate", project: "p", specifyBody: "json", body: '{"powered":true}' };

/** Runs so many items against an API that answers when it is told to; answers with what is under way. */
function start(item: object, count: number, options: object = {}) {
  const waiting: (() => void)[] = [];
  let answered = 0;
  const { node, sent } = fakeNode(type, {
    credential: { token: "t", baseUrl: "http://127.0.0.1:1" },
    items: Array.from({ length: count }, (_, index) => ({ ...item, service_name: `s${index}`, options })),
    answer: () =>
      new Promise((resolve) => {
        waiting.push(() => resolve({ service: { service_name: `s${answered++}` } }));
      }),
  });
  const done = type.execute.call(node);
  const answerAll = async () => {
    for (const go of waiting.splice(0)) go();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { sent, done, answerAll };
}

describe("the items of a node", () => {
  it.each([
    ["reads", READ, {}, 20],
    ["changes", WRITE, {}, 1],
    ["reads with a batch size", READ, { batchSize: 3 }, 3],
    ["changes with a batch size", WRITE, { batchSize: 4 }, 4],
  ])("%s are under way as many at a time as is told", async (_, item, options, size) => {
    const { sent, answerAll } = start(item, 25, options);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(size);
    await answerAll();
    expect(sent).toHaveLength(Math.min(25, 2 * size));
  });

  it("go on after the interval between two batches, and not before", async () => {
    const { sent, done, answerAll } = start(READ, 5, { batchSize: 2, batchInterval: 1000 });
    await vi.advanceTimersByTimeAsync(0);
    await answerAll();
    await vi.advanceTimersByTimeAsync(999);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toHaveLength(4);
    await answerAll();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toHaveLength(5);
    await answerAll();
    const [items = []] = await done;
    expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3, 4].map((item) => ({ item })));
  });
});
