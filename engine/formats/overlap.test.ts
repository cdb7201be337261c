import fc from "fast-check";
import { expect, test } from "vitest";
import { overlap } from "./overlap.ts";

test("two texts share what a look at each character says", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "字"), maxLength: 12 });
  fc.assert(
    fc.property(text, text, text, text, (start, one, other, end) => {
      const [a, b] = [start + one + end, start + other + end];
      expect(overlap(a, b)).toEqual({
        head: shared([...a], [...b]),
        tail: shared([...a].reverse(), [...b].reverse()),
      });
    }),
    { seed: 201, numRuns: 1000 },
  );
});

test("a change in a large text is found to the character", () => {
  const text = "x".repeat(300_000);
  const changed = `${text.slice(0, 123_456)}yy${text.slice(123_457)}`;
  expect(overlap(text, changed)).toEqual({ head: 123_456, tail: 300_000 - 123_457 });
});

function shared(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++;
  return length;
}
