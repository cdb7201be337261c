import fc from "fast-check";
import { expect, test } from "vitest";
import { closest, patient } from "./nearest.ts";

test.each([
  ["a letter too few", "phsh", ["spear", "phish"], "phish"],
  ["a letter too many", "phiish", ["phish"], "phish"],
  ["another letter", "phisk", ["phish"], "phish"],
  ["two letters swapped", "pihsh", ["phish"], "phish"],
  ["the nearer of two", "internat", ["interest", "internet"], "internet"],
  ["the first of two equally near", "webb", ["weba", "webc"], "weba"],
  ["an equal spelling before a near one", "ＡＣ-2", ["AC-1", "ac-2"], "ac-2"],
  ["two slips in a long word", "govermnent", ["government"], "government"],
  ["Japanese", "保守端未", ["業務端末", "保守端末"], "保守端末"],
])("finds %s", (_, word, candidates, found) => {
  expect(closest(word, candidates)).toBe(found);
});

test.each([
  ["another short id", "S2", ["S1", "S3"]],
  ["another word", "database", ["web", "identity", "datacentre"]],
  ["anything among nothing", "web", []],
  ["anything for nothing", "", ["web"]],
  ["a word of which it is the start", "inter", ["internet"]],
  ["the word itself", "web", ["web"]],
])("does not offer %s", (_, word, candidates) => {
  expect(closest(word, candidates)).toBeUndefined();
});

test("swapping two neighbours of a word of five letters or more still finds it", () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z]{5,20}$/).chain((word) =>
        fc.tuple(fc.constant(word), fc.integer({ min: 0, max: word.length - 2 }))
      ),
      ([word, at]) => {
        const swapped = word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
        fc.pre(swapped !== word);
        expect(closest(swapped, ["0000000", word])).toBe(word);
      },
    ),
    { seed: 201 },
  );
});

test("patience that is shared ends a search for thousands of wrong names", () => {
  const known = Array.from({ length: 1000 }, (_, id) => `component-number-${id}`);
  const patience = { left: patient };
  const found = known.map((name) => closest(`${name}x`, known, patience));
  expect(found.slice(0, 10)).toEqual(known.slice(0, 10));
  expect(found.at(-1)).toBeUndefined();
  // Whoever asks with patience of his own is answered still.
  expect(closest("component-number-999x", known)).toBe("component-number-999");
});
