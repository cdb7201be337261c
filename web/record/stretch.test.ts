import fc from "fast-check";
import { expect, test } from "vitest";
import { stretched, stretchOf } from "./stretch.ts";

const lists = fc.array(fc.nat(3), { maxLength: 8 });
const same = (a: number, b: number) => a === b;

test("a stretch makes the later list of the earlier one (seed 201)", () => {
  fc.assert(
    fc.property(lists, lists, (before, after) => {
      const stretch = stretchOf(before, after, same);
      expect(stretched(before, stretch)).toEqual(after);
      expect(stretch.head + stretch.tail).toBeLessThanOrEqual(before.length);
    }),
    { seed: 201, numRuns: 500 },
  );
});

test("what stays is not carried, and a list that stays is the same list", () => {
  expect(stretchOf([1, 2, 3, 4], [1, 9, 3, 4], same)).toEqual({
    head: 1,
    tail: 2,
    between: [9],
  });
  const list = [1, 2];
  expect(stretched(list, stretchOf(list, [1, 2], same))).toBe(list);
});
