import fc from "fast-check";
import { expect, test } from "vitest";
import { reuse } from "./reuse.ts";

test("the later value is what it was, and an equal one is the earlier object", () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(value, value, (before, after) => {
      expect(reuse(before, structuredClone(after))).toEqual(after);
      expect(reuse(before, structuredClone(before))).toBe(before);
    }),
    { seed: 201 },
  );
});

test("what did not change keeps its identity, also behind an entry that came or went", () => {
  const before = { a: { x: 1 }, list: [{ id: "S1", t: [1] }, { id: "S2", t: [2] }] };
  const after = structuredClone(before);
  after.list.unshift({ id: "S0", t: [0] });
  const made = reuse(before, after);
  expect(made.a).toBe(before.a);
  expect(made.list[1]).toBe(before.list[0]);
  expect(made.list[2]).toBe(before.list[1]);
  expect(made.list[0]).toEqual({ id: "S0", t: [0] });
});

test("the order of keys counts, since the text has one", () => {
  expect(Object.keys(reuse({ a: 1, b: 2 }, { b: 2, a: 1 }))).toEqual(["b", "a"]);
});
