import { describe, expect, it } from "vitest";
import { TextIndex } from "../../../src/tools/search/text-index.js";

const TEXTS = [
  { phrases: ["restart a topic", "constructor"], about: "topics of brokers" },
  { phrases: ["partitions"], about: "how a topic is split, and split again" },
  { phrases: ["nothing of it"], about: "backups" },
];

describe("an index of texts", () => {
  it("is the same built, and loaded from what it was written as", () => {
    const built = TextIndex.of(TEXTS);
    const loaded = TextIndex.load(built.serialize());
    for (const terms of [["topic"], ["backup", "split"], ["constructor"], ["patrit"]]) {
      expect(loaded.find(terms)).toEqual(built.find(terms));
    }
  });

  it("finds every text that has a term, what is said before what is told", () => {
    const { hits, guessed } = TextIndex.of(TEXTS).find(["topic"]);
    expect(hits.map(({ at }) => at)).toEqual([0, 1]);
    expect(hits[0]).toMatchObject({ terms: ["topic"], phrases: expect.arrayContaining(["constructor"]) });
    expect(guessed).toBe(false);
  });

  it("takes a term that is nowhere for the nearest that is somewhere", () => {
    const found = TextIndex.of(TEXTS).find(["patrit", "xyzzy"]);
    expect(found).toMatchObject({ terms: ["partit", "xyzzy"], guessed: true, hits: [{ at: 1, terms: ["partit"] }] });
  });

  it("knows names that every object has only where they are said", () => {
    const index = TextIndex.of(TEXTS);
    expect(index.find(["constructor"]).hits.map(({ at }) => at)).toEqual([0]);
    expect(index.find(["tostring"]).hits).toEqual([]);
  });

  it("takes in further texts behind those that are there", () => {
    const index = TextIndex.of(TEXTS);
    index.add([{ phrases: ["archive"], about: "split archives" }]);
    expect(index.find(["archiv"]).hits.map(({ at }) => at)).toEqual([3]);
    expect(index.find(["split"]).hits).toHaveLength(2);
  });
});
